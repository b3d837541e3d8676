"""Rewrites that mean the same are proved to, and near-misses are shown by a case that is really decided otherwise."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from policyrules.language import source
from policyrules.policy import Policy, load_policy
from policyrules.proof.equivalence import equivalent
from policyrules.proof.equivalence.case import differences

WELLS = Path(__file__).parents[2] / "language" / "wells"
REWRITES: dict[str, Any] = source.read(Path(__file__).parent / "rewrites.yaml").data
FILES = ("parameters", "awards", "limits", "standards", "targets")


def rewritten(folder: Path, rewrite: dict[str, Any]) -> Policy:
    """The policy of wells with other words in some of its files."""
    copytree(WELLS, folder)
    for name in FILES:
        path = folder / f"{name}.yaml"
        text = path.read_text("utf-8")
        for old, new in rewrite.get(name, {}).items():
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
    return load_policy(folder)


@pytest.mark.parametrize("name", REWRITES)
def test_rewrites(name: str, tmp_path: Path) -> None:
    """What is proved the same speaks for any number of things; what is not is shown, and decided so by both engines."""
    rewrite = REWRITES[name]
    one, other = load_policy(WELLS), rewritten(tmp_path / "wells", rewrite)
    found = equivalent(one, other, readings="chosen" if rewrite.get("chosen") else "all", limit=60)
    if "same" in rewrite:
        assert (found.outcome, found.case) == ("equivalent", None)
        assert list(found.rewritten) == rewrite["same"]
        assert not found.scope.up_to
        assert set(found.scope.any_number) == set(one.definition.vocabulary.lists)
        return
    assert found.outcome == "different"
    case = found.case
    assert case is not None
    assert case.interpretations == rewrite.get("under", {})
    provisions = {each.provision for each in case.differences}
    assert rewrite["differs"] is True or provisions == set(rewrite["differs"])
    assert case.confirmed_by == ("reference", "rete")
    sides = one.interpret(**case.interpretations), other.interpret(**case.interpretations)
    assert tuple(differences(*sides, case.facts, case.year)) == case.differences
    assert sum(len(each) for each in case.facts.values()) <= 3
