"""Decisions compared: by what they say, whatever the order of the facts and the ids in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policyrules.decision.decision import Decision
from policyrules.policy import Policy
from policyrules.testing.changes import Json, pointing_at


def by_meaning(policy: Policy, facts: Json, decision: Decision) -> Json:
    """A decision with what each JSON pointer points at in the place of the pointer.

    Pointers name places in the facts as given. They stand in lists: what is missing, wherever in the decision,
    and the facts of a reason.
    """
    whole = decision.to_dict()
    for holder, key in _pointer_lists(whole):
        holder[key] = [pointing_at(policy, facts, pointer) for pointer in holder[key]]
    return whole


def _pointer_lists(value: Any, inside: str = "") -> Iterator[tuple[Json, str]]:
    """Each list of pointers, as what holds it and its key there. Ids may look like pointers, so keys decide."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "missing" or (key == "facts" and inside == "reasons"):
                yield value, key
            else:
                yield from _pointer_lists(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _pointer_lists(each, inside)


def renamed(decision: Decision, names: Mapping[str, str]) -> Json:
    """A decision with other ids, wherever one names a thing of the facts."""
    whole = decision.to_dict()
    for line in whole["awards"]:
        _rename(line, names, "enterprise", "subject")
    for line in whole["standards"]:
        _rename(line, names, "subject")
    for line in (*whole["targets"], *whole["tasks"]):
        for key in ("counted", "possible"):
            if key in line:
                line[key] = [names.get(each, each) for each in line[key]]
        for near in line.get("pipeline", ()):
            _rename(near, names, "id")
        for judged in line.get("standards", ()):
            _rename(judged, names, "subject")
    return whole


def _rename(line: Json, names: Mapping[str, str], *keys: str) -> None:
    for key in keys:
        line[key] = names.get(line[key], line[key])


def same(first: Any, second: Any, message: str, path: str = "") -> None:
    """Raise AssertionError with the first place where two JSON-like values differ."""
    if isinstance(first, Mapping) and isinstance(second, Mapping) and first.keys() == second.keys():
        for key in first:
            same(first[key], second[key], message, f"{path}/{key}")
    elif isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        for index, (one, other) in enumerate(zip(first, second, strict=True)):
            same(one, other, message, f"{path}/{index}")
    else:
        assert first == second, f"{message}: {path} is {first!r}, then {second!r}"
