"""Every mistake in a case file comes out as one problem: where, what was found, and a way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from policyrules.cases import load_cases
from policyrules.errors import CasesError

from .written import written

MISTAKES: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("mistakes.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_problem_at_its_place_in_both_languages(name: str, tmp_path: Path) -> None:
    mistake = MISTAKES[name]
    path = written(tmp_path, (mistake["replace"], mistake["by"]))
    with pytest.raises(CasesError) as caught:
        load_cases(path)
    said = mistake["says"].replace("FILE", str(path))
    assert caught.value.lines() == [said]
    assert re.search("[\u4e00-\u9fff]", caught.value.problems[0].allowed.zh)


TASKS = """\
policy: zhanjiang
year: 2025
cases:
  growth:
    expect:
      tasks: [{work_point: 17, county: 遂溪, measures: {online_retail: null}}]
      standards: [{standard: six_haves, subject: T1, items: {zone: met}, blocks: {place: met}}]
"""


def test_parts_of_provisions_are_known_by_name(tmp_path: Path) -> None:
    """A figure that is misspelt would be null, and a case that expects null would pass."""
    path = tmp_path / "tasks.cases.yaml"
    path.write_text(TASKS, "utf-8")
    with pytest.raises(CasesError) as caught:
        load_cases(path)
    assert [problem.found for problem in caught.value.problems] == ["place", "zone", "online_retail"]
    assert caught.value.lines()[1] == f"{path}:7:62: there is no such item; found `zone`; did you mean `zones`?"


def test_a_broken_policy_is_told_once_for_all_its_files(tmp_path: Path) -> None:
    """Not once for each file of its cases, which would bury it."""
    (tmp_path / "policy.yaml").write_text("id: ours\n", "utf-8")
    (tmp_path / "cases").mkdir()
    for name in ("one", "policy"):
        (tmp_path / "cases" / f"{name}.yaml").write_text("cases: {none: {expect: {lines: {awards: 0}}}}\n", "utf-8")
    with pytest.raises(CasesError) as caught:
        load_cases(tmp_path)
    said = caught.value.lines()
    assert said
    assert len(said) == len(set(said))
    assert all(line.startswith((f"{tmp_path / 'policy.yaml'}:", f"{tmp_path}: ")) for line in said)


def test_the_problems_of_all_files_are_told_together(tmp_path: Path) -> None:
    """Else whoever mends a folder of cases finds one mistake at a time."""
    first = written(
        tmp_path, ("award: growth", "award: grwth"), ("status: unknown, missing", "status: unknown, mising")
    )
    written(tmp_path, name="good.cases.yaml")
    second = written(tmp_path, ("award: growth", "award: grwth"), ("paid: 200000", "paid: much"), name="z.cases.yaml")
    with pytest.raises(CasesError) as caught:
        load_cases(tmp_path)
    assert [each.place.file for each in caught.value.problems] == [str(first), str(second), str(second)]
