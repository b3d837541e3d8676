"""The bad workbook of Zhanjiang shows one clear line for each of its mistakes, and nothing is decided or written."""

from __future__ import annotations

from pathlib import Path

import pytest

import policyrules as pr
from examples.paths import ZHANJIANG_BAD as BAD
from policyrules.cli.main import main

# sheet, row, column, code, what was found, something that the line says in each language
Mistake = tuple[str, int, str, str, str, str, str]
MISTAKES: list[Mistake] = [
    ("季度汇总", 0, "", "unknown_table", "季度汇总", "落实情况台账", "filings"),
    # A misspelt heading: which there are, and the nearest.
    ("镇域电商运营中心", 2, "E", "unknown_heading", "是否典形镇", "是否想写 `是否典型镇`", "did you mean `是否典型镇`"),
    ("镇域电商运营中心", 2, "L", "duplicate_heading", "宣传推广", "只能出现一次", "only once"),
    # A thing to tick that no zone is called.
    ("六有核验表", 3, "D", "unknown_heading", "停车区", "功能区", "site.zones"),
    ("企业", 8, "", "total_row", "", "合计行", "totals"),
    ("企业", 4, "C", "value", "化州市", "县级单位", "county-level unit"),
    ("企业", 5, "D", "value", "国有企业", "主体类型", "company, sole_trader, cooperative, other"),
    ("企业", 6, "F", "value", "约350万", "金额", "amount in yuan"),
    ("企业", 7, "E", "value", "-200000", "不小于 0", "at least 0"),
    ("镇域电商运营中心", 4, "A", "duplicate_id", "T01", "唯一", "unique"),
    ("镇域电商运营中心", 5, "F", "value", "不详", "是 或 否", "true or false"),
    ("镇域电商运营中心", 6, "G", "value", "12.5", "整数", "whole number"),
    ("镇域电商运营中心", 7, "I", "value", "无人机", "物流合作主体", "postal"),
    ("六有核验表", 5, "C", "value", "在建", "功能区：仓储物流区", "`site.zones` for `storage`"),
    # Free training: yes on the main sheet, no on the checklist.
    ("六有核验表", 5, "G", "duplicate_value", "×", "只能给出一次", "only once"),
    ("六有核验表", 6, "A", "reference", "T99", "已有的编号", "`T01`, `T03`, `T04`, `T05`"),
    ("各县（市、区）", 4, "A", "duplicate_id", "遂溪", "唯一", "unique"),
    ("各县（市、区）", 5, "B", "value", "筹备中", "电商协会", "none, founded, linked"),
    ("各县（市、区）", 5, "D", "value", "两场", "整数", "whole number"),
    ("落实情况台账", 4, "B", "value", "2025Q5", "例如 2025Q2", "like 2025Q2"),
    # The official numbering skips 23, and the line says so; 29 was never a number.
    ("落实情况台账", 5, "C", "value", "23", "原表编号由22接24", "goes from 22 to 24"),
    ("落实情况台账", 6, "C", "value", "29", "1–22、24–28", "1–22, 24–28"),
    ("落实情况台账", 8, "", "duplicate_id", "", "只能有一条", "only one"),
    ("落实情况台账", 9, "H", "value", "6月31日", "日期", "day of the calendar"),
    ("落实情况台账", 10, "C", "missing", "", "必须填写", "required"),
    ("落实情况台账", 11, "A", "value", "茂名市", "县级单位", "county-level unit"),
    ("全市", 3, "A", "year", "今年", "年份", "must be a year"),
    ("外部标准", 3, "A", "value", "待定", "金额", "amount in yuan"),
]


def test_exactly_these_mistakes() -> None:
    with pytest.raises(pr.FactsError) as raised:
        pr.load_policy("zhanjiang").facts(BAD)
    found = [(p.place.sheet, p.place.row, p.place.column, p.code, p.found) for p in raised.value.problems]
    assert sorted(found) == sorted(mistake[:5] for mistake in MISTAKES)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_validate_says_each_on_one_line(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line says the place, what is allowed, and what was found."""
    assert main(["validate", "zhanjiang", str(BAD), "--lang", language]) == 2
    printed = capsys.readouterr()
    lines = printed.err.splitlines()
    assert not printed.out
    assert len(lines) == len(MISTAKES)
    for sheet, row, column, _, found, zh, en in MISTAKES:
        place = f"{BAD}:{sheet}:" + (f"{column}{row}:" if column else f"row {row}:" if row else "")
        said = [line for line in lines if line.startswith(place)]
        assert len(said) == 1, place
        assert (zh if language == "zh" else en) in said[0]
        assert not found or f"`{found}`" in said[0]


def test_decide_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "result.xlsx"
    assert main(["decide", "zhanjiang", str(BAD), "--year", "2025", "--output", str(output)]) == 2
    assert not list(tmp_path.iterdir())
    assert "Traceback" not in capsys.readouterr().err
