"""The sheets of the workbook that is full of mistakes: the sort that people make. All of it is invented."""

from __future__ import annotations

import datetime

import county_rows
import enterprise_rows
import filing_rows
from draw_sheets import REMARK, Row, Sheet

_CENTRES = (
    "中心编号", "中心名称", "镇", "县（市、区）", "是否典形镇", "运营管理团队", "上架产品数量（个）",
    "优先上架产品数量（个）", "物流合作主体", "免费培训", "宣传推广", "宣传推广", REMARK,
)  # fmt: skip
_CHECKLIST_OVER = ("中心编号", "功能区", "功能区", "功能区", "规章制度", "规章制度", "免费培训")
_CHECKLIST = ("", "产品展示区", "仓储物流区", "停车区", "人员管理", "财务管理", "")


def sheets() -> dict[str, Sheet]:
    """All sheets, by their names."""
    return {
        "企业": Sheet(enterprise_rows.HEADINGS, _enterprises()),
        "镇域电商运营中心": Sheet(_CENTRES, _centres()),
        "六有核验表": Sheet(_CHECKLIST, _checklist(), _CHECKLIST_OVER),
        "各县（市、区）": Sheet(county_rows.COUNTIES, _counties()),
        "落实情况台账": Sheet(filing_rows.HEADINGS, _filings()),
        "全市": Sheet(county_rows.CITY, [("今年", 343.64, 91.675, 58.2, "年度没有写年份")]),
        "外部标准": Sheet(county_rows.OUTSIDE, [("待定", "应填金额，不知道就留空")]),
        "季度汇总": Sheet(("县（市、区）", "企业数"), [("赤坎区", 8)]),
    }


def _enterprises() -> list[Row]:
    return [
        ("Z01", "示例水产01有限公司", "赤坎区", "企业", 980, 1200, "没有错"),
        ("Z02", "示例粮油02有限公司", "化州市", "企业", 640, 720, "不是本市的县"),
        ("Z03", "示例家电03有限公司", "坡头区", "国有企业", 510, 530, "主体类型不在所列各项之中"),
        ("Z04", "示例羽绒04商行", "麻章区", "个体工商户", 300, "约350万", "金额格内写了文字"),
        ("Z05", "示例茶业05有限公司", "雷州市", "企业", -20, 90, "负数"),
        ("合计", None, None, None, 2410, 2890, "合计行"),
    ]


def _centres() -> list[Row]:
    rest = (120, 40, "邮政、快递", "是", "是", "是")
    return [
        ("T01", "示例镇01电商运营中心", "示例镇01", "遂溪县", "是", "有", *rest, "标题错别字；“宣传推广”出现两次"),
        ("T01", "示例镇02电商运营中心", "示例镇02", "廉江市", "是", "有", *rest, "编号重复"),
        ("T03", "示例镇03电商运营中心", "示例镇03", "吴川市", "是", "不详", *rest, "是非项写了别的"),
        ("T04", "示例镇04电商运营中心", "示例镇04", "徐闻县", "是", "有", 12.5, 4, *rest[2:], "数量不是整数"),
        (
            "T05", "示例镇05电商运营中心", "示例镇05", "雷州市", "是", "有", 120, 40, "邮政、无人机", "是", "是", "是",
            "所列各项中没有的一项",
        ),
    ]  # fmt: skip


def _checklist() -> list[Row]:
    """A thing that nobody asks about; an answer that is none; free training denied here; a centre without a row."""
    return [
        ("T01", "✓", "✓", "✓", "✓", "✓", "✓"),
        ("T03", "✓", "在建", "×", "✓", None, "×"),
        ("T99", "✓", "✓", "✓", "✓", "✓", "✓"),
    ]


def _counties() -> list[Row]:
    return [
        ("遂溪县", "已成立", 5, 6, "有", "有", "有", "是", "没有错"),
        ("遂溪", "已成立", 5, 6, "有", "有", "有", "是", "同一个县填了两行"),
        ("廉江市", "筹备中", 2, "两场", "是", "是", "是", None, "协会不在所列各项之中；场次不是数"),
    ]


def _filings() -> list[Row]:
    day = datetime.date(2025, 6, 26)

    def filed(county: str, quarter: str, point: int | None, filed_on: str | datetime.date, remark: str) -> Row:
        return (county, quarter, point, None, None, "已开展", None, filed_on, remark)

    return [
        filed("遂溪县", "2025Q1", 20, datetime.date(2025, 3, 28), "没有错"),
        filed("遂溪县", "2025Q5", 20, day, "没有第五季度"),
        filed("遂溪县", "2025Q2", 23, day, "文件的编号由22接24"),
        filed("遂溪县", "2025Q2", 29, day, "最后一项是28"),
        filed("遂溪县", "2025年第二季度", 24, day, "没有错"),
        filed("遂溪县", "2025Q2", 24, day, "同一季度同一项填了两次"),
        filed("遂溪县", "2025Q2", 25, "6月31日", "没有这一天"),
        filed("遂溪县", "2025Q2", None, day, "没有填序号"),
        filed("茂名市", "2025Q2", 1, day, "不是本市的县"),
    ]
