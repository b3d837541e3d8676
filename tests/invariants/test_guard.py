"""A decision that breaks what the document promises is not released: not by the library, not by a command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import policyrules as pr
from policyrules.cli.main import main
from policyrules.errors import InvariantError
from policyrules.policy import Policy, load_policy

from .copies import Json, amended, bases, enterprise, limit, platforms

GANZHOU = load_policy("ganzhou")
#: Six bases of 20万 each, where 100万 is the most.
FACTS: Json = {"enterprises": [enterprise()], "live_bases": bases(6)}
_SAYS = "the decision is not released, since it breaks enterprise_most (三): "


_RAISE = "{parameter: enterprise_cap, was: 100万元, value: 120万元}"
_BROKEN = f"{_SAYS}E1 is paid 1,200,000 yuan, and may get 1,000,000 yuan at most"


def _proposal(folder: Path, *changes: str, gives_up: str = "[]", name: str = "change", base: Policy = GANZHOU) -> Path:
    path = folder / f"{name}.yaml"
    words = "{zh: 试验, en: a trial}"
    path.write_text(
        f"id: {name}\ntitle: {words}\nreason: {words}\nbase: {{policy: ganzhou, digest: '{base.digest}'}}\n"
        f"changes: [{', '.join(changes)}]\ngives_up: {gives_up}\n",
        "utf-8",
    )
    return path


def _refused(policy: Policy, facts: Json = FACTS, year: int = 2025) -> list[str]:
    """What a decision is refused with; nothing where it is released."""
    try:
        policy.decide(facts, year)
    except InvariantError as error:
        return error.lines()
    return []


def test_a_decision_that_breaks_a_promise_is_not_released(tmp_path: Path) -> None:
    """It can still be made to be looked at."""
    broken = amended(tmp_path, "ganzhou", ("limits.yaml", limit("enterprise_cap"), ""))
    assert _refused(GANZHOU) == []
    assert _refused(broken) == [_BROKEN]
    assert broken.decide(FACTS, 2025, guard=False).totals.paid == 120_000_000
    with pytest.raises(pr.PolicyRulesError) as caught:
        broken.decide(FACTS, 2025)
    assert "E1 发放 1,200,000 元" in caught.value.lines("zh")[0]


def test_a_proposal_is_held_to_the_promises_of_the_policy_that_it_changes(tmp_path: Path) -> None:
    """Whatever it says of its own numbers and promises, unless it gives the promise up."""
    raised = GANZHOU.amend(_proposal(tmp_path, _RAISE))
    assert _refused(raised) == [_BROKEN]
    assert _refused(raised.interpret(cap_order="pro_rata")) == [_BROKEN]
    forgotten = GANZHOU.amend(_proposal(tmp_path, _RAISE, "{remove: invariants.enterprise_most}"))
    assert _refused(forgotten) == [_BROKEN]
    given_up = "[{invariant: enterprise_most, reason: {zh: 试验, en: a trial}}]"
    assert _refused(GANZHOU.amend(_proposal(tmp_path, _RAISE, gives_up=given_up))) == []


def test_what_a_second_proposal_changes_is_held_to_the_first_policy(tmp_path: Path) -> None:
    """Else a cap could be raised step by step, each step keeping the promise of the one before."""
    once = GANZHOU.amend(_proposal(tmp_path, _RAISE))
    second = _proposal(tmp_path, "{parameter: platform.cap, was: 30万元, value: 20万元}", name="second", base=once)
    assert once.amend(second).base is GANZHOU.definition
    assert _refused(once.amend(second)) == [_BROKEN]


def test_what_is_not_promised_under_a_reading_is_released() -> None:
    facts = {"enterprises": [enterprise()], "live_bases": bases(5), "city": {"other_support": {"2025": 9_100_000}}}
    reported = GANZHOU.interpret(budget_rule="report_only")
    assert reported.decide(facts, 2025).totals.overrun > 0


def test_many_broken_promises_are_counted(tmp_path: Path) -> None:
    broken = amended(tmp_path, "ganzhou", ("limits.yaml", limit("platform_cap"), ""))
    names = [f"E{number}" for number in range(30)]
    facts = {
        "enterprises": [enterprise(name) for name in names],
        "platforms": [each for name in names for each in platforms(2, name)],
        "city": {"other_support": {"2025": 0}},
    }
    with pytest.raises(InvariantError) as caught:
        broken.interpret(budget_rule="report_only").decide(facts, 2025)
    assert len(caught.value.violations) == 30
    assert caught.value.lines()[-1] == "… and 10 more"
    assert len(caught.value.lines()) == 21


@pytest.mark.parametrize("verb", ["decide", "explain"])
def test_the_command_line_releases_nothing(verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer is no (1), with one line; no file is written, and no record kept."""
    facts, output, record = (tmp_path / each for each in ("facts.json", "out.txt", "record.jsonl"))
    facts.write_text(json.dumps(FACTS), "utf-8")
    asked = [verb, "ganzhou", facts, "--year", 2025, "--with", _proposal(tmp_path, _RAISE), "--lang", "en"]
    asked += ["--subject", "E1"] if verb == "explain" else ["--record", record]
    assert main([str(each) for each in (*asked, "--output", output)]) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"{_BROKEN}\n")
    assert not output.exists()
    assert not record.exists()
