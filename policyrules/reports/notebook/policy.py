"""A policy in a notebook: what it is, what it grants and asks, how it is read; all else that it says folded."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.policy import Policy
from policyrules.reports.comparison.cards import Card
from policyrules.reports.grid import Cell, Grid
from policyrules.reports.notebook.sheet import Line, Sheet
from policyrules.reports.policy_grids import policy_grids, telling_year
from policyrules.reports.policy_words import option_name
from policyrules.reports.safe import plain
from policyrules.reports.words import column
from policyrules.text import Language, Text

_PROVISIONS = Text("规定", "Provisions")
_READINGS = Text("所选解释", "Readings")


def sheet(policy: Policy, language: Language) -> Sheet:
    """The policy, for the year in which it grants most."""
    identity, year = policy.definition.identity, telling_year(policy)
    in_force = f"{identity.in_force.from_} … {identity.in_force.until or ''}"
    head = (identity.document, identity.issuer.text.pick(language), in_force)
    folded = [each for each in policy_grids(policy, year, language) if each.key != "policy" and each.rows]
    return Sheet(
        identity.title.text.pick(language),
        " · ".join(head),
        tuple(_cards(policy, language)),
        tuple(_proposals(policy, language)),
        (_provisions(policy, language), *_readings(policy, language)),
        folded=tuple(folded),
        closing=(f"{policy.id} · {policy.digest[:19]}…",),
    )


def _cards(policy: Policy, language: Language) -> Iterator[Card]:
    own = policy.definition
    for label, number in (
        (Text("奖励", "Awards"), len(own.awards)),
        (Text("限制", "Limits"), len(own.limits)),
        (Text("标准", "Standards"), len(own.standards)),
        (Text("目标", "Targets"), len(own.targets)),
        (Text("重点任务", "Numbered duties"), sum(each.number is not None for each in own.duties.duties)),
        (Text("解释", "Interpretations"), len(own.interpretations)),
        (Text("承诺", "Promises"), len(own.invariants)),
    ):
        if number:
            yield Card(label.pick(language), str(number), "")


def _proposals(policy: Policy, language: Language) -> Iterator[Line]:
    for each in policy.proposals:
        words = Text(f"提案 {each.id}：{each.title.zh}", f"with the proposal {each.id}: {each.title.en}")
        yield Line(plain(words.pick(language)), "warning")


def _provisions(policy: Policy, language: Language) -> Grid:
    """What the policy decides: its awards, limits, standards and targets, by clause."""
    own = policy.definition
    kinds = (
        (Text("奖励", "award"), own.awards),
        (Text("限制", "limit"), own.limits),
        (Text("标准", "standard"), own.standards),
        (Text("目标", "target"), own.targets),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (kind.pick(language), each.clause, plain(each.label.pick(language)), each.id)
        for kind, provisions in kinds
        for each in provisions
    )
    columns = (column("kind", language), column("clause", language, "id"), column("label", language, "words"))
    return Grid("provisions", _PROVISIONS.pick(language), (*columns, column("id", language, "id")), rows)


def _readings(policy: Policy, language: Language) -> Iterator[Grid]:
    """The open questions, and how each is read; those that are read otherwise than the default first."""
    found: list[tuple[bool, tuple[Cell, ...]]] = []
    for name, each in policy.definition.interpretations.items():
        option = policy.options[name]
        default = option == each.default
        words = option_name(each, option).pick(language)
        usual = Text("默认", "default") if default else Text("非默认", "not the default")
        found.append((default, (each.clause, plain(each.question.pick(language)), words, usual.pick(language), name)))
    rows = tuple(row for _, row in sorted(found, key=lambda pair: pair[0]))
    columns = (
        column("clause", language, "id"), column("question", language, "words"), column("in_effect", language),
        column("default", language), column("id", language, "id"),
    )  # fmt: skip
    if rows:
        yield Grid("readings", _READINGS.pick(language), columns, rows)
