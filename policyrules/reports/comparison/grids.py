"""A comparison as grids: the summary, the changes, the groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from policyrules.comparison.comparison import Comparison
from policyrules.comparison.model import Change as PolicyChange
from policyrules.comparison.model import Group
from policyrules.reports.comparison.words import KINDS, column, signed
from policyrules.reports.grid import Cell, Change, Column, Grid, Money
from policyrules.reports.safe import plain
from policyrules.text import Language, Text

_TITLES = {
    "summary": Text("汇总", "Summary"),
    "effects": Text("受影响者", "Who is affected"),
    "changes": Text("变更内容", "What changes"),
    "awards": Text("按奖励", "By award"),
    "counties": Text("按县（市、区）", "By county"),
    "sizes": Text("按规模", "By size"),
}
_OPEN = Text("未定的企业（有待定项）", "Open payees (with an unknown line)")
_BY = Text(
    "按变更前的归属分组；合计只计已知各项；“未定”是任一侧有待定项的企业。",
    "Grouped by the baseline; sums are over known lines; “open” are payees with an unknown line on either side.",
)


def title(key: str, language: Language) -> str:
    """The title of a grid."""
    return _TITLES[key].pick(language)


def summary(comparison: Comparison, language: Language) -> Grid:
    """The budget, what is claimed and paid, and what is known, before and after."""
    of = partial(column, language=language, sort="number")
    before, after = comparison.before, comparison.after
    first, second = before.totals, after.totals
    rows: list[tuple[Cell, ...]] = []
    for words, old, new in (
        (Text("可用预算（元）", "Budget available (yuan)"), first.budget, second.budget),
        (Text("预算前申报（元）", "Claimed before the budget (yuan)"), first.claimed, second.claimed),
        (Text("实发（元）", "Paid (yuan)"), first.paid, second.paid),
        (Text("超出预算（元）", "Claimed above the budget (yuan)"), first.overrun, second.overrun),
    ):
        if old is not None or new is not None:
            change = Change(new - old) if old is not None and new is not None else None
            rows.append((words.pick(language), _money(old), _money(new), change))
    for words, was, now in (
        (Text("符合条件的项数", "Eligible lines"), before.eligible, after.eligible),
        (Text("待定项数", "Unknown lines"), first.unknown_lines, second.unknown_lines),
    ):
        rows.append((words.pick(language), was, now, now - was))
    columns = (column("figure", language), of("before"), of("after"), of("change"))
    return Grid("summary", title("summary", language), columns, tuple(rows))


def _money(fen: int | None) -> Money | None:
    return None if fen is None else Money(fen)


def effects(comparison: Comparison, language: Language) -> Grid:
    """How many gain and lose, by how much, and whose criteria are met now and were not."""
    of = partial(column, language=language)
    every = comparison.all
    rows: tuple[tuple[Text, int, int | None], ...] = (
        (Text("所得增加的企业", "Payees that gain"), every.gainers, every.gained),
        (Text("所得减少的企业", "Payees that lose"), every.losers, -every.lost),
        (Text("所得不变的企业", "Payees that get the same"), every.unchanged, 0),
        (_OPEN, every.undetermined, every.undetermined_change),
        (Text("新符合条件的项", "Newly eligible lines"), every.newly_eligible, None),
        (Text("不再符合条件的项", "Lines no longer eligible"), every.no_longer_eligible, None),
    )  # fmt: skip
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (words.pick(language), number, None if fen is None else Change(fen)) for words, number, fen in rows
    )
    columns = (of("figure"), of("number", sort="number"), of("change_yuan", sort="number"))
    return Grid("effects", title("effects", language), columns, cells)


def changes(comparison: Comparison, language: Language, addresses: bool = False) -> Grid:
    """What the policy says before and after, and where."""
    of = partial(column, language=language)
    columns: tuple[Column, ...] = (
        of("provision", sort="words"), of("clause", sort="id"), of("before", sort="words"), of("after", sort="words"),
    )  # fmt: skip
    rows = [_change(each, language) for each in comparison.changes]
    if addresses:
        columns = (of("address", sort="id"), *columns)
        rows = [(each.address, *row) for each, row in zip(comparison.changes, rows, strict=True)]
    return Grid("changes", title("changes", language), columns, tuple(rows))


def _change(change: PolicyChange, language: Language) -> tuple[Cell, ...]:
    said = [None if each is None else plain(each.pick(language)) for each in (change.before, change.after)]
    none = Text("（无）", "(none)").pick(language)
    label = plain(change.label.pick(language))
    if change.kind != "changed":
        label = f"{label}（{KINDS[change.kind].zh}）" if language == "zh" else f"{label} ({KINDS[change.kind].en})"
    return (label, change.clause, *(none if each is None else each for each in said))


def groups(comparison: Comparison, language: Language, full: bool = False) -> list[Grid]:
    """The tables by award, county and size, as far as there are any; `full` with every figure."""
    size = comparison.size_title
    found = [
        ("awards", "award", "", comparison.by_award),
        ("counties", "county", "", comparison.by_county),
        ("sizes", "size", "" if size is None else size.pick(language), comparison.by_size),
    ]
    make = _full if full else _brief
    made = [make(comparison.all, key, heading, by, rows, language) for key, heading, by, rows in found if rows]
    # How the tables are read is said once, below the last of them.
    return [*made[:-1], *(replace(each, note=_BY.pick(language)) for each in made[-1:])]


def _brief(every: Group, key: str, heading: str, by: str, rows: Sequence[Group], language: Language) -> Grid:
    of = partial(column, language=language, sort="number")
    columns = (
        column(heading, language), of("payees"), of("before_yuan"), of("after_yuan"), of("change_yuan"),
        of("gainers"), of("losers"), of("unchanged"), of("undetermined"), of("newly_eligible"),
        of("no_longer_eligible"),
    )  # fmt: skip

    def cells(group: Group) -> tuple[Cell, ...]:
        return (
            plain(group.label.pick(language)), group.payees, Money(group.paid_before), Money(group.paid_after),
            Change(group.change), _with_sum(group.gainers, group.gained, language),
            _with_sum(group.losers, -group.lost, language), group.unchanged, group.undetermined,
            group.newly_eligible, group.no_longer_eligible,
        )  # fmt: skip

    grid = _grid(key, by, columns, [cells(each) for each in rows], cells(every), language)
    kept = [
        index
        for index, each in enumerate(columns)
        if each.key not in ("undetermined", "newly_eligible", "no_longer_eligible") or cells(every)[index]
    ]
    return grid.taking(kept)


def _with_sum(number: int, fen: int, language: Language) -> str:
    """How many, and what they gain or lose together."""
    if not number:
        return "0"
    return Text(f"{number:,}（{signed(fen, 'zh')}）", f"{number:,} ({Change(fen)})").pick(language)


def _full(every: Group, key: str, heading: str, by: str, rows: Sequence[Group], language: Language) -> Grid:
    of = partial(column, language=language, sort="number")
    names = (
        "payees", "lines", "before_yuan", "after_yuan", "change_yuan", "gainers", "gained", "losers", "lost",
        "unchanged", "undetermined", "undetermined_change", "newly_eligible", "no_longer_eligible",
    )  # fmt: skip

    def cells(group: Group) -> tuple[Cell, ...]:
        return (
            plain(group.label.pick(language)), group.payees, group.lines, Money(group.paid_before),
            Money(group.paid_after), Change(group.change), group.gainers, Money(group.gained), group.losers,
            Money(group.lost), group.unchanged, group.undetermined, Change(group.undetermined_change),
            group.newly_eligible, group.no_longer_eligible,
        )  # fmt: skip

    columns = (column(heading, language), *(of(name) for name in names))
    return _grid(key, by, columns, [cells(each) for each in rows], cells(every), language)


def _grid(
    key: str,
    by: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[Cell, ...]],
    footer: tuple[Cell, ...],
    language: Language,
) -> Grid:
    name = title(key, language)
    long = f"{name}（{by}）" if by and language == "zh" else f"{name} ({by})" if by else name
    return Grid(key, long, columns, tuple(rows), footer, sheet=name)
