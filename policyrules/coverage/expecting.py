"""What a policy says now of the line that shows something, as a case would expect it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from policyrules.coverage.obligation import Obligation
from policyrules.coverage.run import Asserted
from policyrules.decision.decision import Decision
from policyrules.decision.lines import AwardLine
from policyrules.decision.standards import StandardLine
from policyrules.decision.targets import TargetLine
from policyrules.decision.tasks import TaskLine
from policyrules.language.quantities import plain_text, yuan_text

_NOTHING = Asserted(awards=(), standards=(), targets=(), tasks=(), totals=False)
#: Cents in 10,000 yuan: amounts that are whole in that unit are written so.
_TEN_THOUSAND = 1_000_000


def single_lines(decision: Decision, sections: tuple[str, ...]) -> Iterator[tuple[Asserted, dict[str, Any]]]:
    """Each line of some sections alone: as what a case speaks of, and as what it would expect of it."""
    if "awards" in sections:
        for award in decision.awards:
            yield replace(_NOTHING, awards={(award.award, award.subject)}), {"awards": _awards(decision, award)}
        if decision.awards:
            yield replace(_NOTHING, totals=True), {"totals": _totals(decision)}
    if "standards" in sections:
        for standard in decision.standards:
            told = replace(_NOTHING, standards={(standard.standard, standard.subject)})
            yield told, {"standards": [_standard(standard)]}
    if "targets" in sections:
        for target in decision.targets:
            yield replace(_NOTHING, targets={(target.target, target.county)}), {"targets": [_target(target)]}
    if "tasks" in sections:
        for task in decision.tasks:
            yield replace(_NOTHING, tasks={(task.work_point, task.county)}), {"tasks": [_task(task)]}


def sections_for(obligation: Obligation) -> tuple[str, ...]:
    """The sections whose lines can show an obligation."""
    match obligation.section:
        case "awards" | "limits":
            return ("awards",)
        case "duties" | "references" | "ledger":
            return ("tasks",)
        case "interpretations":
            return ("awards", "standards", "targets", "tasks")
    return (obligation.section,)


def _totals(decision: Decision) -> dict[str, Any]:
    totals = decision.totals
    names = ("entitled", "claimed", "paid", "overrun")
    return {name: money(getattr(totals, name)) for name in names} | {"budget": money(totals.budget)}


def _awards(decision: Decision, line: AwardLine) -> list[dict[str, Any]]:
    """The lines of one award and subject: several, where each tier has its own."""
    return [_award(each) for each in decision.awards if (each.award, each.subject) == (line.award, line.subject)]


def _award(line: AwardLine) -> dict[str, Any]:
    return {
        "award": line.award,
        "subject": line.subject,
        "tier": line.tier,
        "status": line.status,
        "entitled": money(line.entitled_fen),
        "paid": money(line.paid_fen),
        "decided_by": list(line.decided_by),
        **_missing(line.missing),
    }


def money(fen: int | None) -> str | int | None:
    """An amount as the document writes it where it is whole in 万元, else in yuan."""
    if fen is None:
        return None
    if fen and fen % _TEN_THOUSAND == 0:
        return f"{fen // _TEN_THOUSAND}万元"
    return fen // 100 if fen % 100 == 0 else yuan_text(fen)


def _standard(line: StandardLine) -> dict[str, Any]:
    items = {
        item.rule.id: item.verdict.value
        for block in line.blocks
        for item in block.items
        if item.verdict.value != "met"
    }  # fmt: skip
    return {
        "standard": line.standard,
        "subject": line.subject,
        "verdict": line.outcome.verdict.value,
        **({"items": items} if items else {}),
        "decided_by": list(line.decided_by),
        **_missing(line.missing),
    }


def _target(line: TargetLine) -> dict[str, Any]:
    outcome, kind = line.outcome, line.rule.kind
    found: dict[str, Any] = {"target": line.target}
    if line.county is not None:
        found["county"] = line.county
    found["verdict"] = outcome.verdict.value
    if outcome.least is not None and outcome.least == outcome.most:
        found["value"] = plain_text(kind, outcome.least)
    if outcome.tally is not None:
        found["counted"] = [each.id for each in outcome.tally.counted]
        found["possible"] = [each.id for each in outcome.tally.possible]
    return {**found, **_missing(line.missing)}


def _task(line: TaskLine) -> dict[str, Any]:
    found: dict[str, Any] = {"work_point": line.work_point, "county": line.county}
    found |= {"verdict": line.verdict, "applies": line.applies}
    basis: Mapping[str, Any] = line.to_dict()
    for key in ("counted", "possible"):
        if key in basis:
            found[key] = list(basis[key])
    if "measures" in basis:
        found["measures"] = {each["measure"]: each["value"] for each in basis["measures"]}
    if "targets" in basis:
        found["targets"] = {each["target"]: each["value"] for each in basis["targets"] if each.get("value") is not None}
    if line.external:
        found["external"] = {each.rule.id: each.resolved for each in line.external}
    if line.filings:
        found["filings"] = [{"quarter": each.quarter, "late": each.late} for each in line.filings]
    return {**found, **_missing(line.missing)}


def _missing(pointers: tuple[str, ...]) -> dict[str, Any]:
    return {"missing": list(pointers)} if pointers else {}
