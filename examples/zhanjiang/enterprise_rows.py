"""The enterprises of the synthetic workbook: 80, all invented. Figures are in 万元, as the headings say.

A text cell may bring its own unit. None is an empty cell: the figure is unknown. The last cell of a row is its remark.
"""

from __future__ import annotations

from random import Random

from draw_sheets import REMARK, Row

SEED = 2025
COUNTIES = (
    "赤坎区", "霞山区", "坡头区", "麻章区", "雷州市", "廉江市", "吴川市", "遂溪县", "徐闻县", "经开区",
)  # fmt: skip
HEADINGS = (
    "企业编号", "企业名称", "县（市、区）", "主体类型", "2024年县域网络零售额（万元）", "2025年县域网络零售额（万元）",
    REMARK,
)  # fmt: skip

_COMPANY, _SOLE, _COOPERATIVE, _OTHER = "企业", "个体工商户", "农民专业合作社", "其他"
_FORMS = {_COMPANY: "有限公司", _SOLE: "商行", _COOPERATIVE: "专业合作社", _OTHER: "服务社", None: "商贸部"}
_TRADES = ("果蔬", "水产", "粮油", "家电", "羽绒", "茶业", "食品")
_NO_COUNTY = frozenset({21, 22})

# legal form, online retail sales 2024 and 2025, remark
_CASES: tuple[Row, ...] = (
    (_COMPANY, 9800, 12500, "超1亿元：三个目标都计入（默认高档也计入低档）"),
    (_COMPANY, 9900, "100,000,000.01元", "比1亿元多一分：三个目标都计入"),
    (_COMPANY, 9500, 10000, "恰为1亿元，“超”不含本数：只计入千万元、五百万元两个目标"),
    (_SOLE, 8800, 13000, "个体工商户，默认不计入；sole_traders_count=yes 时三个目标都计入"),
    (_COMPANY, 980, 1000.000001, "比1000万元多一分：计入千万元"),
    (_COMPANY, 900, 1000, "恰为1000万元：不计入千万元，计入五百万元；离千万元最近"),
    (_COMPANY, 970, 999.999999, "差一分到1000万元：计入五百万元"),
    (_COOPERATIVE, 1010, 1280, "不是个体，算企业：计入千万元"),
    (_OTHER, 1100, 1360, "不是个体，算企业：计入千万元"),
    (_COMPANY, 480, 500.000001, "比500万元多一分：计入五百万元"),
    (_COMPANY, 470, 500, "恰为500万元：不计入；离五百万元最近"),
    (_COMPANY, 450, 499.999999, "差一分到500万元：不计入"),
    (_COMPANY, 1500, None, "2025年零售额未填：三个目标都待定"),
    (_COOPERATIVE, None, None, "两年都未填：三个目标都待定"),
    (None, 1300, 1500, "主体类型未填：千万元、五百万元待定；未超1亿元，与亿元目标无关"),
    (None, 600, 620, "主体类型未填：五百万元待定"),
    (None, 280, 300, "主体类型未填，但不足500万元，不影响：不计入"),
    (_SOLE, 700, None, "个体工商户，零售额未填也不影响：不计入"),
    (_SOLE, 900, 1100, "个体工商户，默认不计入"),
    (_SOLE, 520, 560, "个体工商户，默认不计入"),
    (_COMPANY, 580, 640, "县未填：计入全市的五百万元目标，各县待定"),
    (_COMPANY, 210, 230, "县未填，但不足500万元：不影响"),
    (_COMPANY, 1800, 0, "零是零，不是未知：不计入"),
    (_COMPANY, 800, "845.00", "以文字填写的数"),
    (_COMPANY, 1900, "0.21亿元", "单元格自带单位：2100万元"),
)
_OVER_10M, _OVER_5M, _LAST = range(26, 37), range(37, 39), 80


def enterprises() -> list[Row]:
    """The named cases, then ordinary enterprises drawn with a fixed seed."""
    random = Random(SEED)
    return [
        _enterprise(number, _CASES[number - 1] if number <= len(_CASES) else _ordinary(number, random))
        for number in range(1, _LAST + 1)
    ]


def _enterprise(number: int, rest: Row) -> Row:
    form = rest[0] if isinstance(rest[0], str) else None
    name = f"示例{_TRADES[number % len(_TRADES)]}{number:02d}{_FORMS[form]}"
    county = None if number in _NO_COUNTY else COUNTIES[(number - 1) % len(COUNTIES)]
    return (f"Z{number:02d}", name, county, *rest)


def _ordinary(number: int, random: Random) -> Row:
    """An enterprise that is clearly in one band; the year before is sometimes unknown, and nothing asks about it."""
    # random() alone is promised to give the same numbers in every version of Python.
    now, before, known = random.random(), random.random(), random.random()
    if number in _OVER_10M:
        form, sales = _COMPANY, 1150 + 6800 * now
    elif number in _OVER_5M:
        form, sales = _COMPANY, 520 + 420 * now
    else:
        form, sales = _ordinary_form(number), 15 + 470 * now
    last_year = round(sales * (0.8 + 0.3 * before), 2) if known < 0.9 else None
    return (form, last_year, round(sales, 2), None)


def _ordinary_form(number: int) -> str:
    return _SOLE if number % 4 == 0 else _COOPERATIVE if number % 7 == 0 else _OTHER if number == 71 else _COMPANY
