"""What the counties of the synthetic workbook filed for two quarters: every word and figure of it is invented."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from random import Random

from draw_sheets import REMARK, Cell, Row
from enterprise_rows import COUNTIES

SEED = 2025
HEADINGS = (
    "县（市、区）", "季度", "序号", "主要任务", "工作要点", "落实情况", "佐证材料", "填报日期", REMARK,
)  # fmt: skip
FIRST, SECOND = "2025Q1", "2025Q2"

_SERVICES, _BELTS, _SELLERS = "一、农村电商公共服务", "二、直播电商+产业带", "三、新型农村电商主体"
_TALENT, _CAMPAIGNS, _CASES = "四、电商人才培训", "五、农村电商系列活动", "六、典型案例申报"
#: Number → main task, work point, what is said of it ({} is a number), evidence. The official numbering skips 23.
_POINTS: dict[int, tuple[str, str, str, str]] = {
    1: (_SERVICES, "服务中心、站点和三级配送", "县级中心正常运行，本季新增村级站点{}个", "站点名单"),
    2: (_SERVICES, "定期摸查", "已摸查站点{}个，停用的列入整改", "摸查表"),
    3: (_BELTS, "遴选产业带", "已遴选产业带，登记重点企业{}家", "产业带名录"),
    4: (_BELTS, "优秀案例", "报送案例{}个，待市级活动发布", "案例材料"),
    5: (_BELTS, "产业链条", "链条建设按计划推进，对接供货方{}家", "现场照片"),
    6: (_BELTS, "电商协会", "协会工作正常，会员{}家", "会员名册"),
    7: (_BELTS, "典型镇运营中心", "走访典型镇，收集问题{}条", "走访记录"),
    8: (_BELTS, "展销厅", "展销厅上新产品{}种", "产品清单"),
    9: (_SELLERS, "标杆企业", "重点跟踪企业{}家", "企业名单"),
    10: (_SELLERS, "鼓励创新", "向企业{}家宣讲现有政策", "签到表"),
    11: (_SELLERS, "遂溪电商园", "园区新入驻企业{}家", "入驻协议"),
    12: (_SELLERS, "示范创建", "辅导企业{}家准备材料", "辅导记录"),
    13: (_SELLERS, "新兴企业", "新增跟踪企业{}家", "企业名单"),
    14: (_SELLERS, "传统企业转型", "帮助企业{}家开设网店", "店铺链接"),
    15: (_SELLERS, "抖音助力行动", "组织企业{}家报名", "报名表"),
    16: (_SELLERS, "快递协同", "新增集配线路{}条", "线路图"),
    17: (_SELLERS, "零售额同比", "按月分析，约谈下滑企业{}家", "分析表"),
    18: (_SELLERS, "企业目标库", "目标库登记企业{}家", "目标库"),
    19: (_SELLERS, "个转企", "走访个体商户{}家", "走访记录"),
    20: (_TALENT, "农村电商培训", "举办培训，参加{}人", "签到表、照片"),
    21: (_TALENT, "农村电商带头人", "联系带头人{}名", "名单"),
    22: (_TALENT, "全国优秀案例", "整理案例{}个", "案例材料"),
    24: (_CAMPAIGNS, "购物节庆", "组织企业{}家参加年货节", "活动照片"),
    25: (_CAMPAIGNS, "月饼推广和系列活动", "联系月饼企业{}家", "报名表"),
    26: (_CASES, "学习遂溪经验", "组织交流，参加{}人", "会议记录"),
    27: (_CASES, "申报领跑县", "准备申报材料{}份", "申报书"),
    28: (_CASES, "村播学院", "摸排直播基地{}个", "基地名单"),
}
_OF_NAMED = {11: ("遂溪县",), 27: ("廉江市", "吴川市", "徐闻县")}
_ALL = frozenset(_POINTS)
_NO_DAY = None


@dataclass(frozen=True)
class Report:
    """One county's report for one quarter: on which work points, and when."""

    county: str
    quarter: str
    filed_on: Cell
    points: Collection[int] = _ALL
    remark: str | None = None


_REPORTS = (
    Report("赤坎区", FIRST, datetime.date(2025, 3, 27), (1, 2, 6, 20, 24)),
    Report("赤坎区", SECOND, datetime.date(2025, 6, 26), (1, 2, 6, 20, 24, 28)),
    Report("霞山区", SECOND, _NO_DAY, (1, 6, 20), "没有填报日期：是否逾期未知"),
    Report("坡头区", SECOND, datetime.date(2025, 6, 30), _ALL - {3, 4, 5, 12, 22}, "截止日当天：默认算按时"),
    Report("麻章区", FIRST, datetime.date(2025, 3, 31), _ALL, "截止日当天：默认算按时"),
    Report("麻章区", SECOND, datetime.date(2025, 6, 29)),
    Report("雷州市", FIRST, datetime.date(2025, 3, 20), range(1, 16)),
    Report("雷州市", SECOND, datetime.date(2025, 6, 25), range(1, 15)),
    Report("雷州市", SECOND, datetime.date(2025, 7, 1), _ALL - set(range(1, 15)), "补报，逾期一天"),
    Report("廉江市", FIRST, datetime.date(2025, 3, 25)),
    Report("廉江市", SECOND, datetime.date(2025, 7, 3), _ALL, "逾期"),
    Report("吴川市", FIRST, datetime.date(2025, 4, 2), _ALL, "逾期"),
    Report("吴川市", SECOND, datetime.date(2025, 6, 27)),
    Report("遂溪县", FIRST, datetime.date(2025, 3, 28)),
    Report("遂溪县", SECOND, datetime.date(2025, 6, 30), _ALL, "截止日当天：默认算按时"),
    Report("徐闻县", FIRST, datetime.date(2025, 3, 30), _ALL - {28}),
    Report("徐闻县", SECOND, _NO_DAY, (1, 2, 20), "没有填报日期：是否逾期未知"),
)
# county, quarter, work point → status, evidence, remark
_PARTICULAR: dict[tuple[str, str, int], tuple[str | None, str | None, str]] = {
    ("坡头区", SECOND, 20): ("已举办培训1场", None, "与县（市、区）表的0场不符：按事实算未达到，填报原文照录"),
    ("雷州市", FIRST, 11): ("已派人到园区学习", None, "第11项只对遂溪：不适用，填报原文照录"),
    ("遂溪县", SECOND, 9): (None, "企业名单", "只有佐证材料，没有填落实情况"),
    ("廉江市", SECOND, 7): ("四个镇的中心都已挂牌", None, "填报说已挂牌，按“六有”标准仍未全部达到"),
    ("麻章区", SECOND, 16): (
        "1. 与邮政、快递企业谈妥共同配送；\n2. 新增村级集配线路3条；\n3. 冷链车辆尚未到位。", "线路图、协议",
        "分行填写",
    ),
}  # fmt: skip


def filings() -> list[Row]:
    """One row for each county, quarter and work point that was reported on."""
    random = Random(SEED)
    rows = [row for report in _REPORTS for row in _rows(report, random)]
    return sorted(rows, key=lambda row: (COUNTIES.index(str(row[0])), str(row[1]), int(str(row[2]))))


def _rows(report: Report, random: Random) -> Iterator[Row]:
    remark = report.remark
    for point in sorted(report.points):
        task, short, status, evidence = _POINTS[point]
        number, kept = 2 + int(28 * random.random()), random.random() < 0.8
        particular = _PARTICULAR.get((report.county, report.quarter, point))
        if particular is None and report.county not in _OF_NAMED.get(point, COUNTIES):
            continue
        said = particular or (status.format(number), evidence if kept else None, remark)
        remark = None if said[2] == remark else remark
        yield (report.county, report.quarter, point, task, short, *said[:2], report.filed_on, said[2])
