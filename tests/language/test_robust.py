"""Whatever is changed in a policy file, only problems at places come of it, and what loads can also be decided."""

from __future__ import annotations

import copy
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.errors import PolicyError, PolicyRulesError, Problem
from policyrules.language.definition import Definition
from policyrules.language.load import load_definition
from policyrules.language.source import read
from policyrules.policy import Policy

from .folders import WELLS

Path_ = tuple[Any, ...]
FILES: dict[str, Any] = {path.name: read(path).data for path in sorted(WELLS.glob("*.yaml"))}
FACTS = {
    "households": [{"id": "H1"}],
    "wells": [{"id": "W1", "owner": "H1", "public": True, "town": "东镇", "pump_cost": {"2025": 6000}}],
    "towns": [{"name": "东镇", "plan": {"written": True}}],
}


def paths(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The way to each value, but for words that are only shown."""
    if path and path[-1] not in ("zh", "en"):
        yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inside:
        yield from paths(each, (*path, step))


def at(content: Any, path: Path_) -> Any:
    for step in path:
        content = content[step]
    return content


PATHS = [(file, path) for file, content in FILES.items() for path in paths(content)]
#: What the files say anywhere: the likeliest things to stand in a wrong place.
WORDS = sorted({each for file, path in PATHS if isinstance(each := at(FILES[file], path), str)})


@st.composite
def changes(draw: st.DrawFn) -> dict[str, Any]:
    """The files with one value replaced, removed or under another key."""
    file, path = draw(st.sampled_from(PATHS))
    found = copy.deepcopy(FILES)
    around, last = at(found[file], path[:-1]), path[-1]
    how = draw(st.sampled_from(["word", "other", "remove", "rename"]))
    if how == "word":
        around[last] = draw(st.sampled_from(WORDS))
    elif how == "other":
        around[last] = draw(st.sampled_from([None, 7, True, [], {}, "", "zzz", ["zzz"], {"zzz": "zzz"}]))
    elif how == "rename" and isinstance(around, dict):
        around[draw(st.sampled_from([f"{last}x", str(last).upper(), "zzz"]))] = around.pop(last)
    else:
        del around[last]
    return found


def loaded(folder: Path) -> tuple[Definition | None, Sequence[Problem]]:
    try:
        return load_definition(folder), ()
    except PolicyError as error:
        return None, error.problems


@settings(max_examples=tries(60), deadline=None)
@given(changes())
def test_no_change_of_a_file_ends_in_a_traceback(files: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "wells"
        shutil.copytree(WELLS, folder)
        for file, content in files.items():
            if content != FILES[file]:
                (folder / file).write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        definition, problems = loaded(folder)
    assert (definition is None) == bool(problems)
    for problem in problems:
        assert problem.place.file in FILES, problem.line()
        assert "\n" not in problem.line("zh") + problem.line("en")
    if definition is not None:
        # What only shows with the figures (a range of years without end) is told, too.
        with suppress(PolicyRulesError):
            Policy(definition).decide(FACTS, 2025, engine="reference").to_dict()
