"""The explanation of a standard, held to the facts: what it asks for is what is lacking, no less and no more."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

import policyrules as pr
from policyrules.decision.account import Account
from policyrules.decision.decision import Decision
from policyrules.facts.nesting import room
from policyrules.facts.pointers import steps_of
from policyrules.language.tree import Attribute, attributes

ZHANJIANG = pr.load_policy("zhanjiang")
YEAR = 2025
RULE = ZHANJIANG.program(YEAR).standards[0]
DECIDING = [item for block in RULE.blocks if block.counts for item in block.items if item.decides]
ASKED = tuple(dict.fromkeys(each for item in DECIDING for each in item.attributes))
LACKS, TO_ASK = "达到标准还须", "待查明的事实"
Answers = dict[Attribute, bool | None]


def _facts(answers: Answers, typical: bool | None) -> dict[str, Any]:
    """A centre whose facts answer option by option; None says nothing."""
    centre: dict[str, Any] = {"id": "T1", "typical_town": typical}
    for attribute, answer in answers.items():
        inside, name = room(centre, attribute.field)
        if attribute.member is None:
            inside[name] = answer
        else:
            inside.setdefault(name, {})[attribute.member] = answer
    return {"town_centres": [centre]}


def _account(decision: Decision) -> Account:
    (account,) = decision.explanations("T1")
    assert isinstance(account, Account)
    return account


def _under(account: Account, heading: str) -> list[str]:
    return [point.text.zh for part in account.sections if part.heading.zh == heading for point in part.points]


def _decide(facts: dict[str, Any]) -> Decision:
    return ZHANJIANG.decide(facts, YEAR, engine="reference")


_ANSWERS = st.fixed_dictionaries({each: st.sampled_from([True, True, True, False, None]) for each in ASKED})


@given(answers=_ANSWERS, typical=st.sampled_from([True, True, None, False]))
@settings(max_examples=tries(60), deadline=None)
def test_an_explanation_asks_for_what_decides(answers: Answers, typical: bool | None) -> None:
    """One line for each required item that is missed, and none for what is only encouraged; each open item once."""
    decision = _decide(_facts(answers, typical))
    (line,), account = decision.standards, _account(decision)
    settled = line.verdict in ("met", "not_applicable")
    assert len(_under(account, LACKS)) == (0 if settled else line.items_short)
    missing = {pointer for item in line.deciding for pointer in item.missing} | set(line.missing)
    listed = _under(account, TO_ASK)
    assert len(listed) == (0 if settled else len(missing))
    assert settled or all(any(f"（{pointer}）" in each for each in listed) for pointer in missing)


@given(answers=_ANSWERS, typical=st.sampled_from([True, None]))
@settings(max_examples=tries(60), deadline=None)
def test_finding_out_what_is_listed_settles_the_verdict(answers: Answers, typical: bool | None) -> None:
    """Whoever answers every fact that the explanation lists has a verdict, and is not asked again."""
    facts = _facts(answers, typical)
    (line,) = _decide(facts).standards
    for pointer in line.missing:
        inside: Any = facts
        *way, last = steps_of(pointer)
        for step in way:
            inside = inside[int(step)] if isinstance(inside, list) else inside.setdefault(step, {})
        inside[last] = True
    (after,) = _decide(facts).standards
    assert after.verdict in ("met", "not_met")
    assert (after.verdict == "met") == (line.items_short == 0)


@pytest.mark.parametrize(
    ("field", "zh", "en"),
    [
        ("site.zones", "核心区域：补齐电商办公区", "zones: add office"),
        ("products.partners", "长期稳定的供货合作：至少具备其一（农户、种养加工基地、农副产品营销大户）",
         "long-term suppliers: add at least one of farmers; growing, breeding or processing bases; large dealers"),
        ("training.free_training", "免费培训：补齐免费培训", "free training: add free training"),
    ],
)  # fmt: skip
def test_the_nearest_way_names_what_to_add(field: str, zh: str, en: str) -> None:
    """All that lacks of a list that must be complete; the choice where one is enough; a thing by its name."""
    answers: Answers = dict.fromkeys(ASKED, True)
    answers |= {each: False for each in ASKED if each.field == field and each.member in (None, "office", *_PARTNERS)}
    account = _account(_decide(_facts(answers, True)))
    (part,) = [each for each in account.sections if each.heading.zh == LACKS]
    (point,) = part.points
    assert (point.text.zh, point.text.en) == (zh, en)


_PARTNERS = ("farmers", "bases", "dealers")


def test_every_deciding_item_is_among_the_properties() -> None:
    """The properties above would prove nothing about items whose facts they never change."""
    assert {each for item in DECIDING for each in attributes(item.test)} == set(ASKED)
    assert len(DECIDING) >= 10
