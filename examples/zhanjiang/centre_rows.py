"""The e-commerce operation centres of the synthetic workbook: 23 of typical towns and two others, all invented.

The sheet 镇域电商运营中心 has one row for each centre; 六有核验表 has one too, and a column for each thing to tick.
Each centre is told by how it differs from one that has everything (`_EVERYTHING`, and all ticks).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from draw_sheets import REMARK, Cell, Row

SEED = 69

#: The columns of the main sheet after those that name the centre, and what a centre with everything says there.
_EVERYTHING: dict[str, Cell] = {
    "运营管理团队": "是",
    "产品丰富可靠供应稳定": "是",
    "区域公用品牌": "是",
    "上架产品数量（个）": 120,
    "优先上架产品数量（个）": 40,
    "运营模式": "合作社+中心、公司+中心、协会+中心",
    "销售渠道": "线上、线下",
    "孵化本土服务商和团队": "是",
    "物流仓储区域": "是",
    "物流服务": "分拣、打包、运输",
    "物流合作主体": "邮政、供销社、电商、快递、交通运输、商贸流通",
    "利用当地站点和园区": "是",
    "统仓共配": "是",
    "免费培训": "是",
    "培训人群": "农村妇女、返乡大学生、乡村电商服务站长、贫困户",
    "摸清常住人口": "是",
    "对接力量": "电商产业园、直播基地、行业协会",
    "与农村基层组织建设结合": "是",
    "到乡村指导教学": "是",
    "培训实习创业就业衔接": "是",
    "沟通协调机制": "是",
    "宣传推广": "是",
}
#: What the standard only expects or encourages: flags that differ from centre to centre and decide nothing.
_BESIDE = (
    "产品丰富可靠供应稳定", "区域公用品牌", "孵化本土服务商和团队", "利用当地站点和园区", "统仓共配", "摸清常住人口",
    "与农村基层组织建设结合", "到乡村指导教学", "培训实习创业就业衔接",
)  # fmt: skip
CHECKS: dict[str, tuple[str, ...]] = {
    "选址": ("乡镇主干道或交通枢纽附近", "特色产业聚集区附近", "人口集聚区附近"),
    "功能区": ("产品展示区", "仓储物流区", "电商办公区", "电商培训室", "直播带货区"),
    "产品展示区设备": ("展示架", "陈列柜", "多媒体展示", "本地产品"),
    "仓储物流区设备": ("仓储货架", "搬运设备", "包装设备"),
    "电商办公区设备": ("桌椅", "电脑", "电话", "打印机"),
    "电商培训室设备": ("黑板等教学工具",),
    "直播带货区设备": ("光纤宽带", "手机", "电脑", "摄像机", "背景板", "灯光"),
    "团队职责": ("整体运营管理", "协调政府、企业、农户", "争取资源和支持", "整合当地农产品", "电商孵化指导"),
    "长期稳定合作对象": ("农户", "种养加工基地", "农副产品营销大户"),
    "规章制度": ("人员管理", "业务运营", "财务管理", "数据与信息安全管理", "培训学习"),
    "制度内容": ("岗位职责", "商品管理", "物流配送", "售后服务", "资金管理", "数据安全", "培训计划"),
}
#: How people tick, from centre to centre: yes, no.
_TICKS: tuple[tuple[Cell, Cell], ...] = (("✓", "×"), ("是", "否"), ("有", "无"), (1, 0))
_YES, _NO, _EMPTY = True, False, None


@dataclass(frozen=True)
class Centre:
    """A centre: where it is, what it is an example of, and how it differs from one that has everything.

    `ticks` are by heading and option; a heading alone stands for all its options. `draws` says whether what the
    standard only expects or encourages is drawn at random.
    """

    county: str | None
    remark: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    ticks: Mapping[str | tuple[str, str], bool | None] = field(default_factory=dict)
    typical: str | None = "是"
    draws: bool = True
    on_checklist: bool = True


_NONE_BESIDE: dict[str, Cell] = {
    **dict.fromkeys(_BESIDE, "否"), "上架产品数量（个）": 30, "优先上架产品数量（个）": 0, "培训人群": "农村妇女",
    "对接力量": "行业协会",
}  # fmt: skip
_UNKNOWN_BESIDE: dict[str, Cell] = dict.fromkeys(
    (*_BESIDE, "上架产品数量（个）", "优先上架产品数量（个）", "培训人群", "对接力量"), None
)
#: Nothing at all, and all of it known: 否, 0, and 无 where a cell would name several things.
_NOTHING: dict[str, Cell] = {
    heading: 0 if isinstance(usual, int) else "否" if usual == "是" else "无" for heading, usual in _EVERYTHING.items()
}
_CENTRES = (
    Centre("遂溪县", "样样都有：达到", draws=False),
    Centre(
        "遂溪县", "应有的都有，鼓励、倡导的一样没有：达到", _NONE_BESIDE,
        {"团队职责": _NO, "制度内容": _NO}, draws=False,
    ),
    Centre(
        "遂溪县", "应有的都有，鼓励、倡导的都未填：达到", _UNKNOWN_BESIDE,
        {"团队职责": _EMPTY, "制度内容": _EMPTY}, draws=False,
    ),
    Centre(
        "遂溪县", "“至少一个”的各项都只有一个：达到", {"运营模式": "协会+中心", "物流合作主体": "供销社"},
        {
            "选址": _NO, ("选址", "人口集聚区附近"): _YES,
            "长期稳定合作对象": _NO, ("长期稳定合作对象", "农副产品营销大户"): _YES,
        },
    ),
    Centre("廉江市", "没有直播带货区，差一项：未达到", ticks={("功能区", "直播带货区"): _NO}),
    Centre(
        "廉江市", "没有打印机：未达到；equipment_lists=zone_equipped 时达到",
        ticks={("电商办公区设备", "打印机"): _NO},
    ),
    Centre("廉江市", "教学工具未填：待定", ticks={"电商培训室设备": _EMPTY}),
    Centre(
        "廉江市", "六有齐备，缺财务制度和宣传推广：达到；safeguards_count=required 时未达到", {"宣传推广": "否"},
        {("规章制度", "财务管理"): _NO},
    ),
    Centre("吴川市", "没有运营管理团队：未达到", {"运营管理团队": "无"}),
    Centre("吴川市", "三类供货方都没有：未达到", ticks={"长期稳定合作对象": _NO}),
    Centre(
        "吴川市", "两类供货方没有，一类未填：待定",
        ticks={"长期稳定合作对象": _NO, ("长期稳定合作对象", "种养加工基地"): _EMPTY},
    ),
    Centre("徐闻县", "只有线上渠道：未达到", {"销售渠道": "线上"}),
    Centre("徐闻县", "运营模式未填：待定", {"运营模式": None}),
    Centre("徐闻县", "没有仓储区域，只有分拣，差两项：未达到", {"物流仓储区域": "否", "物流服务": "分拣"}),
    Centre(
        "雷州市", "选址有一个，另两个未填：达到；site_location=all_three 时待定",
        ticks={"选址": _EMPTY, ("选址", "乡镇主干道或交通枢纽附近"): _YES},
    ),
    Centre("雷州市", "样样都没有，差十五项：未达到", _NOTHING, dict.fromkeys(CHECKS, _NO), draws=False),
    Centre("雷州市", "没有合作主体：未达到", {"物流合作主体": "无"}),
    Centre("雷州市", "没有开展免费培训：未达到", {"免费培训": "否"}),
    Centre("坡头区", "是否免费培训未填：待定", {"免费培训": None}),
    Centre("坡头区", "没有核验：场所、供货方等都未知：待定", on_checklist=False),
    Centre(
        "麻章区", "大多未填，但确知没有电脑：未达到", dict.fromkeys(_EVERYTHING, None),
        {**dict.fromkeys(CHECKS, _EMPTY), ("电商办公区设备", "电脑"): _NO}, draws=False,
    ),
    Centre("麻章区", "应有的都有：达到"),
    Centre("经开区", "只填了名称：待定", dict.fromkeys(_EVERYTHING, None), on_checklist=False, draws=False),
    Centre("赤坎区", "不是典型镇，样样都有：不适用", typical="否", draws=False),
    Centre("霞山区", "应有的都有，是否典型镇未填：待定", typical=None),
)  # fmt: skip

MAIN = ("中心编号", "中心名称", "镇", "县（市、区）", "典型镇", *_EVERYTHING, REMARK)
CHECKLIST_OVER = ("中心编号", "中心名称", *(over for over, options in CHECKS.items() for _ in options))
CHECKLIST = ("", "", *(option for options in CHECKS.values() for option in options))


def centres() -> list[Row]:
    """The main sheet."""
    random = Random(SEED)
    return [
        (*_named(number), f"示例镇{number:02d}", centre.county, centre.typical, *_cells(centre, random), centre.remark)
        for number, centre in enumerate(_CENTRES, start=1)
    ]


def checklist() -> list[Row]:
    """The checklist, for those centres that were checked."""
    return [
        (*_named(number), *_ticks(centre, *_TICKS[number % len(_TICKS)]))
        for number, centre in enumerate(_CENTRES, start=1)
        if centre.on_checklist
    ]


def _named(number: int) -> tuple[str, str]:
    return f"T{number:02d}", f"示例镇{number:02d}电商运营中心"


def _cells(centre: Centre, random: Random) -> Iterator[Cell]:
    for heading, usual in _EVERYTHING.items():
        drawn = random.random()
        if heading in centre.cells:
            yield centre.cells[heading]
        elif centre.draws and heading in _BESIDE:
            yield "是" if drawn < 0.6 else "否" if drawn < 0.8 else None
        elif centre.draws and heading == "优先上架产品数量（个）":
            yield int(60 * drawn)
        else:
            yield usual


def _ticks(centre: Centre, yes: Cell, no: Cell) -> Iterator[Cell]:
    for heading, options in CHECKS.items():
        for option in options:
            ticked = centre.ticks.get((heading, option), centre.ticks.get(heading, _YES))
            yield None if ticked is None else yes if ticked else no
