"""`decide --record` and `replay`: what is kept, what is said of it, and with which exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from records.samples import chain

from policyrules.policy import load_policy
from policyrules.records import read

from .conftest import Run

DECIDE = "decide ganzhou facts.json --year 2025 --engine reference --format json"
RECORD = f"{DECIDE} --record kept.jsonl"


def test_a_decision_is_kept_as_it_is_printed(run: Run) -> None:
    """--record changes nothing that is printed, and keeps just that; a second decision goes behind the first."""
    plain, kept = run(DECIDE), run(RECORD)
    assert (kept.code, kept.out) == (0, plain.out)
    run(f"{RECORD} --set cap_order=pro_rata --no-facts --mask name")
    first, second = read("kept.jsonl")
    assert first.result == json.loads(plain.out)
    assert first.facts is not None
    assert (second.facts, second.facts_digest) == (None, first.facts_digest)
    assert second.masked == ("enterprises.name", "live_bases.name", "platforms.name")
    assert second.interpretations["cap_order"] == "pro_rata"
    assert second.previous == first.hash


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"{DECIDE} --no-facts", "--no-facts needs --record"),
        (f"{DECIDE} --mask name", "--mask needs --record"),
        (f"{RECORD} --mask hosts", "asks about `live_bases.hosts`"),
        (f"{DECIDE} --record facts.json", "cannot be the file of FACTS"),
        (f"{RECORD} --output ./kept.jsonl", "cannot be the file of --output"),
        (f"{DECIDE} --record none/kept.jsonl --output x.json", "none/kept.jsonl"),
        (f"{DECIDE} --record bad.csv --output x.json", "bad.csv:3:1: no valid JSON here"),
        ("replay none.jsonl", "none.jsonl: there is no such file"),
        ("replay facts.json", "holds no decision records"),
        ("replay chain.jsonl --with none.yaml", "none.yaml"),
        ("replay chain.jsonl --policy nowhere", "nowhere"),
        ("replay chain.jsonl --expect x", "--expect is for --verify"),
        ("replay chain.jsonl --verify --expect sha256:12", "64 lower-case hexadecimal digits"),
        ("replay /dev/null", "kept in a regular file"),
        ("replay chain.jsonl --verify --anyway", "--anyway does not go with --verify"),
        ("replay chain.jsonl --verify --with x.yaml", "--with does not go with --verify"),
        ("replay chain.jsonl --salvage new.jsonl --policy ganzhou", "--policy does not go with --salvage"),
        ("replay chain.jsonl --salvage new.jsonl --verify", "--verify does not go with --salvage"),
        ("replay chain.jsonl --salvage facts.json", "it exists"),
    ],
)
def test_bad_usage_writes_nothing(run: Run, folder: Path, line: str, said: str) -> None:
    """What cannot be done is told in one line on stderr, and no file is made or changed."""
    chain(folder / "chain.jsonl")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    done = run(line)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_verify_says_what_to_keep(run: Run, folder: Path) -> None:
    """The count and the last hash are printed, so that somebody can hold them against the file later."""
    lines = chain(folder / "chain.jsonl")
    done = run("replay chain.jsonl --verify")
    last = read("chain.jsonl")[-1].hash
    assert (done.code, done.out, done.err) == (0, f"records 4; last hash {last}; the chain is intact\n", "")
    done = run(f"replay chain.jsonl --verify --expect {last}")
    assert (done.code, done.out.endswith("; the expected hash is that of line 4\n")) == (0, True)
    (folder / "chain.jsonl").write_bytes(b"".join(lines[:3]))
    assert run("replay chain.jsonl --verify").code == 0
    done = run(f"replay chain.jsonl --verify --expect {last}")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "records are missing at the end" in done.err


@pytest.mark.parametrize("options", ["--verify", ""])
def test_a_broken_chain_is_an_answer(run: Run, folder: Path, options: str) -> None:
    """A chain that does not hold is no bad usage: each problem at its line on stderr, and the answer no."""
    lines = chain(folder / "chain.jsonl")
    (folder / "chain.jsonl").write_bytes(lines[0] + lines[2] + lines[3][:-9])
    done = run(f"replay chain.jsonl {options}")
    assert done.code == 1
    assert re.findall(r"^chain\.jsonl:(\d):1: ", done.err, re.MULTILINE) == ["2", "3"]
    told = json.loads(run(f"replay chain.jsonl {options} --format json").out)
    assert (told["intact"], [each["code"] for each in told["problems"]]) == (False, ["dropped", "half_line"])


def test_what_is_whole_is_saved(run: Run, folder: Path) -> None:
    """--salvage writes the records before the first problem, after which the new file takes records again."""
    lines = chain(folder / "chain.jsonl")
    (folder / "chain.jsonl").write_bytes(b"".join(lines)[:-1])
    assert run(f"{DECIDE} --record chain.jsonl").code == 2
    done = run("replay chain.jsonl --salvage new.jsonl")
    assert (done.code, done.out) == (0, "3 records were written\n")
    assert "chain.jsonl:4:1: the last line is cut off" in done.err
    assert (folder / "new.jsonl").read_bytes() == b"".join(lines[:3])
    assert run(f"{DECIDE} --record new.jsonl").code == 0
    assert run("replay new.jsonl --verify").code == 0


def test_a_replay_that_agrees(run: Run) -> None:
    """Where nothing differs there is one line to read, and the exit code says so; JSON stands alone on stdout."""
    run(RECORD)
    done = run("replay kept.jsonl")
    assert (done.code, done.out, done.err) == (0, "records 1: same 1, differs 0, not decided again 0\n", "")
    assert run("--lang zh replay kept.jsonl").out == "记录 1 条：一致 1，不同 0，未能重新决定 0\n"
    told = json.loads(run("replay kept.jsonl --format json").out)
    assert told["counts"] == {"same": 1, "differs": 0, "not_replayed": 0}


def test_a_replay_that_differs(run: Run, folder: Path) -> None:
    """Under a proposal: which records, how many lines by award and field, and each with its value before and after."""
    run(RECORD)
    run(f"{RECORD} --no-facts")
    (folder / "raise.yaml").write_text(
        "id: raise\ntitle: {zh: 提高, en: Raise}\nreason: {zh: 试, en: Trial}\n"
        f"base: {{policy: ganzhou, digest: '{load_policy('ganzhou').digest}'}}\n"
        "changes: [{parameter: live_base.tier_1.reward, value: 12万元, from: 2020-01-01}]\n",
        encoding="utf-8",
    )
    done = run("replay kept.jsonl --with raise.yaml")
    assert done.code == 1
    assert done.out.endswith("records 2: same 0, differs 1, not decided again 1\n")
    rows = [" ".join(line.split()) for line in done.out.splitlines()]
    assert "awards live_base entitled 1" in rows
    assert [row for row in rows if row.startswith("1 awards live_base B") and "100000.00 120000.00" in row]
    assert [row for row in rows if row.endswith("not decided again the record holds no facts")]
    told = json.loads(run("replay kept.jsonl --with raise.yaml --format json").out)
    assert [each["outcome"] for each in told["records"]] == ["differs", "not_replayed"]
