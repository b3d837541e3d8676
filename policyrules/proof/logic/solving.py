"""Asking the solver, within a limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Literal

import z3

from policyrules.proof.logic.terms import Bool, both

#: The seconds that one question may take, unless told otherwise.
LIMIT = 20.0
#: How much each attempt may work before another is made: mostly a fraction of a second, now and then more. Not seconds,
#: so that the same question is answered by the same attempt on every machine.
_EFFORTS = tuple(300_000 * times for times in (1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8))


@dataclass(frozen=True)
class Solved:
    """What the solver said: there is a model, there is none, or it did not find out within the limit."""

    outcome: Literal["sat", "unsat", "unknown"]
    model: z3.ModelRef | None = None


class Solver:
    """A solver that gives up after so many seconds, and knows nothing of what was asked before.

    Terms are copied into a context of its own: among terms that are left from other questions the solver would take
    other turns, and the same question would be answered with other facts.
    """

    def __init__(self, limit: float = LIMIT, plain: bool = True) -> None:
        self._context = z3.Context()
        # The plain core: what decisions ask is linear but for proportional cuts, and found out at once. Where the
        # cuts themselves are in question, what Z3 chooses by itself gets further.
        self._solver = z3.SimpleSolver(ctx=self._context) if plain else z3.Solver(ctx=self._context)
        self.set("timeout", max(1, int(limit * 1000)))

    def set(self, name: str, value: int) -> None:
        """Set a parameter of the solver: `timeout` in milliseconds, `rlimit`."""
        self._solver.set(name, value)

    def add(self, *terms: z3.BoolRef) -> None:
        """Demand that terms hold."""
        self._solver.add(*(each.translate(self._context) for each in terms))

    def check(self, *terms: z3.BoolRef) -> z3.CheckSatResult:
        """Whether all that is demanded, and these terms besides, can hold together."""
        return self._solver.check(*(each.translate(self._context) for each in terms))

    def model(self) -> z3.ModelRef:
        """The values under which what was checked holds."""
        return self._solver.model().translate(z3.main_ctx())


def solve(constraints: Iterable[Bool], limit: float = LIMIT, plain: bool = True) -> Solved:
    """Whether there are values under which all constraints hold, and such values. Not `plain`: proportions matter."""
    return answered(both(*constraints), limit, plain)[1]


def answered(asked: Bool, limit: float = LIMIT, plain: bool = True, quick: bool = False) -> tuple[Solver, Solved]:
    """What a solver says, and the solver that said it, to be asked more of what it found.

    A solver that takes a wrong turn may search for minutes where another finds a case at once: so it is begun anew,
    with other turns, a few times before it may take all the time that is left. `quick`: it is begun anew once, and no
    more.
    """
    deadline, found = monotonic() + limit, Solved("unknown")
    attempts = list(enumerate(_EFFORTS, 1))
    for seed, effort in attempts[:2] if quick else (*attempts, (0, 0)):
        solver = Solver(max(0.001, deadline - monotonic()), plain)
        solver.set("random_seed", seed)
        solver.set("rlimit", effort)
        solver.add(asked if not isinstance(asked, bool) else z3.BoolVal(asked))
        found = _found(solver)
        if found.outcome != "unknown" or monotonic() >= deadline:
            break
    solver.set("rlimit", 0)
    return solver, found


def _found(asked: Solver) -> Solved:
    found = asked.check()
    if found == z3.sat:
        return Solved("sat", asked.model())
    return Solved("unsat" if found == z3.unsat else "unknown")
