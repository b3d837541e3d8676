"""`policyrules lint`: what is printed, and with which exit code it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from policyrules.bundled_files import bundled_policies
from policyrules.policy import load_policy

from .conftest import Run

pytestmark = pytest.mark.thorough


@pytest.fixture
def masked(folder: Path) -> str:
    """Ganzhou with a tier that pays no more than the one below."""
    policy = folder / "masked"
    shutil.copytree(bundled_policies()["ganzhou"], policy, ignore=shutil.ignore_patterns("invariants.yaml", "cases"))
    path = policy / "parameters.yaml"
    text = path.read_text("utf-8")
    assert "growth.tier_2.reward: {value: 30万元" in text
    path.write_text(
        text.replace("growth.tier_2.reward: {value: 30万元", "growth.tier_2.reward: {value: 20万元"), "utf-8"
    )
    return str(policy)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("lint ganzhou --on 2026-01-01 --strict", 0),
        ("lint ganzhou --on 2026-11-22", 0),
        ("lint ganzhou --on 2026-11-22 --strict", 1),
        ("lint masked --on 2026-01-01", 1),
        ("lint zhanjiang --strict", 0),
    ],
)
def test_errors_fail_and_warnings_only_where_asked(run: Run, masked: str, line: str, code: int) -> None:
    """CI rests on the exit code: a warning must not stop a team that has not asked for it, an error must."""
    done = run(line)
    assert (done.code, done.err) == (code, "")


def test_json_stands_alone_and_says_all_in_both_languages(run: Run) -> None:
    done = run("lint ganzhou --on 2026-11-22 --format json --lang zh")
    found = json.loads(done.out)
    assert found["counts"] == {"error": 0, "warning": 1, "info": 0}
    assert (found["policy"], found["digest"], found["on"]) == ("ganzhou", load_policy("ganzhou").digest, "2026-11-22")
    (finding,) = found["findings"]
    assert (finding["code"], finding["file"], finding["line"], finding["address"]) == (
        "PR501", "policy.yaml", 7, "in_force.until",
    )  # fmt: skip
    assert {finding[key][language] != "" for key in ("what", "why") for language in ("zh", "en")} == {True}
    assert done.err == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["PR501 warning: it ends on 2026-12-31, 39 days after 2026-11-22", "errors: 0, warnings: 1, info: 0"]),
        ("zh", ["PR501 警告：有效期至 2026-12-31，自 2026-11-22 起还有 39 天", "错误 0，警告 1，提示 0"]),
    ],
)
def test_lines_are_in_the_language_asked_for(run: Run, language: str, words: list[str]) -> None:
    done = run(f"lint ganzhou --on 2026-11-22 --lang {language}")
    for each in words:
        assert each in done.out


def test_without_the_solver_that_is_said_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings that only the solver makes are missing then: nobody may take that for a clean policy."""
    monkeypatch.setattr("policyrules.lint.context.installed", lambda: False)
    done = run("lint ganzhou --on 2026-01-01 --format json")
    assert done.code == 0
    assert json.loads(done.out)["solver"] == {"installed": False, "unsettled": None}
    assert done.err.count("\n") == 1
    assert "pip install 'policyrules[proof]'" in done.err


def test_a_proof_and_its_facts_are_told(run: Run, folder: Path) -> None:
    """What a person cannot retrace is disputed: what is proved is said to be, and the facts that show it are given."""
    policy = folder / "gap"
    shutil.copytree(bundled_policies()["ganzhou"], policy, ignore=shutil.ignore_patterns("invariants.yaml", "cases"))
    awards = policy / "awards.yaml"
    test = 'test: "online_sales[year] > tier.sales"'
    text = awards.read_text("utf-8")
    assert test in text
    awards.write_text(
        text.replace(test, test[:-1] + ' and online_sales[year] < tier.sales + growth.tier_1.sales"'), "utf-8"
    )
    done = run("lint gap --on 2026-01-01 --format json")
    found = [each for each in json.loads(done.out)["findings"] if each["code"] == "PR204"]
    assert found
    assert {(each["proved"], set(each["witness"]) == {"enterprises"}) for each in found} == {(True, True)}


def test_a_proposal_is_linted_before_it_is_signed(run: Run, folder: Path) -> None:
    """A tier that a proposal adds is found where it stands: in the proposal, whose author can change it."""
    words = {"zh": "新档", "en": "the new tier"}
    number = {"clause": "三（三）", "label": words}
    proposal = {
        "id": "new_tier", "title": words, "reason": words,
        "base": {"policy": "ganzhou", "digest": load_policy("ganzhou").digest},
        "changes": [
            {"add": "parameters.growth.tier_5.sales", "with": {"value": "15000万元", **number}},
            {"add": "parameters.growth.tier_5.reward", "with": {"value": "60万元", **number}},
            {"add": "awards.growth.tiers.5", "with": "growth.tier_5"},
        ],
    }  # fmt: skip
    (folder / "new_tier.yaml").write_text(json.dumps(proposal, ensure_ascii=False, indent=1), "utf-8")
    done = run("lint ganzhou --with new_tier.yaml --on 2026-01-01")
    assert done.code == 1
    assert done.out.count("new_tier.yaml:") == 2
    assert "PR201 warning: tier 5 asks less of `online_sales` than tier 4" in done.out
    assert "PR203 error: tier 5 pays no more than tier 4" in done.out


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("lint ganzhou --on tomorrow", "--on tomorrow: must be a day, like 2026-12-31"),
        ("lint ganzhu", "no policy `ganzhu`: neither a bundled policy nor a policy folder; did you mean `ganzhou`?"),
        ("lint broken", "broken/parameters.yaml"),
    ],
)
def test_what_cannot_be_read_ends_with_two(run: Run, folder: Path, line: str, message: str) -> None:
    """A policy that does not compile keeps its own lines: lint adds nothing to them."""
    shutil.copytree(bundled_policies()["zhanjiang"], folder / "broken")
    (folder / "broken" / "parameters.yaml").write_text("parameters: {x: {value: 3 apples}}\n", "utf-8")
    done = run(line)
    assert (done.code, done.out) == (2, "")
    assert message.removeprefix("broken/") in done.err
