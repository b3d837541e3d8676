"""The rows of the synthetic workbook. Every enterprise, platform, base and figure is invented.

Figures of enterprises and bases are in 万元 and those of platforms in 元, as the headings of the sheets say. A text
cell may bring its own unit. None is an empty cell: the figure is unknown. The last cell of a row is its remark.
"""

from __future__ import annotations

import datetime
from random import Random

Cell = str | int | float | datetime.date | None
Row = tuple[Cell, ...]

SEED = 2025
COUNTIES = (
    "章贡区", "南康区", "赣县区", "信丰县", "安远县", "宁都县", "于都县", "兴国县", "会昌县", "寻乌县", "石城县",
    "瑞金市", "龙南市", "赣州经开区",
)  # fmt: skip
LETTERS = "ABCDEFGHJKLMNP"

ENTERPRISES = (
    "企业编号", "企业名称", "县（市、区）", "成立年份", "经认定", "2024年网络销售额（万元）",
    "2025年网络销售额（万元）", "2024年农产品网络销售额（万元）", "2025年农产品网络销售额（万元）",
    "2025年上行农产品网络销售额（万元）", "备注",
)  # fmt: skip
PLATFORMS = (
    "平台编号", "平台名称", "运营企业编号", "自建", "2025年网络零售额（元）", "2025年赣州特色产品销售额（元）", "备注",
)  # fmt: skip
BASES = (
    "基地编号", "基地名称", "运营企业编号", "成立年份", "实际使用面积（平方米）", "直播间数量（间）",
    "入驻电商企业数量（家）", "主播数量（名）", "2024年直播销售额（万元）", "2025年直播销售额（万元）", "备注",
)  # fmt: skip
PAID = ("销售年度", "奖励项目", "档次", "企业编号", "对象编号", "金额（元）", "备注")
CITY = (
    "年度", "全市网络零售额（亿元）", "农产品网络零售额（亿元）", "快递进村服务覆盖率（%）", "电商强镇数量（个）",
    "农村电商领跑县数量（个）", "村级快件24小时出县比例（%）", "其他支持（万元）", "备注",
)  # fmt: skip

# founded, recognised, online 2024, online 2025, agricultural 2024, agricultural 2025, upstream 2025, remark
_CASES: tuple[Row, ...] = (
    (2016, "是", 8600, 12000, 0, 0, 0, "首次突破1亿元：一档"),
    (2014, "是", 13000, 21000, 0, 0, 0, "2024年已超过1亿元，2025年首次突破2亿元：二档"),
    (datetime.date(2015, 3, 18), "是", 9000, "30,500.00", 0, 0, 0, "一年跨三档，只奖最高一档：三档"),
    (2012, "是", 28000, 42000, 350, 410.5, 300, "首次突破4亿元：四档"),
    (2018, "是", 7200, 10000, 0, 0, 0, "恰为1亿元，“突破”不含本数：不符合"),
    (2017, "是", 9800, "100,000,000.01元", 0, 0, 0, "比1亿元多一分：一档"),
    (2013, "是", 15000, 20000, 0, 0, 0, "恰为2亿元，且1亿元不是首次：不符合"),
    (2015, "是", 9500, 40000, 0, 0, 0, "恰为4亿元：三档"),
    (2011, "是", 10001, 18000, 0, 0, 0, "2024年已超过1亿元，未达到下一档：不符合"),
    (2016, "是", 10000, 11000, 0, 0, 0, "2024年恰为1亿元，不算突破；2025年为首次：一档"),
    (2025, "是", None, 23000, None, 0, 0, "2025年成立，以前年度按零计：二档"),
    (2019, "是", None, 12500, 0, 0, 0, "缺2024年销售额，不知是否首次：待定"),
    (2018, "否", 6000, 15500, 0, 0, 0, "未经认定：不符合"),
    (2020, None, 7000, 15000, 0, 0, 0, "是否认定未填：待定"),
    (2016, "是", 8800, 13600, 1500, 2600, 2350, "做大做强20万元，农产品封顶20万元，相等时记做大做强"),
    (2017, "是", 9100, 12800, 1100, 1500, 1200, "就高不就低：做大做强20万元高于农产品12万元"),
    (2018, "是", 9400, 11900, 1200, 1500, None, "上行销售额未知，但最多20万元，不高于做大做强"),
    (2019, "是", 1800, 2100, 900, 1000, 820, "农产品销售额恰为1000万元，“超过”不含本数：不符合"),
    (2019, "是", 1900, 2300, 880, 1000.000001, 800, "比1000万元多一分：1%为8万元"),
    (2018, "是", 2600, 3400, 1300, 1800, "12,345,678.99元", "1%为123456.7899元，不足一分的舍去"),
    (datetime.date(2012, 9, 1), "是", 6900, 8300, 3600, "5,200.00", "4,100.00", "1%为41万元，封顶20万元"),
    (2020, "是", 2500, 3000, 990, 1500, None, "上行农产品销售额未填：农产品待定"),
    (2021, "是", 1900, 2400, 700, None, None, "农产品销售额未填：农产品待定"),
    (2019, "是", None, 14500, 1000, 1400, 1200, "缺2024年网络销售额：不知哪一项较高，两项都待定"),
    (2015, "是", 9700, 13000, 1200, 1500, 1300, "2025年度做大做强已发；农产品因就高不就低不再奖"),
    (2016, "是", 9200, 14000, 1300, 1600, 900, "2025年度农产品已发；做大做强因就高不就低不再奖"),
    (2017, "是", 2100, 2700, 1150, 1350, 1100, "2024年度农产品已发，2025年度可再奖：11万元"),
    (2018, "否", 5200, 6100, 1400, 1700, None, "未经认定，其他数值未知也不影响：不符合"),
    (2014, "是", 9600, 12200, 0, 0, 0, "已发做大做强未写档次：待定"),
    (2010, "是", 36000, 45000, 0, 0, 0, "平台30＋基地40＋做大做强50＝120万元，超过100万元，削减条文靠后的20万元"),
    (2013, "是", 5100, 6200, 400, 450, 380, "两个平台22＋15万元，封顶30万元，削减排名靠后的7万元"),
)
_AGRICULTURAL = frozenset({38, 41, 44, 47, 52, 55, 58, 61, 64})
_GROWING = frozenset({43, 57})
_LAST = 66


def enterprises() -> list[Row]:
    """The named cases, then ordinary enterprises drawn with a fixed seed."""
    random = Random(SEED)
    return [
        _enterprise(number, _CASES[number - 1] if number <= len(_CASES) else _ordinary(number, random))
        for number in range(1, _LAST + 1)
    ]


def _enterprise(number: int, rest: Row) -> Row:
    place = (number - 1) % len(COUNTIES)
    kind = "示例农品" if number in _AGRICULTURAL or 18 <= number <= 28 else "示例电商"
    form = "专业合作社" if number in (19, 27, 44) else "有限公司"
    return (f"E{number:02d}", f"{kind}{LETTERS[place]}{number:02d}{form}", COUNTIES[place], *rest)


def _ordinary(number: int, random: Random) -> Row:
    """An enterprise that no rule makes special: some agricultural sales above the threshold, some growth."""

    def between(low: float, high: float) -> float:
        # random() alone is promised to give the same numbers in every version of Python.
        return round(low + (high - low) * random.random(), 2)

    founded = 2008 + int(random.random() * 15)
    recognised = "否" if number % 11 == 0 and number not in _AGRICULTURAL else "是"
    if number in _GROWING:
        return (founded, recognised, between(9200, 9900), between(10300, 13000), 0, 0, 0, None)
    if number in _AGRICULTURAL:
        sales = between(1150, 1950)
        earlier, online = between(600, 1100), between(sales * 1.2, sales * 2)
        upstream = round(sales * between(0.75, 0.95), 2)
        return (founded, recognised, round(online * 0.9, 2), online, earlier, sales, upstream, None)
    before = between(260, 7000)
    now = round(before * between(0.9, 1.3), 2)
    farm = round(min(now * between(0, 0.5), 560 + number * 37 % 380), 2)
    return (founded, recognised, before, now, round(farm * 0.9, 2), farm, round(farm * 0.8, 2), None)


# operator, self-built, retail sales 2025, speciality sales 2025, remark
_PLATFORMS: tuple[Row, ...] = (
    ("E30", "是", "80,000,000.00", "52,000,000.00", "1%为52万元，封顶30万元；排名第1"),
    ("E31", "是", 45000000, 22000000, "22万元；排名第4"),
    ("E31", "是", 30000000, 15000000, "15万元；同一企业封顶30万元，余8万元；再受预算约束"),
    ("E32", "是", 5000000, 5000000, "零售额恰为500万元，“以上”含本数：5万元；排名靠后，预算已用完"),
    ("E33", "是", 4999999.99, 4600000, "零售额差一分到500万元：不符合"),
    ("E34", "否", 26000000, 18000000, "不是自建平台：不符合"),
    ("E35", None, 12000000, 6500000, "是否自建未填：待定"),
    ("E36", "是", 9000000, None, "特色产品销售额未填：待定"),
    ("E37", "是", 26000000, 18000000, "与P10特色产品销售额相同，零售额较低，排在其后；预算到此用完，得一部分"),
    ("E39", "是", 30000000, 18000000, "与P09特色产品销售额相同，零售额较高，排在其前"),
    ("E40", "是", 8800000, 6000000, "2025年度已发"),
    ("E42", "是", "¥29,000,000.00", 28123456.78, "1%为281234.5678元，不足一分的舍去"),
    ("E45", "是", 5200000, 3100000, "排名最后，预算已用完"),
    ("E46", "否", None, None, "不是自建平台，零售额未知也不影响：不符合"),
    ("E48", "是", 33000000, 25000000, "25万元；排名第3"),
    ("E49", "是", 15600000, 12000000, "12万元；预算已用完"),
)

# operator, founded, area, rooms, residents, hosts, sales 2024, sales 2025, remark
_BASES: tuple[Row, ...] = (
    ("E35", 2021, 620, 12, 24, 26, 1500, 2600, "一档"),
    ("E36", 2019, 1250.5, 24, 36, 41, 3200, 5600, "一档不是首次；二档首次：20万元"),
    ("E37", 2020, 800, 15, 25, 28, 1700, 2000, "恰为2000万元，“超”不含本数：不符合"),
    ("E50", 2022, 500, 10, 20, 20, 1600, "20,000,000.01元", "面积、直播间、入驻企业、主播恰为下限，含本数：一档"),
    ("E51", 2018, 1000, 20, 30, 30, 1800, 5000, "销售额恰为5000万元：不到二档，一档"),
    ("E53", datetime.date(2017, 6, 30), 1000, 20, 30, 30, 3100, 5000.000001, "比5000万元多一分：二档"),
    ("E54", 2020, 760, 14, 22, 25, 2000, 2450, "2024年恰为2000万元，不算超过：一档"),
    ("E56", 2021, 499.99, 11, 21, 24, 1500, 2700, "面积差0.01平方米：不符合"),
    ("E57", 2025, 1500, 30, 45, 52, None, "6,100.00", "2025年成立，2024年按零计：二档"),
    ("E59", 2022, 900, 16, 26, 30, None, 2800, "缺2024年销售额，不知是否首次：待定"),
    ("E60", 2021, 700, 13, 23, 19, None, 2500, "主播少一名，2024年销售额未知也不影响：不符合"),
    ("E62", 2020, 680, 12, 21, None, 1400, 2300, "主播数量未填：待定"),
    ("E30", 2016, 2600, 48, 60, 85, 4200, 9800, "二档"),
    ("E30", 2019, 1800, 36, 42, 60, 3900, 7400, "二档"),
    ("E63", 2021, 640, 12, 22, 23, 1200, 2400, "2025年度一档已发"),
    ("E65", 2019, 1300, 15, 33, 38, 1000, 7000, "销售额达到二档，直播间只够一档：一档"),
)


def platforms() -> list[Row]:
    """The platforms, numbered."""
    return [(f"P{n:02d}", f"示例平台{n:02d}", *row) for n, row in enumerate(_PLATFORMS, start=1)]


def bases() -> list[Row]:
    """The live-stream bases, numbered."""
    return [(f"B{n:02d}", f"示例直播基地{n:02d}", *row) for n, row in enumerate(_BASES, start=1)]


def paid() -> list[Row]:
    """The register of awards already paid."""
    return [
        (2024, "农产品销售奖励", None, "E27", "E27", 95000, "以前年度"),
        (2025, "做大做强奖励", 1, "E25", "E25", 200000, None),
        (2025, "农产品销售奖励", None, "E26", "E26", 90000, None),
        (2025, "做大做强奖励", None, "E29", "E29", 200000, "未写档次"),
        (2025, "网销平台奖励", None, "E40", "P11", 60000, None),
        (2025, "直播基地奖励", 1, "E63", "B15", 100000, None),
    ]


def city() -> list[Row]:
    """The figures of the city, a row for each year."""
    return [
        (2024, 655.2, 78.4, 0.82, 11, 1, 0.71, 0, None),
        (2025, 731.8, 88.9, 0.91, 14, 1, 0.83, 90, "其他支持先从年度预算中扣除"),
    ]
