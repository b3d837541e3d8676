"""What standards, targets and tasks come to otherwise on a population: counted, and the first told one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from policyrules.comparison.causes import Causes
from policyrules.comparison.judged import judged_things, judged_units
from policyrules.comparison.model import Judged
from policyrules.comparison.population.kept import kept
from policyrules.comparison.population.model import Verdicts
from policyrules.comparison.population.replay import replayed
from policyrules.comparison.population.sample import of_things
from policyrules.decision.frame_decision import FrameDecision
from policyrules.facts.frames.frames import FactFrames
from policyrules.program.program import Program
from policyrules.program.standard_rules import StandardRule
from policyrules.text import Text

_KEYS = ("standard", "subject", "item")


@dataclass(frozen=True)
class JudgedOtherwise:
    """The first that are told, how many there are in all, and how many went from which verdict to which."""

    told: tuple[Judged, ...]
    number: int
    verdicts: tuple[Verdicts, ...]


def judged_otherwise(before: FrameDecision, after: FrameDecision, causes: Causes, most: int) -> JudgedOtherwise:
    """The standards of the first `most` things that come out otherwise, and all targets and tasks that do."""
    units = judged_units(before, after, causes)
    names = _that_may_differ(before, after)
    if not names:
        return JudgedOtherwise(units, len(units), ())
    parts = kept(_differing(before, after, names), before.facts.backend)
    whole = parts.select("standard", "subject").unique()
    first = list(whole.sort("subject", "standard").head(most).collect().rows(named=True))
    number = int(whole.select(nw.len()).collect().item())
    told = _told(first, before, after, causes)
    return JudgedOtherwise((*told, *units), number + len(units), tuple(_verdicts(parts, before.program, after.program)))


def _that_may_differ(before: FrameDecision, after: FrameDecision) -> list[str]:
    """The standards that are not the same on both sides. The same standard judges the same facts alike."""
    if before.facts.vocabulary != after.facts.vocabulary:
        return [*dict.fromkeys(each.id for side in (before, after) for each in side.program.standards)]
    first, second = ({each.id: each for each in side.program.standards} for side in (before, after))
    return [name for name in dict.fromkeys((*first, *second)) if first.get(name) != second.get(name)]


def _differing(before: FrameDecision, after: FrameDecision, names: list[str]) -> nw.LazyFrame[Any]:
    """The verdicts that differ, of standards (an empty item) and of their items: null where a side has none."""
    sides = [_on_side(before, names, "before"), _on_side(after, names, "after")]
    both = nw.concat(sides, how="vertical").group_by(*_KEYS).agg(nw.col("before", "after").max())
    first, second = nw.col("before"), nw.col("after")
    return both.filter((first.is_null() != second.is_null()) | (first != second).fill_null(value=False))


def _on_side(decision: FrameDecision, names: list[str], side: str) -> nw.LazyFrame[Any]:
    other = "after" if side == "before" else "before"
    item = nw.concat_str(nw.col("block"), nw.col("item"), separator=".")
    parts = []
    for native, name in ((decision.standards, nw.lit("")), (decision.items, item)):
        frame = decision.facts.backend.lazy(native).filter(nw.col("standard").is_in(names))
        verdict = nw.col("verdict").cast(nw.String).alias(side)
        columns = {side: verdict, other: nw.lit(None, nw.String).alias(other)}
        parts.append(
            frame.select("standard", "subject", name.alias("item"), *(columns[each] for each in ("before", "after")))
        )
    return nw.concat(parts, how="vertical")


def _told(
    first: list[dict[str, Any]], before: FrameDecision, after: FrameDecision, causes: Causes
) -> tuple[Judged, ...]:
    """What becomes of things, each decided again on its own facts: nothing else decides a standard."""
    asked = {(row["standard"], row["subject"]) for row in first}
    sides = []
    for policy, decision in ((causes.base, before), (causes.amended, after)):
        facts = of_things(decision.facts, _wanted(asked, decision.program, decision.facts))
        sides.append(replayed(policy, causes.year, facts, {}))
    found = judged_things(sides[0], sides[1], causes)
    return tuple(each for each in found if (each.provision, each.subject) in asked)


def _wanted(asked: set[tuple[str, str]], program: Program, frames: FactFrames) -> Mapping[str, set[str]]:
    """The ids of things that are asked about, by the lists that the standards of one side judge."""
    found: dict[str, set[str]] = {}
    for rule in program.standards:
        if frames.has(rule.subject):
            ids = {subject for standard, subject in asked if standard == rule.id}
            found[rule.subject] = found.get(rule.subject, set()) | ids
    return found


def _verdicts(parts: nw.LazyFrame[Any], before: Program, after: Program) -> Iterator[Verdicts]:
    """How many subjects went from which verdict to which, standard by standard and item by item."""
    counted = parts.group_by("standard", "item", "before", "after").agg(nw.len().cast(nw.Int64).alias("subjects"))
    rules = {each.id: each for side in (before, after) for each in side.standards}
    labels = {key: label for rule in rules.values() for key, label in _labels(rule)}
    order = {key: index for index, key in enumerate(labels)}
    rows = list(counted.collect().rows(named=True))

    def place(row: Mapping[str, Any]) -> tuple[int, str, str]:
        return (order.get((row["standard"], row["item"]), len(order)), row["before"] or "", row["after"] or "")

    for row in sorted(rows, key=place):
        yield Verdicts(label=labels[row["standard"], row["item"]], **row)


def _labels(rule: StandardRule) -> Iterator[tuple[tuple[str, str], Text]]:
    """What a standard and each of its items is called."""
    yield (rule.id, ""), rule.label
    for block in rule.blocks:
        for item in block.items:
            yield (rule.id, f"{block.id}.{item.id}"), item.label
