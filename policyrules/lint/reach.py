"""PR101–PR103: provisions that can never apply, conditions that always hold, awards without years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from policyrules.language.definition import Award
from policyrules.language.document import Path_
from policyrules.language.tree import Expression
from policyrules.lint.asked import Asked, asked
from policyrules.lint.codes import Severity
from policyrules.lint.context import Context
from policyrules.lint.finding import Findings
from policyrules.lint.inquiry import Inquiry
from policyrules.text import Text

FILE = "awards.yaml"


def check(context: Context, findings: Findings) -> None:
    """All conditions of the policy."""
    for award in context.definition.awards:
        _Award(context, findings, award).check()
    for each in asked(context.definition):
        _check_asked(context, findings, each)


def _severity(holds: Sequence[bool], are_all: bool) -> Severity | None:
    """Of what fails under all readings (the first is the one in effect), under that one, or not under it."""
    if holds[0]:
        return None
    return "error" if are_all and not any(holds) else "warning"


def _never(label: Text, severity: Severity, together: bool) -> Text:
    """That a condition, or all that stand under a label together, cannot hold."""
    zh, en = f"“{label.zh}”不可能满足", f"`{label.en}` can never hold"
    if together:
        zh, en = f"“{label.zh}”的各项条件不可能同时满足", f"the criteria of `{label.en}` can never hold together"
    if severity == "warning":
        zh, en = f"在所选解释下，{zh}", f"{en} as the policy is read now"
    return Text(zh, en)


def _check_asked(context: Context, findings: Findings, each: Asked) -> None:
    inquiry = context.inquiry(each.subject)
    possible, certain = [], []
    for options in context.readings(each.provision):
        found = [each.conditions(context.settling(year, options)) for year in context.years]
        possible.append(any(inquiry.possible(conditions) for conditions in found))
        certain.append(not each.together and all(_are_certain(inquiry, conditions) for conditions in found))
    severity = _severity(possible, context.are_all_tried(each.provision))
    # All conditions together are worth a word only where none of them is impossible by itself.
    if severity is not None and not (each.together and findings.holds("PR101", each.file, each.path[:-1])):
        what = _never(each.label, severity, each.together)
        findings.add("PR101", each.file, each.path, what, severity=severity, proved=inquiry.proved)
    if all(certain) and each.path[-1] == "test":
        what = Text(f"“{each.label.zh}”永远成立", f"`{each.label.en}` always holds")
        findings.add("PR102", each.file, each.path, what, proved=inquiry.proved)


def _are_certain(inquiry: Inquiry, conditions: Sequence[Expression]) -> bool:
    return bool(conditions) and all(inquiry.certain(each) for each in conditions)


@dataclass(frozen=True)
class _Award:
    context: Context
    findings: Findings
    award: Award

    def check(self) -> None:
        if not self.check_years():
            return
        found = [self.check_criterion(index) for index in range(len(self.award.criteria))]
        if all(found):
            self.check_tiers()

    def path(self, *below: str | int) -> Path_:
        return ("awards", self.award.id, *below)

    def severity(self, holds: Sequence[bool]) -> Severity | None:
        return _severity(holds, self.context.are_all_tried(self.award))

    def check_years(self) -> bool:
        """Whether the award has years as it is read now."""
        spans = [self.context.award_years(self.award, options) for options in self.context.readings(self.award)]
        severity = self.severity([first <= last for first, last in spans])
        if severity is None:
            return True
        first, last = spans[0]
        what = Text(f"首个年度 {first} 晚于最后年度 {last}", f"the first year {first} lies after the last, {last}")
        self.findings.add("PR103", FILE, self.path("years"), what, severity=severity)
        return False

    def check_criterion(self, index: int) -> bool:
        """Whether one criterion, by itself, can hold for some tier."""
        criterion = self.award.criteria[index]
        possible, certain = [], []
        inquiry = self.context.inquiry(self.award.subject)
        for tests in self.readings:
            own = [test[index] for year in tests for test in year.values()]
            possible.append(any(inquiry.possible([test]) for test in own) or not own)
            certain.append(bool(own) and all(inquiry.certain(test) for test in own))
        severity = self.severity(possible)
        path = self.path("criteria", index, "test")
        if severity is not None:
            what = _never(criterion.label, severity, False)
            self.findings.add("PR101", FILE, path, what, severity=severity, proved=inquiry.proved)
        if all(certain):
            what = Text(f"“{criterion.label.zh}”永远成立", f"`{criterion.label.en}` always holds")
            self.findings.add("PR102", FILE, path, what, proved=inquiry.proved)
        return severity is None

    def check_tiers(self) -> None:
        """Whether the criteria of each tier can hold together."""
        inquiry = self.context.inquiry(self.award.subject)
        tiers: dict[int | None, list[bool]] = {}
        for tests in self.readings:
            for tier in self.award.tiers or (None,):
                together = any(inquiry.possible(year[tier]) for year in tests) or not tests
                tiers.setdefault(tier, []).append(together)
        severities = {tier: self.severity(holds) for tier, holds in tiers.items()}
        label = self.award.label
        # Where no tier can be reached, the award is what can never apply.
        if all(severities.values()):
            severity: Severity = "error" if "error" in severities.values() else "warning"
            what = _never(label, severity, True)
            self.findings.add("PR101", FILE, self.path("criteria"), what, severity=severity, proved=inquiry.proved)
            return
        for tier, each in severities.items():
            if each is not None:
                tier_label = Text(f"{label.zh}第{tier}档", f"{label.en}, tier {tier}")
                what = _never(tier_label, each, True)
                path = self.path("tiers", str(tier))
                self.findings.add("PR101", FILE, path, what, severity=each, proved=inquiry.proved)

    @cached_property
    def readings(self) -> list[list[dict[int | None, tuple[Expression, ...]]]]:
        """Under each reading, for each year of the award, the criteria of each tier."""
        return [
            [
                {tier: each.criteria for tier, each in self.context.tiers(self.award, year, options).items()}
                for year in self.context.open_years(self.award, options)
            ]
            for options in self.context.readings(self.award)
        ]
