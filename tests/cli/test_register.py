"""`register` and `decide --register`: what an officer types, what is said, and with which exit code."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from policyrules.register import Register

from .conftest import Run

pytestmark = pytest.mark.thorough

HERE = "--register kept.db"
RECORD = f"register record ganzhou plain.json --year 2025 --by 李华 --engine reference {HERE}"
COLUMNAR = f"decide ganzhou plain.json --year 2025 {HERE}"
DECIDE = "decide ganzhou plain.json --year 2025 --engine reference --format json"


@pytest.fixture
def kept(run: Run, folder: Path) -> Run:
    """A register in the folder, and the facts without awards paid beside those that hold some."""
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    del facts["awards_paid"]
    (folder / "plain.json").write_text(json.dumps(facts), encoding="utf-8")
    assert run(f"register upgrade {HERE}") == (0, "kept.db: the register is ready\n", "")
    return run


def test_an_officer_keeps_a_register_from_one_year_to_the_next(kept: Run) -> None:
    """Import what was paid, decide and record, look, decide again: each step says what it did, and nothing is twice."""
    done = kept(f"register import ganzhou facts.json --by 李华 --reason old {HERE} --format json")
    assert done.code == 0
    assert [(each["award"], each["amount"]) for each in json.loads(done.out)["entries"]] == [("live_base", "100000.00")]
    plain = json.loads(kept(f"{DECIDE} {HERE}").out)
    recorded = kept(f"{RECORD} --format json")
    made = json.loads(recorded.out)
    assert (recorded.code, made["new"], made["by"], made["change"]) == (0, True, "李华", 2)
    paid = {
        (each["award"], each["subject"], each["paid"]) for each in plain["awards"] if each["paid"] not in (None, "0.00")
    }
    assert {(each["award"], each["subject"], each["amount"]) for each in made["entries"]} == paid
    assert "lines are unknown for lack of facts: not recorded" in recorded.err
    again = kept(RECORD)
    assert again.code == 0
    assert "note: the decision pays nothing" in again.err
    third = kept(RECORD)
    assert "note: recorded before, by 李华 at" in third.err
    assert "change 3): nothing was added" in third.err
    rows = list(csv.DictReader(StringIO(kept(f"register show ganzhou {HERE} --format csv").out)))
    assert list(rows[0]) == ["year", "award", "tier", "enterprise", "subject", "amount"]
    assert len(rows) == 1 + len(paid)


def test_a_mistake_is_put_right_with_a_name_and_a_reason(kept: Run, folder: Path) -> None:
    """What is corrected and withdrawn counts at once, and the history shows both, in the officer's language."""
    kept(RECORD)
    done = kept(f"register correct ganzhou 1 --amount 1.5 --tier= --by 王敏 --reason 笔误 {HERE} --lang zh")
    assert (done.code, done.err) == (0, "")
    assert "更正" in done.out
    assert "笔误" in done.out
    assert json.loads(kept(f"register show ganzhou {HERE} --format json").out)["entries"][0]["amount"] == "1.50"
    done = kept(f"register withdraw ganzhou 2 --change 1 --by 王敏 --reason 退回 {HERE} --output done.csv")
    assert (done.code, done.out) == (0, "")
    assert "withdrawn" in (folder / "done.csv").read_text(encoding="utf-8-sig")
    assert "0 entries, 0.00 yuan in all" in kept(f"register show ganzhou {HERE}").out
    history = kept(f"register history ganzhou {HERE} --lang zh").out
    assert [each for each in ("登记决定", "更正", "撤回", "李华", "王敏", "3 项变更") if each not in history] == []
    with Register.open(folder / "kept.db") as register:
        assert [each.kind for each in register.history("ganzhou")] == ["recorded", "corrected", "withdrawn"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("register", "ACTION"),
        ("register shew ganzhou", "invalid choice: 'shew'"),
        ("register show ganzhou", "give --register FILE|URL, or POLICYRULES_REGISTER"),
        ("register show ganzhou --register none.db", "none.db: there is no register here; `policyrules register"),
        ("register show ganzhou --register facts.json", "file is not a database"),
        ("register show ganzhuo " + HERE, "did you mean `ganzhou`"),
        ("register record ganzhou plain.json --year 2025 " + HERE, "required: --by"),
        ("register record ganzhou facts.json --year 2025 --by a " + HERE, "`policyrules register import` takes in"),
        ("register record ganzhou bad.json --year 2025 --by a " + HERE, "/enterprises/0/online_sale"),
        ("register record zhanjiang centres.json --year 2025 --by a " + HERE, "no list of awards paid"),
        (f"{RECORD} --output plain.json", "would replace the input"),
        ("register show ganzhou --format json --output kept.db " + HERE, "would replace the input"),
        ("register correct ganzhou 1 --by a --reason b " + HERE, "say what is put right: one of --year"),
        ("register correct ganzhou 1 --tier x --by a --reason b " + HERE, "no such entry; the register has 0"),
        ("register withdraw ganzhou --by a --reason b " + HERE, "say which entries to withdraw"),
        ("register withdraw ganzhou --change 9 --by a --reason b " + HERE, "--change 9: it has no entries"),
        ("register withdraw ganzhou 1 --by a " + HERE, "required: --reason"),
        ("register import ganzhou plain.json --by a " + HERE, "holds no awards paid"),
        (f"{DECIDE} --register none.db", "there is no register here"),
        (f"{COLUMNAR} --engine columnar", "--register: the engine columnar reads no register"),
        (f"{COLUMNAR} --output x.parquet", "only --engine columnar writes it, not --register"),
    ],
)  # fmt: skip
def test_bad_usage_is_told_and_records_nothing(kept: Run, folder: Path, line: str, said: str) -> None:
    """Every slip is a line on stderr, exit code 2, nothing on stdout, no new file and no change in the register."""
    files = sorted(folder.iterdir())
    done = kept(line)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert sorted(folder.iterdir()) == files
    with Register.open(folder / "kept.db") as register:
        assert register.policies() == ()


def test_the_environment_may_name_the_register(kept: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A password in a URL stays off the command line; what the command line says goes first."""
    monkeypatch.setenv("POLICYRULES_REGISTER", "kept.db")
    assert kept("register show ganzhou").code == 0
    assert "none.db" in kept("register show ganzhou --register none.db").err
