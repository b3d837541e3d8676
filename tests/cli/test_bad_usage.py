"""Whatever is wrong: exit code 2, a line on stderr for each problem, nothing printed, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyrules.reports import workbook

from .conftest import Run

DECIDE = "decide ganzhou facts.json --year 2025"
BAD = {
    "": "VERB",
    "decode": "'decide'",
    "decide ganzhou facts.json": "--year",
    "decide ganzhou facts.json --year abc": "abc",
    "decide ganzhou facts.json --year 12": "1900",
    "decide ganzhou --year 2025": "FACTS",
    "decide ganzhu facts.json --year 2025": "did you mean `ganzhou`?",
    "decide ganzhou none.json --year 2025": "none.json",
    "decide ganzhou broken.json --year 2025": "broken.json:1:",
    "decide ganzhou facts.txt --year 2025": ".xlsx",
    f"{DECIDE} --engine drools": "'rete'",
    f"{DECIDE} --format pdf": "'xlsx'",
    f"{DECIDE} --form json": "--form",
    f"{DECIDE} --set cap_order": "NAME=OPTION",
    f"{DECIDE} --set =x": "NAME=OPTION",
    f"{DECIDE} --set cap_ordr=pro_rata": "did you mean `cap_order`?",
    f"{DECIDE} --set cap_order=rata": "pro_rata",
    f"{DECIDE} --set agri_rate=2%": "0%…1%",
    f"{DECIDE} --set cap_order=pro_rata --set cap_order=clause_order": "two different options",
    f"{DECIDE} --format xlsx": "--output",
    f"{DECIDE} --output none/x.json": "there is no folder",
    f"{DECIDE} --output x.pdf": ".html",
    f"{DECIDE} --output facts.json": "replace the input",
    f"{DECIDE} --only granted": "not_eligible",
    f"{DECIDE} --only paid --format csv": "tables alone",
    "explain ganzhou facts.json --year 2025": "--subject",
    "explain ganzhou facts.json --year 2025 --subject E11": "did you mean `E1`?",
    "explain zhanjiang centres.json --year 2025 --subject T11": "did you mean `T1`?",
    "explain zhanjiang centres.json --year 2025 --subject 遂夕": "`遂溪`",
    f"{DECIDE} --section standard": "'standards'",
    f"{DECIDE} --section targets --format json": "CSV alone",
    f"{DECIDE} --section targets --only paid": "awards alone",
    f"{DECIDE} --section standards": "has no standards; it has: awards, targets",
    "decide zhanjiang centres.json --year 2025 --only paid": "has no awards",
    "validate ganzhou none.csv": "none.csv",
    "show nowhere": "nowhere",
    "show ganzhou --year x": "x",
    "schema decisions": "decisions",
    "verify-source ganzhou none.txt": "none.txt",
    "show ganzhou --lang fr": "fr",
}


@pytest.mark.parametrize(("line", "said"), BAD.items())
@pytest.mark.parametrize("language", ["en", "zh"])
def test_bad_usage_is_one_line(line: str, said: str, language: str, run: Run, folder: Path) -> None:
    """A slip in a command line is told in one line that names what is allowed, in either language."""
    before = {each: each.read_bytes() for each in folder.iterdir()}
    done = run(line if "--lang" in line else f"--lang {language} {line}")
    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert (said in done.err) or (language == "zh" and any("一" <= each <= "鿿" for each in done.err))
    assert {each: each.read_bytes() for each in folder.iterdir()} == before


def test_all_problems_of_facts_are_told(run: Run) -> None:
    """Bad facts end in a line for each problem, at its place, and not in a decision."""
    done = run("decide ganzhou bad.json --year 2025 --format json")
    assert (done.code, done.out) == (2, "")
    places = [line.split(": ")[0] for line in done.err.splitlines()]
    assert places == [
        "bad.json:/enterprises/0/online_sale", "bad.json:/enterprises/1/id", "bad.json:/enterprises/1/recognized",
    ]  # fmt: skip


def test_a_writer_that_fails_leaves_nothing(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that cannot be finished is not half there, and the one before it stays."""
    (folder / "old.xlsx").write_bytes(b"old")
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    for name in ("old.xlsx", "new.xlsx"):
        done = run(f"decide ganzhou facts.json --year 2025 --engine reference --output {name}")
        assert (done.code, done.out) == (2, "")
        assert "use csv or json" in done.err
    assert (folder / "old.xlsx").read_bytes() == b"old"
    assert not (folder / "new.xlsx").exists()
    assert not list(folder.glob(".*"))


def test_errors_of_the_file_system_are_lines(run: Run, folder: Path) -> None:
    """A folder where a file should be is no traceback."""
    (folder / "folder.json").mkdir()
    done = run("decide ganzhou facts.json --year 2025 --engine reference --output folder.json")
    assert done.code == 2
    assert "it is a folder" in done.err
