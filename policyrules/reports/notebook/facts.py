"""Facts in a notebook: how many things of each list there are, and what the first of them hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from policyrules.facts.records import Facts, Thing
from policyrules.reports.grid import Cell, Column, Grid, Money
from policyrules.reports.notebook.sheet import ROWS, Line, Sheet
from policyrules.reports.notebook.shortening import more
from policyrules.reports.proofs.facts_grid import told
from policyrules.reports.safe import plain
from policyrules.reports.words import column
from policyrules.text import Language, Text

_TITLE = Text("事实", "Facts")
_LISTS = Text("列表", "Lists")
_REGISTER = Text("已发奖励记录", "Register of awards paid")
_COLUMNS = {
    "list": Text("列表", "List"),
    "things": Text("数量", "Things"),
    "given": Text("已给出的属性", "Properties given"),
    "thing": Text("对象", "Thing"),
    "facts": Text("事实", "Facts"),
}


def sheet(facts: Facts, language: Language) -> Sheet:
    """The facts: each list with its first things, single things, the register, warnings."""
    lists = {name: things for name, things in facts.lists.items() if things}
    number = sum(map(len, lists.values()))
    warnings = [plain(each.line(language)) for each in facts.warnings]
    register = [_register(facts, language)] if facts.paid else []
    return Sheet(
        _TITLE.pick(language),
        Text(f"{len(lists)} 个列表，{number:,} 个对象", f"{number:,} things in {len(lists)} lists").pick(language),
        lines=tuple(Line(each, "warning") for each in warnings),
        grids=(_counts(lists, language), *register),
        folded=tuple(_first(name, things, language) for name, things in [*lists.items(), *_single(facts)]),
    )


def _column(key: str, language: Language) -> str:
    return _COLUMNS[key].pick(language)


def _counts(lists: dict[str, tuple[Thing, ...]], language: Language) -> Grid:
    """How many things each list holds, and which properties any of them gives."""
    columns = (
        Column("list", _column("list", language), "id"), Column("things", _column("things", language), "number"),
        Column("given", _column("given", language), "words"),
    )  # fmt: skip
    return Grid("lists", _LISTS.pick(language), columns, tuple(_count(*each, language) for each in lists.items()))


def _count(name: str, things: Sequence[Thing], language: Language) -> tuple[Cell, ...]:
    given = {field for thing in things for field in thing.given}
    labels = [each.label.text.pick(language) for field, each in things[0].fields.items() if field in given]
    return name, len(things), ("、" if language == "zh" else ", ").join(labels)


def _single(facts: Facts) -> Iterator[tuple[str, tuple[Thing, ...]]]:
    """The things of which there is one, where anything is known of them."""
    return ((name, (thing,)) for name, thing in facts.objects.items() if thing.given)


def _first(name: str, things: Sequence[Thing], language: Language) -> Grid:
    """What is known of the first things, a line for each property."""
    rows = tuple((plain(each.id), _told(each, language)) for each in things[:ROWS])
    columns = (Column("thing", _column("thing", language), "id"), Column("facts", _column("facts", language), "words"))
    note = more(len(things) - ROWS, Text("个", "things"), language)
    return Grid(name, f"{name} ({len(things):,})", columns, rows, note=note)


def _told(thing: Thing, language: Language) -> str:
    colon, semicolon = ("：", "；") if language == "zh" else (": ", "; ")
    names = [name for name, field in thing.fields.items() if field.type == "id"]
    said = (f"{what.pick(language)}{colon}{value.pick(language)}" for what, value in told(thing, names))
    return plain(semicolon.join(islice(said, 2 * ROWS)))


def _register(facts: Facts, language: Language) -> Grid:
    """The first entries of the register."""
    columns = (
        Column("year", Text("年度", "Year").pick(language), "id"), column("award", language, "id"),
        column("tier", language, "number"), column("enterprise", language, "id"), column("subject", language, "id"),
        column("paid", language, "number"),
    )  # fmt: skip
    rows = tuple(
        (
            str(each.year),
            plain(each.award),
            each.tier,
            plain(each.enterprise),
            plain(each.subject or ""),
            Money(each.amount),
        )
        for each in facts.paid[:ROWS]
    )
    note = more(len(facts.paid) - ROWS, Text("条", "entries"), language)
    return Grid("register", _REGISTER.pick(language), columns, rows, note=note).without_empty({"tier", "subject"})
