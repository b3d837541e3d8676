"""Policy files are read by libyaml where it is there, and say the same as those read by the parser in Python."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.language.nodes import Exact, root_of

from .folders import WELLS

TEXTS = [path.read_text("utf-8") for path in sorted(WELLS.glob("*.yaml"))]
#: What YAML gives a meaning to, and what it may stumble over.
PIECES = [
    *"-?:,[]{}#&*!|>'\"%@`~\\ \n\t\r\x85\u2028\ufeff\x00\x7f井𠮷",
    *("  ", "\n  ", "\n- ", ": ", " #", "---\n", "...\n", "|-\n", ">\n", "<<: ", "&a ", "*a", "!!str "),
    *('"\\ud800"', "true", "null", "08", "0o7", "1_000"),
]


@st.composite
def broken_texts(draw: st.DrawFn) -> str:
    """Some lines of a policy, or nothing, with pieces put in or characters taken out."""
    lines = draw(st.sampled_from(TEXTS)).splitlines(keepends=True)
    start = draw(st.integers(0, len(lines)))
    text = "".join(lines[start : start + draw(st.integers(0, 12))])
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(PIECES)) + text[at + draw(st.integers(0, 2)) :]
    return text


def described(node: yaml.Node | None) -> Any:
    """All of a node that is used: kind, tag, manner of writing, value and places."""
    if node is None:
        return None
    places = [(mark.index, mark.line, mark.column) for mark in (node.start_mark, node.end_mark)]
    if isinstance(node, yaml.ScalarNode):
        return node.tag, node.style or None, node.value, places
    if isinstance(node, yaml.MappingNode):
        return node.tag, [(described(key), described(value)) for key, value in node.value], places[0]
    return node.tag, [described(each) for each in node.value], places[0]


def outcome(read: Any, text: str) -> Any:
    try:
        return described(read(text))
    except yaml.YAMLError as error:
        return type(error), str(error)


@settings(max_examples=tries(300), deadline=None)
@given(broken_texts())
@example("a:\tb\n")
@example("! ")
@example("{a?: b?, c!d: e}")
@example("{a:  , b: []}")
@example("---")
@example("{a: [b:c, d:], e}")
@example("- |+\n  text  \n\n\n- last\n...\n")
def test_both_parsers_read_the_same_and_say_the_same_of_mistakes(text: str) -> None:
    """Otherwise a policy would be read differently where PyYAML was built without libyaml."""
    assert outcome(root_of, text) == outcome(lambda each: Exact(each).get_single_node(), text)


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000])
def test_a_deep_file_is_refused_and_does_not_end_the_process(text: str) -> None:
    """Nodes composed in C would overflow the stack of the process."""
    with pytest.raises((RecursionError, yaml.YAMLError)):
        root_of(text)
