"""Nothing of a population is released that breaks a promise: no frame, no line, no sum, and no file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from engines.columnar.agreement import frames_of
from facts.frames.as_frames import as_frames

from policyrules.cli.main import main
from policyrules.decision.frame_decision import FrameDecision
from policyrules.errors import InvariantError
from policyrules.invariants import Violation
from policyrules.invariants.frames import Breach, not_released
from policyrules.policy import Policy, load_policy
from policyrules.text import Text

from ..copies import Json, amended, bases, enterprise, limit

#: Every way to a result of a decision.
RESULTS: dict[str, Callable[[FrameDecision], Any]] = {
    "awards": lambda decision: decision.awards,
    "subjects": lambda decision: decision.subjects("enterprises"),
    "standards": lambda decision: decision.standards,
    "items": lambda decision: decision.items,
    "targets": lambda decision: decision.targets,
    "tasks": lambda decision: decision.tasks,
    "totals": lambda decision: decision.totals,
}
#: Seven operators of six bases of 20万 each, of whom each may get 100万.
FACTS: Json = {
    "enterprises": [enterprise(f"E{number}") for number in range(1, 8)],
    "live_bases": [each for number in range(1, 8) for each in bases(6, f"E{number}")],
}


def uncapped(folder: Path) -> Policy:
    """A policy that promises a cap and has none."""
    return amended(folder, "ganzhou", ("limits.yaml", limit("enterprise_cap"), ""))


@pytest.mark.parametrize("kind", ["polars", "polars_lazy", "duckdb"])
def test_no_result_is_released(kind: str, tmp_path: Path) -> None:
    """A result that is forgotten by the guard would be the way around it."""
    policy = uncapped(tmp_path).interpret(budget_rule="report_only")
    frames = frames_of(policy, FACTS, kind)
    decision = policy.decide_frame(frames, 2025)
    for name, result in RESULTS.items():
        with pytest.raises(InvariantError) as refused:
            result(decision)
        said = refused.value.lines()
        assert len(said) == 6, name
        assert "E1 is paid 1,200,000 yuan, and may get 1,000,000 yuan at most" in said[0]
        assert "E5 is paid" in said[4]
        assert "enterprise_most (三): … and 2 more" in said[5]
    examined = policy.decide_frame(frames, 2025, guard=False)
    for result in RESULTS.values():
        result(examined)
    (breach,) = examined.violations
    assert (breach.invariant, breach.number) == ("enterprise_most", 7)
    assert [each.subject for each in breach.first] == ["E1", "E2", "E3", "E4", "E5"]


@pytest.mark.parametrize("kind", ["polars", "polars_lazy", "duckdb"])
def test_what_keeps_its_promises_is_released(kind: str) -> None:
    policy = load_policy("ganzhou")
    decision = policy.decide_frame(frames_of(policy, FACTS, kind), 2025)
    for result in RESULTS.values():
        result(decision)
    assert decision.violations == ()
    assert decision.totals.paid == 7 * 100_000_000


def test_many_broken_promises_leave_room_for_each() -> None:
    """Of the lines of an error none may go to the first promise alone, so that the others are not heard of."""
    label = Text("承诺", "a promise")
    found = [Violation(name, "一", label, name, "2", "1", label) for name in "abcdefgh"]
    breaches = [Breach(each.invariant, each.clause, each.label, (each,) * 5, 1_000) for each in found]
    said = not_released(breaches).lines("zh")
    assert [line for line in said if "999 处" in line] == said[1::2]
    assert [name for name in "abcdefgh" if any(f"承诺 {name}" in line for line in said)] == list("abcdefgh")


@pytest.mark.parametrize("suffix", ["parquet", "csv", "json", "txt"])
def test_the_command_writes_no_file(suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From Parquet to Parquet as it streams, too: the answer is no, in plain lines, and what was there stays."""
    policy = uncapped(tmp_path)
    folder, output = tmp_path / "facts", tmp_path / f"out.{suffix}"
    folder.mkdir()
    for name, frame in as_frames(FACTS, policy.definition.vocabulary).items():
        frame.write_parquet(folder / f"{name}.parquet")
    output.write_text("before")
    line = ["decide", str(tmp_path / "amended"), str(folder), "--year", "2025", "--engine", "columnar"]
    line += ["--set", "budget_rule=report_only"]
    assert main([*line, "--lang", "en", "--output", str(output)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert [each for each in said.err.splitlines() if "enterprise_most" in each][-1].endswith("… and 2 more")
    assert "Traceback" not in said.err
    assert output.read_text() == "before"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["amended", "facts", output.name]
    assert main([*line, "--section", "targets", "--format", "csv"]) == 1
    assert capsys.readouterr().out == ""
