"""A case on which two policies differ: the facts, and what each of the two decides otherwise than the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from policyrules.decision.decision import Decision
from policyrules.decision.lines import STATUS_LABELS, AwardLine
from policyrules.decision.targets import TargetLine
from policyrules.decision.verdict_words import VERDICTS
from policyrules.language.quantities import plain_text
from policyrules.policy import Policy
from policyrules.proposals.facts import facts_of_both
from policyrules.text import Text, joined

Json = dict[str, Any]
Figures = Mapping[str, str | None]


@dataclass(frozen=True)
class Difference:
    """One line that is not the same: an award, a standard, a target or a duty, for one subject.

    `before` and `after` hold, of an award, `status`, `tier`, `entitled` and `paid` (yuan, two decimals); of what is
    judged `verdict`, and of a target its `value`. None where that side has no such line.
    """

    section: str
    provision: str
    label: Text
    clause: str
    payee: str
    subject: str
    before: Figures | None
    after: Figures | None

    def to_dict(self) -> Json:
        """The difference as JSON holds it."""
        return {
            "section": self.section,
            "provision": self.provision,
            "label": self.label.zh,
            "label_en": self.label.en,
            "clause": self.clause,
            "enterprise": self.payee or None,
            "subject": self.subject or None,
            "before": None if self.before is None else dict(self.before),
            "after": None if self.after is None else dict(self.after),
        }


def said(figures: Figures | None) -> Text:
    """What one side of a difference says, in a few words: `paid, tier 2, 200000.00 yuan`."""
    if figures is None:
        return Text("无此项", "no such line")
    if "verdict" in figures:
        verdict, value = VERDICTS[figures["verdict"] or "filed"], figures.get("value")
        return verdict if value is None else Text(f"{verdict.zh}（{value}）", f"{verdict.en} ({value})")
    parts = [STATUS_LABELS[figures["status"] or ""]]
    if figures["tier"] is not None:
        parts.append(Text(f"第{figures['tier']}档", f"tier {figures['tier']}"))
    paid, entitled = figures["paid"], figures["entitled"]
    if paid is not None:
        parts.append(Text(f"{paid} 元", f"{paid} yuan"))
    if entitled != paid and entitled is not None:
        parts.append(Text(f"应得 {entitled} 元", f"entitled to {entitled} yuan"))
    return joined(parts)


@dataclass(frozen=True)
class Case:
    """Facts of which nothing can be left out, and how two policies differ on them.

    `interpretations` are the options that differ from those chosen for the first policy; `confirmed_by` are the
    executions that decided both.
    """

    year: int
    interpretations: Mapping[str, str]
    facts: Json
    differences: tuple[Difference, ...]
    confirmed_by: tuple[str, ...]

    def to_dict(self) -> Json:
        """The case as JSON holds it."""
        return {
            "year": self.year,
            "interpretations": dict(self.interpretations),
            "facts": self.facts,
            "differences": [each.to_dict() for each in self.differences],
            "confirmed_by": list(self.confirmed_by),
        }


def differences(one: Policy, other: Policy, facts: Json, year: int, engine: str = "reference") -> list[Difference]:
    """What two policies decide otherwise on the same facts. Raises FactsError, EngineError."""
    first, second = facts_of_both(one, other, facts)
    before, after = one.decide(first, year, engine, guard=False), other.decide(second, year, engine, guard=False)
    return list(_apart(_entries(before), _entries(after)))


@dataclass(frozen=True)
class _Entry:
    """A line of one side."""

    section: str
    provision: str
    label: Text
    clause: str
    payee: str
    subject: str
    figures: Figures

    @property
    def key(self) -> tuple[str, ...]:
        return (self.section, self.provision, self.payee, self.subject)


def _apart(one: Iterable[_Entry], other: Iterable[_Entry]) -> Iterator[Difference]:
    """The entries that only one side has, laid beside each other where they are about the same."""
    sides = _by_key(one), _by_key(other)
    for key in dict.fromkeys((*sides[0], *sides[1])):
        first, second = (side.get(key, []) for side in sides)
        alone = [each for each in first if each.figures not in [it.figures for it in second]]
        new = [each for each in second if each.figures not in [it.figures for it in first]]
        for before, after in zip_longest(alone, new):
            yield _difference(before, after)


def _difference(before: _Entry | None, after: _Entry | None) -> Difference:
    line = before or after
    assert line is not None
    figures = (None if each is None else each.figures for each in (before, after))
    return Difference(line.section, line.provision, line.label, line.clause, line.payee, line.subject, *figures)


def _by_key(entries: Iterable[_Entry]) -> dict[tuple[str, ...], list[_Entry]]:
    found: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for each in entries:
        found[each.key].append(each)
    return found


def _entries(decision: Decision) -> Iterator[_Entry]:
    """The lines of a decision; one that is not eligible comes to what no line at all does."""
    for award in decision.awards:
        if award.status != "not_eligible":
            label, about = award.award_label, (award.enterprise, award.subject)
            yield _Entry("awards", award.award, label, award.clause, *about, _figures(award))
    for each in decision.standards:
        rule = each.outcome.rule
        yield _Entry("standards", rule.id, rule.label, rule.clause, "", each.subject, {"verdict": each.verdict})
    for target in decision.targets:
        of = target.rule
        figures = {"verdict": target.verdict, "value": _value(target)}
        yield _Entry("targets", of.id, of.label, of.clause, "", target.county or "", figures)
    for task in decision.tasks:
        duty, verdict = task.duty, task.outcome.verdict
        figures = {"verdict": None if verdict is None else verdict.value}
        yield _Entry("duties", duty.id, duty.label, duty.clause, "", task.outcome.place, figures)


def _figures(line: AwardLine) -> Figures:
    tier = None if line.tier is None else str(line.tier)
    return {"status": line.status, "tier": tier, "entitled": line.entitled, "paid": line.paid}


def _value(line: TargetLine) -> str | None:
    """The value of a target, as far as it is known."""
    least, most = line.outcome.least, line.outcome.most
    if least is None or most is None:
        return None
    ends = [plain_text(line.rule.kind, each) for each in dict.fromkeys((least, most))]
    return "–".join(ends)
