"""Properties of standards, targets and duties: what may change a verdict, and what a verdict must agree with.

Each takes a policy, facts in the form of the contract, and a sales year, and raises AssertionError. They look at the
decision as its JSON holds it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from policyrules.language.quantities import SCALE
from policyrules.language.tree import SUBJECT, Attribute, attributes
from policyrules.policy import Policy
from policyrules.program.standard_rules import StandardRule
from policyrules.testing.additions import Addition
from policyrules.testing.changes import Json

_RANKS = {"not_met": 0, "unknown": 1, "met": 2}
_KNOWN = ("met", "not_met", "not_applicable", "no_bound")
Span = tuple[Fraction | None, Fraction | None]


def supplying_never_reverses(policy: Policy, facts: Json, year: int, more: Json) -> None:
    """What becomes known turns no verdict into its opposite, and no value leaves the range it was known to lie in.

    `more` are the facts with some of what was unknown. A standard that is missed whether or not it applies may turn
    out not to apply.
    """
    before, after = (policy.decide(each, year, guard=False).to_dict() for each in (facts, more))
    later = dict(_verdicts(after))
    applies = {standard.id for standard in policy.program(year).standards if standard.applies is not None}
    for key, verdict in _verdicts(before):
        now = later[key]
        does_not_apply = key[0] == "standard" and key[1] in applies and now == "not_applicable"
        assert verdict not in _KNOWN or now == verdict or (verdict == "not_met" and does_not_apply), (
            f"{key} was {verdict}, and with more facts is {now}"
        )
    spans = dict(_spans(after))
    for key, (least, most) in _spans(before):
        now_least, now_most = spans[key]
        assert least is None or (now_least is not None and least <= now_least), f"{key}: {now_least} is below {least}"
        assert most is None or (now_most is not None and now_most <= most), f"{key}: {now_most} is above {most}"


def _verdicts(decision: Json) -> Iterator[tuple[tuple[Any, ...], str | None]]:
    """Every verdict of a decision: of standards, blocks and items, of targets, of tasks and whether they apply."""
    for line in decision["standards"]:
        own = (line["standard"], line["subject"])
        yield ("standard", *own), line["verdict"]
        for block in line["blocks"]:
            yield ("block", *own, block["block"]), block["verdict"]
            yield from ((("item", *own, block["block"], item["item"]), item["verdict"]) for item in block["items"])
    for line in decision["targets"]:
        yield ("target", line["target"], line.get("county")), line["verdict"]
    for line in decision["tasks"]:
        own = (line["work_point"], line["county"])
        yield ("task", *own), line["verdict"]
        yield ("applies", *own), {True: "met", False: "not_met", None: "unknown"}[line["applies"]]


def _spans(decision: Json) -> Iterator[tuple[tuple[Any, ...], Span]]:
    for line in decision["targets"]:
        yield (line["target"], line.get("county")), span_of(line)


def span_of(line: Json) -> Span:
    """What the value of a target's line is at least and at most; None where nothing is known."""
    if "range" in line:
        least, most = line["range"]
        return Fraction(least), Fraction(most)
    value = None if line["value"] is None else Fraction(line["value"])
    return value, value


def more_is_never_worse(policy: Policy, facts: Json, year: int, addition: Addition) -> None:
    """Something more that is there makes no item, no block and no standard worse: met stays met, unknown not missed.

    For standards whose items only ask what is there.
    """
    before, after = (policy.decide(each, year, guard=False).to_dict() for each in (facts, addition.applied(facts)))
    later = dict(_verdicts({**after, "targets": [], "tasks": []}))
    for key, verdict in _verdicts({**before, "targets": [], "tasks": []}):
        if verdict in _RANKS:
            now = later[key]
            assert now in _RANKS, f"{key} was {verdict}, and with {addition} is {now}"
            assert _RANKS[now] >= _RANKS[verdict], f"{key} was {verdict}, and with {addition} is {now}"


def only_required_items_decide(policy: Policy, facts: Json, year: int) -> None:
    """What is only encouraged, expected or permitted changes the verdict of no standard and of no block."""
    first = _deciding(policy, facts, year)
    for standard in policy.program(year).standards:
        for given in (None, True, False):
            changed = copy.deepcopy(facts)
            for thing in changed.get(standard.subject, ()):
                for name in _undeciding(standard):
                    _answer(thing, name, given)
            now = _deciding(policy, changed, year)
            told = "unknown" if given is None else "there" if given else "not there"
            for key, verdict in first.items():
                assert now[key] == verdict, f"{key} is {verdict}, and {now[key]} where all that is optional is {told}"


def _deciding(policy: Policy, facts: Json, year: int) -> dict[tuple[Any, ...], str | None]:
    whole = policy.decide(facts, year, guard=False).to_dict()
    return {key: verdict for key, verdict in _verdicts(whole) if key[0] in ("standard", "block", "task")}


def _undeciding(standard: StandardRule) -> list[tuple[str, str | None]]:
    """The flags and options of the subject that no item that decides asks about, nor whether the standard applies."""
    items = [item for block in standard.blocks for item in block.items]
    deciding = {each.field for item in items if item.modality == "required" for each in item.attributes}
    deciding |= {each.field for each in attributes(standard.applies)} if standard.applies is not None else set()
    return [
        (each.field, each.member)
        for item in items
        for each in item.attributes
        if item.modality != "required" and each.field not in deciding and _is_flag(each)
    ]


def _is_flag(attribute: Attribute) -> bool:
    return attribute.owner == SUBJECT and attribute.kind.value == "flag"


def _answer(thing: Json, name: tuple[str, str | None], given: bool | None) -> None:
    """Say of a flag, or of an option, that it is there, that it is not, or nothing."""
    field, member = name
    *way, last = field.split(".")
    for step in way:
        thing[step] = thing.get(step) or {}
        thing = thing[step]
    if member is None:
        thing[last] = given
    else:
        thing[last] = {**(thing[last] if isinstance(thing.get(last), dict) else {}), member: given}


def counts_add_up(policy: Policy, facts: Json, year: int) -> None:
    """What counts in the units is what counts in the city, and what counts without a place is in none of them.

    Where everything has its place, the least and the most of the units add up to those of the city.
    """
    decision = policy.decide(facts, year, guard=False)
    program, lines = decision.program, decision.to_dict()["targets"]
    for target in program.targets:
        if target.count is None or target.count.by is None:
            continue
        whole, *units = [line for line in lines if line["target"] == target.id]
        of = {thing.id: thing.value(target.count.by) for thing in decision.facts.lists[target.count.of]}
        placed = {id_ for id_, place in of.items() if place is not None}
        assert [line["county"] for line in units] == sorted(program.places), f"{target.id}: not a line for each unit"
        for key in ("counted", "possible"):
            together = sorted(each for line in units for each in line[key] if each in placed)
            assert together == sorted(set(whole[key]) & placed), f"{target.id}: {key} differs between units and city"
        nowhere = {each for line in units for each in line["counted"]} - placed
        assert not nowhere, f"{target.id}: {', '.join(sorted(nowhere))} counts in a unit, and has no place"
        if placed >= {*whole["counted"], *whole["possible"]}:
            sums = tuple(sum(Fraction(span_of(line)[side] or 0) for line in units) for side in (0, 1))
            assert sums == span_of(whole), f"{target.id}: the units add up to {sums}, the city has {span_of(whole)}"


def nested(policy: Policy, facts: Json, year: int, targets: Sequence[str]) -> None:
    """Of targets in the order given each counts at least what the one before it counts, in the city and each unit."""
    lines = policy.decide(facts, year, guard=False).to_dict()["targets"]
    found = {(line["target"], line.get("county")): line for line in lines}
    for narrow, wide in pairwise(targets):
        for (target, unit), line in found.items():
            if target == narrow:
                other = found[wide, unit]
                more = f"{narrow} counts more than {wide}, {unit or 'city'}"
                assert set(line["counted"]) <= set(other["counted"]), more
                for one, two in zip(span_of(line), span_of(other), strict=True):
                    assert (one or 0) <= (two or 0), more


def targets_fit_their_values(policy: Policy, facts: Json, year: int) -> None:
    """A target is met where its value surely reaches the bound, missed where it surely does not, else unknown."""
    decision = policy.decide(facts, year, guard=False)
    kinds = {target.id: target.kind for target in decision.program.targets}
    for line in decision.to_dict()["targets"]:
        name, bound, (least, most) = f"{line['target']} {line.get('county', '')}", line["bound"], span_of(line)
        if bound is None:
            assert (line["verdict"], line["gap"]) == ("no_bound", None), f"{name}: {line['verdict']} without a bound"
            continue
        goal = Fraction(bound)
        reached, reachable = (
            value is not None and (value > goal if line["strict"] else value >= goal) for value in (least, most)
        )
        expected = "unknown" if least is None else "met" if reached else "unknown" if reachable else "not_met"
        assert line["verdict"] == expected, f"{name}: {line['verdict']} with {least}…{most} of {goal}"
        lacking = None
        if least is not None and expected != "unknown":
            smallest = Fraction(1, SCALE.get(kinds[line["target"]], 1)) if line["strict"] else Fraction(0)
            lacking = Fraction(0) if reached else goal - least + smallest
        told = None if line["gap"] is None else Fraction(line["gap"])
        assert told == lacking, f"{name}: a gap of {told}, where {lacking} is lacking"
