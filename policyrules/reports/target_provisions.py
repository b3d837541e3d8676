"""The targets of a policy as a grid: what is measured or counted, the bound, by when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from policyrules.decision.figures import bound_words
from policyrules.decision.prose import Prose
from policyrules.decision.verdict_words import NO_NUMBER
from policyrules.program.program import Program
from policyrules.program.target_rules import CountRule, TargetRule
from policyrules.reports.grid import Cell, Grid
from policyrules.reports.words import column, modality
from policyrules.text import Language, Text, joined


def target_provisions(program: Program, words: Mapping[str, Prose], language: Language) -> list[Grid]:
    """The targets as a grid; none where the policy has none."""
    if not program.targets:
        return []
    of = partial(column, language=language)
    columns = (
        of("id", sort="id"), of("clause", sort="id"), of("target"), of("modality"), of("bound"),
        of("deadline", sort="id"), of("measures", sort="words"),
    )  # fmt: skip
    rows = tuple(_target(rule, words, language) for rule in program.targets)
    grid = Grid("targets", Text("目标", "Targets").pick(language), columns, rows)
    return [grid.without_empty({"deadline"})]


def _target(rule: TargetRule, words: Mapping[str, Prose], language: Language) -> tuple[Cell, ...]:
    bound = NO_NUMBER if rule.bound is None else bound_words(rule.kind, rule.bound, rule.strict, rule.unit)
    return (
        rule.id,
        rule.clause,
        rule.label.pick(language),
        modality(rule.modality, language),
        bound.pick(language),
        "" if rule.by is None else str(rule.by),
        _measured(rule, words).pick(language),
    )


def _measured(rule: TargetRule, words: Mapping[str, Prose]) -> Text:
    if rule.count is not None:
        return count_words(rule.count, words[rule.count.of])
    return words[""].term(rule.measure) if rule.measure is not None else Text("", "")


def count_words(count: CountRule, prose: Prose) -> Text:
    """What is counted, under which conditions."""
    things = prose.vocabulary.lists[count.of].label.text
    asked = joined([prose.condition(each.test) for each in count.criteria], "；", "; ")
    return Text(f"{things.zh}数量：{asked.zh}", f"number of {things.en.lower()}: {asked.en}")
