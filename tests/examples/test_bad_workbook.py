"""The bad workbook shows one clear line for each of its mistakes, and nothing is decided or written."""

from __future__ import annotations

from pathlib import Path

import pytest

import policyrules as pr
from examples.paths import BAD
from policyrules.cli.main import main

# sheet, row, column, code
MISTAKES = [
    ("汇总表", 0, "", "unknown_table"),
    ("企业", 2, "G", "unknown_heading"),
    ("企业", 2, "I", "heading"),
    ("直播基地", 2, "J", "duplicate_heading"),
    ("企业", 13, "", "total_row"),
    ("企业", 4, "C", "value"),
    ("企业", 5, "D", "value"),
    ("企业", 6, "E", "value"),
    ("企业", 7, "H", "value"),
    ("企业", 8, "F", "value"),
    ("企业", 9, "A", "duplicate_id"),
    ("企业", 10, "A", "missing"),
    ("企业", 11, "H", "cell"),
    ("企业", 12, "F", "cell"),
    ("平台", 4, "C", "reference"),
    ("平台", 5, "E", "value"),
    ("直播基地", 3, "E", "value"),
    ("直播基地", 4, "H", "value"),
    ("已发奖励", 3, "B", "value"),
    ("已发奖励", 4, "C", "value"),
    ("全市", 4, "B", "value"),
]


def test_exactly_these_mistakes() -> None:
    with pytest.raises(pr.FactsError) as raised:
        pr.load_policy("ganzhou").facts(BAD)
    found = [(p.place.sheet, p.place.row, p.place.column, p.code) for p in raised.value.problems]
    assert sorted(found) == sorted(MISTAKES)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_validate_says_each_on_one_line(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "ganzhou", str(BAD), "--lang", language]) == 2
    printed = capsys.readouterr()
    lines = printed.err.splitlines()
    assert not printed.out
    assert len(lines) == len(MISTAKES)
    for sheet, row, column, _ in MISTAKES:
        place = f"{BAD}:{sheet}:{column}{row}:" if column else f"{BAD}:{sheet}:"
        assert any(line.startswith(place) for line in lines), place


def test_decide_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = BAD.read_bytes()
    output = tmp_path / "result.xlsx"
    assert main(["decide", "ganzhou", str(BAD), "--year", "2025", "--output", str(output)]) == 2
    assert not list(tmp_path.iterdir())
    assert BAD.read_bytes() == before
    assert "Traceback" not in capsys.readouterr().err
