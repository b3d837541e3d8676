"""Why a line is what it is, as codes with words."""

from __future__ import annotations

from dataclasses import dataclass, field

from policyrules.decision.findings import TierFinding
from policyrules.decision.prose import Prose, quantity
from policyrules.engines.claims import Claim, CutBy, State
from policyrules.language.quantities import Kind, yuan_text
from policyrules.program.program import Program
from policyrules.text import Text, joined


@dataclass(frozen=True)
class Reason:
    """One reason: a stable code, the words, and what it is about."""

    code: str
    text: Text
    about: dict[str, str | int | list[str]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, object]:
        """The reason as the decision's JSON holds it."""
        return {"code": self.code, "text": self.text.zh, "text_en": self.text.en, **self.about}


def reasons(claim: Claim, program: Program, prose: Prose, findings: tuple[TierFinding, ...]) -> tuple[Reason, ...]:
    """The reasons of a claim: none where everything that was asked for is paid."""
    match claim.state:
        case State.NOT_ELIGIBLE:
            return _not_eligible(claim, program, prose, findings)
        case State.ALREADY_PAID:
            return (_already_paid(claim),)
        case State.EXCLUDED:
            return (_excluded(claim, program),)
        case State.UNKNOWN:
            return (_unknown(claim),)
        case State.LIVE:
            return tuple(_cut(cut) for cut in claim.cuts)


def _not_eligible(
    claim: Claim, program: Program, prose: Prose, findings: tuple[TierFinding, ...]
) -> tuple[Reason, ...]:
    award = claim.award
    if not award.open:
        years = f"{award.first_year}–{award.last_year}"
        text = Text(
            f"{program.year}年不在奖励年度（{years}）之内",
            f"{program.year} lies outside the award years {years}",
        )
        return (Reason("outside_award_years", text, {"first": award.first_year, "last": award.last_year}),)
    return tuple(reason for finding in findings for reason in _missed(finding, claim, prose))


def _missed(finding: TierFinding, claim: Claim, prose: Prose) -> list[Reason]:
    number = finding.tier.number
    tier = Text("", "") if number is None else Text(f"第{number}档：", f"tier {number}: ")
    found = []
    for each in finding.missed:
        condition = prose.condition(each.criterion.test)
        values = joined([prose.value(attribute, value) for attribute, value in each.values])
        text = Text(
            f"{tier.zh}不满足“{condition.zh}”（实际 {values.zh}）",
            f"{tier.en}not met: {condition.en} (found {values.en})",
        )
        about: dict[str, str | int | list[str]] = {"criterion": each.criterion.id}
        if number is not None:
            about["tier"] = number
        about["facts"] = [claim.case.pointer(claim.subject, attribute) for attribute, _ in each.values]
        found.append(Reason("criterion_missed", text, about))
    return found


def _already_paid(claim: Claim) -> Reason:
    register = claim.case.world.register
    entries = [
        each
        for each in register.for_subject(claim.award.id, claim.subject.id)
        if (claim.award.once or each.year == register.year) and claim.tier in (None, each.tier)
    ]
    years = "、".join(dict.fromkeys(str(each.year) for each in entries))
    text = Text(f"已在{years}年度发放", f"was paid for {years.replace('、', ', ')}")
    return Reason("already_paid", text, {"facts": [each.pointer for each in entries]})


def _excluded(claim: Claim, program: Program) -> Reason:
    assert claim.settled_by is not None
    others = [program.award(name).label for name in claim.settled_with]
    names = Text("、".join(each.zh for each in others), ", ".join(each.en for each in others))
    text = Text(
        f"按“{claim.settled_by.label.zh}”只奖一项：{names.zh}",
        f"{claim.settled_by.label.en}: {names.en} is kept",
    )
    return Reason("excluded", text, {"limit": claim.settled_by.id, "kept": list(claim.settled_with)})


def _unknown(claim: Claim) -> Reason:
    if claim.settled_by is not None:
        text = Text(
            f"“{claim.settled_by.label.zh}”尚不能确定哪一项较高",
            f"{claim.settled_by.label.en}: which one is higher cannot be known yet",
        )
        return Reason("higher_award_unknown", text, {"limit": claim.settled_by.id})
    return Reason("facts_missing", Text("缺少作出决定所需的事实", "facts that decide the award are missing"))


def _cut(cut: CutBy) -> Reason:
    taken, left = quantity(Kind.MONEY, cut.taken), quantity(Kind.MONEY, cut.left)
    text = Text(
        f"{cut.limit.label.zh}（{cut.limit.clause}）削减 {taken.zh}，余 {left.zh}",
        f"{cut.limit.label.en} ({cut.limit.clause}) cuts {taken.en} and leaves {left.en}",
    )
    return Reason("limited", text, {"limit": cut.limit.id, "taken": yuan_text(cut.taken), "left": yuan_text(cut.left)})
