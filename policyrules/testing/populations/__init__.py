"""Simulated populations: as many things as one likes, as dataframes, for any policy.

What is drawn follows from the vocabulary and the program alone. Sizes are skewed as those of firms are: most far below
a policy's thresholds, some near and on them, few far above.

The same policy, sales year and seed give the same frames on every machine. The bits are those of numpy's PCG64 as it
gives them (which numpy promises to keep, other than its distributions), each column has a stream of its own, and
all that is made of them is whole-number arithmetic: no logarithm of a mathematics library can round otherwise
elsewhere. A larger population begins with the smaller one, as long as nothing in it refers to two other lists.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from policyrules.errors import UsageError
from policyrules.policy import Policy, load_policy
from policyrules.suggestions import did_you_mean
from policyrules.text import Text, same

LIBRARIES = ("polars", "pandas", "pyarrow")
#: More than any country has of anything that a policy pays for; names have nine digits.
MOST_THINGS = 10**8


def population(
    policy: Policy | str | Path,
    n: int,
    seed: int,
    *,
    year: int | None = None,
    missing: float = 0.03,
    paid: bool = False,
    library: str = "polars",
) -> dict[str, Any]:
    """A population of `n` payees, and what they own, as facts of `policy` for the sales year `year`.

    Frames by the names of the lists, and shared circumstances as JSON-like data. Lists of the policy's places
    hold each place once, as JSON-like data; lists that refer to none are `n` long, what refers to them is
    as long as comes out: most have none, some have one, few have several. Money is in whole yuan. A share of
    `missing` of the figures is left open. `paid` adds a register of awards paid. `year` is, unless given, the first
    in which all awards are open. `library` is polars, pandas or pyarrow.

    Raises UsageError for a number, a year or a library that cannot be, ImportError where numpy, pyarrow or the
    library is not installed.
    """
    chosen = policy if isinstance(policy, Policy) else load_policy(policy)
    _check(n, seed, missing, library)
    try:
        from policyrules.testing.populations.making import made
    except ImportError as error:
        needed = "policyrules.testing.population needs numpy and pyarrow: pip install 'policyrules[testing]'"
        raise ImportError(needed) from error
    return made(chosen, n, seed, first_year(chosen) if year is None else year, missing, paid, library)


def first_year(policy: Policy) -> int:
    """The first sales year in which all awards of a policy are open, or else its first year in force."""
    start = policy.definition.identity.in_force.from_.year
    return max([award.first_year for award in policy.program(start).awards], default=start)


def _check(n: int, seed: int, missing: float, library: str) -> None:
    for name, value, least, most in (("n", n, 1, MOST_THINGS), ("seed", seed, 0, 2**63)):
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise UsageError(
                Text(
                    f"{name} `{value}` 须为 {least}…{most} 的整数", f"{name} `{value}` must be whole, in {least}…{most}"
                )
            )
    if isinstance(missing, bool) or not isinstance(missing, int | float) or not 0 <= missing <= 1:
        raise UsageError(Text(f"missing `{missing}` 须在 0…1 之间", f"missing `{missing}` must lie in 0…1"))
    if library not in LIBRARIES:
        hint = did_you_mean(library, LIBRARIES) or same("")
        raise UsageError(Text(f"没有数据框库 `{library}`；{hint.zh}", f"no dataframe library `{library}`; {hint.en}"))
