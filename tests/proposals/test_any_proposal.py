"""Whatever a proposal says, it is carried out or refused in words, and the base never changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from thoroughness import tries

from policyrules.errors import Place, Problem, ProposalError
from policyrules.language.address import address_of
from policyrules.language.document import Document
from policyrules.language.sections import whole
from policyrules.policy import Policy
from policyrules.proposals import load_proposal, touched
from policyrules.text import Text

from .written import wells

BASE = wells()
WHOLE = whole(BASE.definition.documents)
_NAMES = st.sampled_from(["more", "budget", "growth.tier_9.sales", "0", "第一"])


def _addresses(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for step, each in steps for found in _addresses(each, (*path, step)))]


PATHS = [path for path in _addresses(WHOLE) if path]
_ADDRESS = st.sampled_from(PATHS).map(lambda path: address_of(WHOLE, path))
_PIECE: st.SearchStrategy[Any] = st.sampled_from(PATHS).map(lambda path: _at(path)) | st.sampled_from(
    [1, "x", None, [], {}, "不是数"]
)
_VALUE = st.sampled_from(["1万元", "20%", "3次", "2口", "2025年", "7", "-1", "很多"])
_CHANGE: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries({"remove": _ADDRESS}),
    st.fixed_dictionaries({"replace": _ADDRESS, "with": _PIECE}),
    st.builds(lambda address, name, piece: {"add": f"{address}.{name}", "with": piece}, _ADDRESS, _NAMES, _PIECE),
    st.fixed_dictionaries(
        {"parameter": st.sampled_from(sorted(WHOLE["parameters"])), "value": _VALUE},
        optional={"from": st.sampled_from(["2024-01-01", "2025-07-01"]), "was": _VALUE},
    ),
    st.sampled_from(sorted(WHOLE["interpretations"])).flatmap(
        lambda name: st.fixed_dictionaries(
            {
                "interpretation": st.just(name),
                "option": st.sampled_from([*WHOLE["interpretations"][name].get("options", ()), "10%", "2"]),
            }
        )
    ),
)


def _at(path: tuple[Any, ...]) -> Any:
    found: Any = WHOLE
    for step in path:
        found = found[step]
    return found


def _bytes(policy: Policy) -> str:
    return json.dumps({name: each.data for name, each in policy.definition.documents.items()}, ensure_ascii=False)


def _places(documents: dict[str, Document]) -> dict[str, int]:
    return {name: len(each.places) for name, each in documents.items()}


BYTES, PLACES = _bytes(BASE), _places(dict(BASE.definition.documents))


@settings(
    max_examples=tries(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(_CHANGE, min_size=1, max_size=3))
def test_a_proposal_is_carried_out_or_refused_and_the_base_stays(tmp_path: Path, changes: list[dict[str, Any]]) -> None:
    path = tmp_path / "any.yaml"
    said = {"id": "any", "title": {"zh": "提", "en": "p"}, "reason": {"zh": "因", "en": "r"}}
    base = {"policy": BASE.id, "digest": BASE.digest}
    path.write_text(json.dumps({**said, "base": base, "changes": changes}, ensure_ascii=False), "utf-8")
    amended, problems = _tried(path)
    for problem in problems:
        assert problem.place.line, f"a problem without a place: {problem}"
        assert "\n" not in problem.line("zh") + problem.line("en")
    if amended is not None:
        assert not problems
        assert amended.digest != BASE.digest
        assert amended.definition != BASE.definition
        assert len(touched([load_proposal(path)], BASE.definition.documents)) <= len(changes)
        for name in (change["parameter"] for change in changes if "parameter" in change):
            assert amended.definition.parameters[name].kind is BASE.definition.parameters[name].kind
    assert _bytes(BASE) == BYTES
    assert _places(dict(BASE.definition.documents)) == PLACES
    assert BASE.digest == wells().digest


def _tried(path: Path) -> tuple[Policy | None, Sequence[Problem]]:
    """The amended policy, or why there is none."""
    try:
        return BASE.amend(path), ()
    except ProposalError as error:
        return None, error.problems or [Problem("empty", Place(), "", Text("", ""))]
