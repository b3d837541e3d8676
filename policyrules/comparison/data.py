"""A comparison as plain data: what its JSON holds. Amounts are strings of yuan with two decimals."""

from __future__ import annotations

from typing import Any

from policyrules.comparison.checks import CaseCheck, Checks, InvariantCheck, RewriteCheck
from policyrules.comparison.comparison import Comparison, Side
from policyrules.comparison.model import Change, Group, Judged, LineState, Move, Payee, PayeeChange
from policyrules.comparison.population.model import Population
from policyrules.language.quantities import yuan_text
from policyrules.text import Text

Data = dict[str, Any]


def data_of(comparison: Comparison) -> Data:
    """The comparison as its JSON Schema describes it."""
    groups = {"by_award": comparison.by_award, "by_county": comparison.by_county, "by_size": comparison.by_size}
    return {
        "year": comparison.year,
        "engine": comparison.engine,
        "library": comparison.library,
        "proposals": [
            {"id": each.id, **_words("title", each.title), **_words("reason", each.reason), "digest": each.digest}
            for each in comparison.proposals
        ],
        "changes": [_change(each) for each in comparison.changes],
        "summary": _summary(comparison),
        "checks": None if comparison.checks is None else _checks(comparison.checks),
        **{name: [_group(each) for each in found] for name, found in groups.items()},
        "payees": [_payee_change(each) for each in comparison.payees],
        "moves": [_move(each) for each in comparison.moves],
        "judged": [_judged(each) for each in comparison.judged],
        "population": None if comparison.population is None else _population(comparison.population),
    }


def amount(fen: int | None) -> str | None:
    """An amount for machines."""
    return None if fen is None else yuan_text(fen)


def _words(key: str, text: Text | None) -> Data:
    """A phrase under a key in Chinese, and under `key_en` in English."""
    return {key: None if text is None else text.zh, f"{key}_en": None if text is None else text.en}


def _summary(comparison: Comparison) -> Data:
    return {"before": _side(comparison.before), "after": _side(comparison.after), **_sums(comparison.all)}


def _side(side: Side) -> Data:
    return {
        "policy": {"id": side.policy, "document": side.document, "digest": side.digest},
        "interpretations": dict(side.interpretations),
        "totals": side.totals.to_dict(),
        "eligible": side.eligible,
    }


def _change(change: Change) -> Data:
    return {
        "address": change.address,
        "kind": change.kind,
        **_words("label", change.label),
        "clause": change.clause,
        **_words("before", change.before),
        **_words("after", change.after),
    }


def _group(group: Group) -> Data:
    return {"key": group.key, **_words("label", group.label), **_sums(group)}


def _sums(group: Group) -> Data:
    return {
        "payees": group.payees,
        "lines": group.lines,
        "paid_before": amount(group.paid_before),
        "paid_after": amount(group.paid_after),
        "change": amount(group.change),
        "gained": amount(group.gained),
        "lost": amount(group.lost),
        "undetermined_change": amount(group.undetermined_change),
        "gainers": group.gainers,
        "losers": group.losers,
        "unchanged": group.unchanged,
        "undetermined": group.undetermined,
        "newly_eligible": group.newly_eligible,
        "no_longer_eligible": group.no_longer_eligible,
    }


def _payee(payee: Payee) -> Data:
    return {"enterprise": payee.id, "name": payee.name or None, "county": payee.county or None}


def _payee_change(each: PayeeChange) -> Data:
    return {
        **_payee(each.payee),
        "before": amount(each.before),
        "after": amount(each.after),
        "change": amount(each.change),
    }


def _move(move: Move) -> Data:
    return {
        "award": move.award,
        "clause": move.clause,
        **_payee(move.payee),
        "subject": move.subject,
        "before": _state(move.before),
        "after": _state(move.after),
        "change": amount(move.change),
        "effect": move.effect,
        "limits": list(move.limits),
        "causes": list(move.causes),
    }


def _state(state: LineState) -> Data:
    return {
        "status": state.status,
        "tier": state.tier,
        "entitled": amount(state.entitled),
        "paid": amount(state.paid),
        "decided_by": list(state.decided_by),
        "reasons": [{"text": each.zh, "text_en": each.en} for each in state.reasons],
    }


def _judged(each: Judged) -> Data:
    return {
        "section": each.section,
        "provision": each.provision,
        "clause": each.clause,
        "subject": each.subject or None,
        "before": each.before,
        "after": each.after,
        "differences": [
            {"name": found.name, **_words("label", found.label), "before": found.before, "after": found.after}
            for found in each.differences
        ],
        "decided_by_before": list(each.decided_by_before),
        "decided_by_after": list(each.decided_by_after),
        "causes": list(each.causes),
    }


def _population(population: Population) -> Data:
    return {
        "things": population.things,
        **_words("label", population.label),
        "library": population.library,
        "moved": population.moved,
        "judged": population.judged,
        "untold": population.untold,
        "transitions": [
            {
                "award": each.award,
                "before": each.before,
                "after": each.after,
                "lines": each.lines,
                "gained": amount(each.gained),
                "lost": amount(each.lost),
                "undetermined": each.undetermined,
            }
            for each in population.transitions
        ],
        "verdicts": [
            {
                "standard": each.standard,
                "item": each.item or None,
                "before": each.before,
                "after": each.after,
                "subjects": each.subjects,
            }
            for each in population.verdicts
        ],
    }


def _checks(checks: Checks) -> Data:
    return {
        "passed": checks.passed,
        "cases": [_case(each) for each in checks.cases],
        "base_cases": checks.base_cases,
        "base_changed": [_case(each) for each in checks.base_changed],
        "invariants": [_invariant(each) for each in checks.invariants],
        "rewrites": [_rewrite(each) for each in checks.rewrites],
    }


def _case(case: CaseCheck) -> Data:
    return {
        "case": case.name,
        **_words("label", case.label),
        "file": case.file,
        "line": case.line,
        "outcome": case.outcome,
        "findings": [{"text": each.zh, "text_en": each.en} for each in case.findings],
    }


def _invariant(invariant: InvariantCheck) -> Data:
    return {
        "invariant": invariant.id,
        **_words("label", invariant.label),
        "clause": invariant.clause,
        "state": invariant.state,
        "findings": [{"text": each.zh, "text_en": each.en} for each in invariant.findings],
        **_words("reason", invariant.reason),
        "counterexample": None if invariant.counterexample is None else dict(invariant.counterexample),
        "scope": None if invariant.scope is None else invariant.scope.to_dict(),
    }


def _rewrite(rewrite: RewriteCheck) -> Data:
    return {
        "proposal": rewrite.proposal,
        "state": rewrite.state,
        "findings": [{"text": each.zh, "text_en": each.en} for each in rewrite.findings],
        "case": None if rewrite.case is None else dict(rewrite.case),
        "scope": None if rewrite.scope is None else rewrite.scope.to_dict(),
    }
