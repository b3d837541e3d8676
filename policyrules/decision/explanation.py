"""One line of a decision, explained: a small document of its own that text, HTML and workbooks are rendered from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from policyrules.decision.findings import CriterionFinding, TierFinding, missing
from policyrules.decision.nearest import nearest_tier
from policyrules.decision.prose import Prose, quantity
from policyrules.decision.readings import InterpretationPart, readings
from policyrules.decision.reasons import Reason
from policyrules.engines.claims import Claim, State, paid_for_lower_tiers
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute
from policyrules.program.program import Program
from policyrules.text import Text, joined

Mark = Literal["met", "missed", "unknown"]
_MARKS: dict[bool | None, Mark] = {True: "met", False: "missed", None: "unknown"}


@dataclass(frozen=True)
class CriterionPart:
    """A criterion: met, missed or unknown; what it asks, and what was found."""

    mark: Mark
    label: Text
    asks: Text
    found: Text


@dataclass(frozen=True)
class TierPart:
    """A tier (no label where the award has none) and its criteria."""

    label: Text | None
    criteria: tuple[CriterionPart, ...]


@dataclass(frozen=True)
class MissingPart:
    """A fact that is needed: what it is, and its JSON pointer."""

    label: Text
    pointer: str


@dataclass(frozen=True)
class LineExplanation:
    """All that a line of a decision can say for itself."""

    clause: str
    award: Text
    subject: str
    enterprise: str
    status: str
    entitled: int | None
    paid: int | None
    tiers: tuple[TierPart, ...]
    amount: Text | None
    reasons: tuple[Reason, ...]
    interpretations: tuple[InterpretationPart, ...]
    missing: tuple[MissingPart, ...]
    nearest: tuple[Text, ...]
    nearest_tier: int | None


def explain(
    claim: Claim,
    program: Program,
    prose: Prose,
    status: str,
    findings: tuple[TierFinding, ...],
    why: tuple[Reason, ...],
) -> LineExplanation:
    """Explain one claim of a decision from what its formulas found and the reasons of its line."""
    lookup = claim.case.lookup(claim.subject)
    near = nearest_tier(findings, lookup, program.year) if claim.state is State.NOT_ELIGIBLE else None
    return LineExplanation(
        clause=claim.award.clause,
        award=claim.award.label,
        subject=claim.subject.id,
        enterprise=claim.payee.id,
        status=status,
        entitled=None if claim.state is State.UNKNOWN else claim.entitled,
        paid=None if claim.state is State.UNKNOWN else claim.due,
        tiers=_tiers(findings, prose),
        amount=_amount(claim, findings, prose),
        reasons=why,
        interpretations=_interpretations(claim, program),
        missing=_missing(claim, prose),
        nearest=tuple(change.text(prose) for change in near[1]) if near else (),
        nearest_tier=near[0].tier.number if near else None,
    )


def _tiers(findings: tuple[TierFinding, ...], prose: Prose) -> tuple[TierPart, ...]:
    # Tiers ask about the same facts: each is put into words once.
    values = {each: value for finding in findings for criterion in finding.criteria for each, value in criterion.values}
    words = {each: prose.value(each, value) for each, value in values.items()}
    return tuple(_tier(each, prose, words) for each in findings)


def _tier(finding: TierFinding, prose: Prose, words: Mapping[Attribute, Text]) -> TierPart:
    number = finding.tier.number
    label = None if number is None else Text(f"第{number}档", f"tier {number}")
    return TierPart(label, tuple(_criterion(each, prose, words) for each in finding.criteria))


def _criterion(finding: CriterionFinding, prose: Prose, words: Mapping[Attribute, Text]) -> CriterionPart:
    criterion = finding.criterion
    if len(criterion.attributes) == 1:
        found = words[criterion.attributes[0]]
    else:
        named = [(prose.name(each), words[each]) for each in criterion.attributes]
        found = joined([Text(f"{name.zh} {value.zh}", f"{name.en} {value.en}") for name, value in named])
    return CriterionPart(_MARKS[finding.truth], criterion.label, prose.condition(criterion.test), found)


def _amount(claim: Claim, findings: tuple[TierFinding, ...], prose: Prose) -> Text | None:
    """How the entitled amount comes about."""
    if claim.entitled is None or claim.state in (State.NOT_ELIGIBLE, State.ALREADY_PAID):
        return None
    formulas = [prose.term(each.tier.amount) for each in findings if each.tier.number == claim.tier]
    result = quantity(Kind.MONEY, claim.entitled)
    words = [_result(each, result) for each in formulas]
    if claim.award.cap is not None:
        cap = quantity(Kind.MONEY, claim.award.cap)
        words.append(Text(f"最高 {cap.zh}", f"at most {cap.en}"))
    if claim.award.deduct_lower_tiers:
        tiers = [each.tier for each in findings if each.tier.number == claim.tier]
        paid = [entry for tier in tiers for entry in paid_for_lower_tiers(claim.award, tier, claim.case, claim.subject)]
        total = quantity(Kind.MONEY, sum(entry.amount for entry in paid))
        if paid:
            words.append(Text(f"已扣除低档已发 {total.zh}", f"less {total.en} paid for a lower tier"))
    return joined(words, "；", "; ")


def _result(formula: Text, result: Text) -> Text:
    """A formula and what it comes to; a fixed amount once."""
    if formula == result:
        return result
    return Text(f"{formula.zh} → {result.zh}", f"{formula.en} → {result.en}")


def _interpretations(claim: Claim, program: Program) -> tuple[InterpretationPart, ...]:
    """The interpretations behind the award and behind every limit that touched the line."""
    limits = [cut.limit for cut in claim.cuts] + ([claim.settled_by] if claim.settled_by else [])
    names = dict.fromkeys(claim.award.interpretations)
    names.update(dict.fromkeys(name for limit in limits for name in limit.interpretations))
    return readings(program, names)


def _missing(claim: Claim, prose: Prose) -> tuple[MissingPart, ...]:
    """The facts that the claim, or what it waits for, needs."""
    register = next((f"/{name}/" for name, each in prose.vocabulary.lists.items() if each.register_of_awards), "//")
    unnamed = Text("已发奖励记录中的对象或档次", "the subject or tier in the register of awards")
    return tuple(
        MissingPart(unnamed if pointer.startswith(register) else prose.fact(pointer), pointer)
        for pointer in missing(claim)
    )
