"""How much of a policy its cases show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policyrules.cases import Case, run_cases
from policyrules.coverage import awards, duties, interpretations, limits, standards, targets
from policyrules.coverage.obligation import Impossible, Key, Obligation
from policyrules.coverage.run import Run, asserted_by
from policyrules.language.definition import Definition
from policyrules.policy import Policy
from policyrules.showing import ShowsItself
from policyrules.text import Language, Text

if TYPE_CHECKING:
    import pandas
    import polars

    from policyrules.reports.notebook.sheet import Sheet

#: The kinds of provision in the order of reports.
KINDS = (awards, limits, standards, targets, duties, interpretations)
#: Those of which a decision shows something; of interpretations only another decision does.
DECIDED = (awards, limits, standards, targets, duties)


@dataclass(frozen=True)
class Catalogue:
    """What the cases of a policy should show, and what no facts can."""

    obligations: tuple[Obligation, ...]
    impossible: tuple[Impossible, ...]


def catalogue(definition: Definition) -> Catalogue:
    """All that the cases of a policy should show, from what the policy says."""
    found = [each for kind in KINDS for each in kind.catalogue(definition)]
    obligations = {each.key: each for each in found if isinstance(each, Obligation)}
    return Catalogue(tuple(obligations.values()), tuple(each for each in found if isinstance(each, Impossible)))


@dataclass(frozen=True)
class Covered:
    """An obligation, and the cases that meet it."""

    obligation: Obligation
    cases: tuple[str, ...]

    @property
    def covered(self) -> bool:
        """Whether any case meets it."""
        return bool(self.cases)

    def to_dict(self) -> dict[str, Any]:
        """The obligation as JSON holds it."""
        own = self.obligation
        return {
            "id": own.id,
            "address": own.address,
            "aspect": own.aspect,
            "label": own.label.zh,
            "label_en": own.label.en,
            "covered": self.covered,
            "cases": list(self.cases),
        }


@dataclass(frozen=True)
class Coverage(ShowsItself):
    """What the cases of a policy show of it. `left_out` are cases that show nothing, and why."""

    policy: str
    digest: str
    lines: tuple[Covered, ...]
    impossible: tuple[Impossible, ...]
    used: tuple[str, ...]
    left_out: tuple[tuple[str, Text], ...]

    @cached_property
    def covered(self) -> int:
        """How many obligations are met."""
        return sum(each.covered for each in self.lines)

    @property
    def percent(self) -> int:
        """The share that is met, in whole percent, never rounded up: 100 only where nothing is left."""
        return percent(self.covered, len(self.lines))

    @property
    def uncovered(self) -> tuple[Obligation, ...]:
        """What no case meets."""
        return tuple(each.obligation for each in self.lines if not each.covered)

    def reaches(self, threshold: int) -> bool:
        """Whether at least `threshold` percent are met, exactly."""
        return self.covered * 100 >= threshold * len(self.lines)

    def sections(self) -> Iterator[tuple[str, Sequence[Covered]]]:
        """The obligations of each part of the policy."""
        for name in dict.fromkeys(each.obligation.section for each in self.lines):
            yield name, [each for each in self.lines if each.obligation.section == name]

    def to_dict(self) -> dict[str, Any]:
        """The measure as JSON holds it."""
        return {
            "policy": {"id": self.policy, "digest": self.digest},
            "covered": self.covered,
            "obligations": len(self.lines),
            "percent": self.percent,
            "cases": list(self.used),
            "left_out": [{"case": name, "reason": why.zh, "reason_en": why.en} for name, why in self.left_out],
            "lines": [each.to_dict() for each in self.lines],
            "impossible": [
                {"id": each.obligation.id, "reason": each.reason.zh, "reason_en": each.reason.en}
                for each in self.impossible
            ],
        }

    def to_frame(self, library: str = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """What cases should show as a dataframe of pandas or polars. Raises UsageError: no such library."""
        from policyrules.reports.result_frames import coverage

        return coverage(self, library)

    def __repr__(self) -> str:
        return f"Coverage({self.policy}, {self.covered}/{len(self.lines)})"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.coverage import coverage

        return coverage(self, language)


def percent(part: int, whole: int) -> int:
    """A share in whole percent, rounded down; all of nothing is all."""
    return 100 if whole == 0 else part * 100 // whole


_FAILED = Text("未通过", "it fails")
_UNCONFIRMED = Text("尚待确认", "nobody has confirmed it")


def measure(policy: Policy, cases: Iterable[Case]) -> Coverage:
    """What cases show of a policy, each run on it under its own interpretations. Raises UsageError.

    Only a case that passes and that a person has confirmed shows anything.
    """
    what = catalogue(policy.definition)
    found: dict[Key, list[str]] = {each.key: [] for each in what.obligations}
    used: list[str] = []
    left_out: list[tuple[str, Text]] = []
    readings = interpretations.Readings(policy)
    places = policy.definition.vocabulary.place_names()
    for case in cases:
        ours = readings.under(dict(policy.interpret(**case.interpretations).options))
        result = next(run_cases([case], ours))
        if result.outcome != "passed":
            left_out.append((case.id, _UNCONFIRMED if result.outcome == "unconfirmed" else _FAILED))
            continue
        if result.decision is None:  # facts that are refused, as they should be: nothing is decided
            continue
        used.append(case.id)
        shown = set(seen(Run(ours, result.decision, asserted_by(case.expect, places))))
        shown.update(readings.seen(case, ours))
        for key in shown & found.keys():
            found[key].append(case.id)
    lines = tuple(Covered(each, tuple(found[each.key])) for each in what.obligations)
    digest = policy.digest
    return Coverage(policy.id, digest, lines, what.impossible, tuple(used), tuple(left_out))


def seen(run: Run) -> Iterator[Key]:
    """All that a decision shows in the lines that count."""
    for kind in DECIDED:
        yield from kind.seen(run)
