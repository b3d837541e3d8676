"""What may be done with values of each kind: comparisons, sums, products."""

from __future__ import annotations

import ast
from typing import cast

from policyrules.language.quantities import Kind
from policyrules.language.tree import Comparison, Operator
from policyrules.text import Text

COMPARISONS: dict[type[ast.cmpop], Comparison] = {
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
OPERATORS: dict[type[ast.operator], Operator] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
#: Kinds whose values are only the same or not, never less or more.
UNORDERED = {Kind.FLAG, Kind.CHOICE, Kind.CHOICES, Kind.TEXT}
#: Kinds of figures that are reported, and that can fall short of a bound.
MEASURED = (Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.RATE)
#: How a problem names a kind.
WORDS: dict[Kind, Text] = {
    Kind.MONEY: Text("金额", "money"),
    Kind.COUNT: Text("数量", "a count"),
    Kind.AREA: Text("面积", "an area"),
    Kind.RATE: Text("比例", "a rate"),
    Kind.YEAR: Text("年份", "a year"),
    Kind.FLAG: Text("条件", "a condition"),
    Kind.CHOICE: Text("选项", "an option"),
    Kind.CHOICES: Text("多项选择", "several options"),
    Kind.TEXT: Text("文字", "text"),
}
_SCALED = (Kind.MONEY, Kind.AREA)
#: The kind of a sum, product or quotient of two kinds; what is not listed has no meaning.
RESULTS: dict[tuple[Operator, Kind, Kind], Kind] = {
    **{(cast(Operator, sign), kind, kind): kind for sign in "+-" for kind in MEASURED},
    ("+", Kind.YEAR, Kind.COUNT): Kind.YEAR,
    ("-", Kind.YEAR, Kind.COUNT): Kind.YEAR,
    ("-", Kind.YEAR, Kind.YEAR): Kind.COUNT,
    ("*", Kind.RATE, Kind.RATE): Kind.RATE,
    **{("*", Kind.RATE, kind): kind for kind in _SCALED},
    **{("*", kind, Kind.RATE): kind for kind in _SCALED},
    ("*", Kind.COUNT, Kind.COUNT): Kind.COUNT,
    **{("*", Kind.COUNT, kind): kind for kind in _SCALED},
    **{("*", kind, Kind.COUNT): kind for kind in _SCALED},
    **{("/", kind, kind): Kind.RATE for kind in (*_SCALED, Kind.COUNT)},
}
