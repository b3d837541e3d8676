"""The counties, the city and the figures from elsewhere, of the synthetic workbook. Every figure is invented."""

from __future__ import annotations

from draw_sheets import REMARK, Row

COUNTIES = (
    "县（市、区）", "电商协会", "2024年农村电商培训场次（场）", "2025年农村电商培训场次（场）", "产业基地", "选品中心",
    "直播基地", "直播基地符合市认定标准", REMARK,
)  # fmt: skip
CITY = ("年度", "全市网络零售额（亿元）", "农村电商零售额（亿元）", "农产品网络零售额（亿元）", REMARK)
OUTSIDE = ("网络零售额达限标准（元）", REMARK)

_FOUNDED, _LINKED, _NONE = "已成立", "已与市电子商务联合会对接", "未成立"


def counties() -> list[Row]:
    """The ten county-level units."""
    return [
        ("赤坎区", _FOUNDED, 1, 2, "否", "是", "是", None, "第5项没有产业基地；第28项适用"),
        ("霞山区", _LINKED, None, 1, None, None, None, None, "第20项恰好一场；链条三项都未填"),
        ("坡头区", _NONE, 2, 0, "是", "否", "否", None, "第20项填了0场，台账却说办了一场"),
        ("麻章区", _LINKED, 1, 3, "是", "是", "是", None, "链条齐备，但直播基地是否符合市认定标准未知：待定"),
        ("雷州市", None, 3, None, "是", "是", "是", "否", "协会、场次都未填；直播基地不符合认定标准"),
        ("廉江市", _FOUNDED, 2, 4, "是", "是", "是", None, "协会已成立，但第6项要求对接"),
        ("吴川市", _FOUNDED, 2, 1, "是", "是", "否", None, "没有直播基地：第5项未达到，第28项不适用"),
        ("遂溪县", _LINKED, 5, 6, "有", "有", "有", "是", "链条齐备，且已确认符合认定标准"),
        ("徐闻县", _NONE, 3, 0, "是", "是", None, None, "上年办过不算；是否有直播基地未填：第28项是否适用待定"),
        ("经开区", None, 1, None, None, None, None, None, "2025年什么也没有填"),
    ]


def city() -> list[Row]:
    """The figures of the city, a row for each year."""
    return [
        (2024, 312.4, 96.5, None, "农产品网络零售额未填：其同比待定"),
        (2025, 343.64, 91.675, 58.2, "网络零售额同比 10%，农村电商零售额同比 -5%"),
    ]


def outside() -> list[Row]:
    """The statistical threshold: another authority's figure, which this document does not give."""
    return [(None, "达限标准不在本文件中，由统计部门规定；未填写时第18、19项待定")]
