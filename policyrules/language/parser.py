"""Formula text → typed tree.

The grammar is a small part of Python's own expression grammar, read by `ast` and admitted node by node: nothing
is ever evaluated. Every name is resolved and every kind checked here, so that a tree that exists makes sense.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import cast

from policyrules.errors import Place, PolicyError, Problem
from policyrules.language.quantities import Kind
from policyrules.language.scope import Scope
from policyrules.language.tree import (
    SUBJECT,
    Arithmetic,
    Attribute,
    Compare,
    Comparison,
    Constant,
    Every,
    Expression,
    Extremum,
    ForYears,
    Negation,
    Operator,
    OptionValue,
    ParameterName,
    SeriesAt,
    Some,
    Switched,
    TierParameter,
    YearName,
)
from policyrules.language.vocabulary import Field
from policyrules.suggestions import did_you_mean
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
_UNORDERED = {Kind.FLAG, Kind.CHOICE, Kind.TEXT}
#: Kinds that a sum, product or quotient of two kinds has; what is not listed has no meaning.
_ARITHMETIC: dict[tuple[Operator, Kind, Kind], Kind] = {
    **{
        (cast(Operator, sign), kind, kind): kind
        for sign in "+-"
        for kind in (Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.RATE)
    },
    ("+", Kind.YEAR, Kind.COUNT): Kind.YEAR,
    ("-", Kind.YEAR, Kind.COUNT): Kind.YEAR,
    ("-", Kind.YEAR, Kind.YEAR): Kind.COUNT,
    **{("*", Kind.RATE, kind): kind for kind in (Kind.MONEY, Kind.AREA, Kind.RATE)},
    **{("*", kind, Kind.RATE): kind for kind in (Kind.MONEY, Kind.AREA)},
    ("*", Kind.COUNT, Kind.COUNT): Kind.COUNT,
    **{("*", Kind.COUNT, kind): kind for kind in (Kind.MONEY, Kind.AREA)},
    **{("*", kind, Kind.COUNT): kind for kind in (Kind.MONEY, Kind.AREA)},
    **{("/", kind, kind): Kind.RATE for kind in (Kind.MONEY, Kind.COUNT, Kind.AREA)},
}


def parse(text: str, scope: Scope, place: Place, expected: Kind | None = None) -> Expression:
    """Parse one formula. Raises PolicyError, at the very column, where it makes no sense."""
    parser = _Parser(text, scope, place)
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        offset = max(getattr(error, "offset", None) or 1, 1) - 1
        raise parser.error(
            "syntax", offset, text, Text("公式无法读取", "the formula cannot be read")
        ) from error
    found = parser.expression(tree)
    if expected is not None:
        parser.require(tree, found, expected)
    return found


@dataclass(frozen=True)
class _Parser:
    text: str
    scope: Scope
    place: Place

    def error(
        self, code: str, offset: int, found: str, allowed: Text, hint: Text | None = None
    ) -> PolicyError:
        place = Place(file=self.place.file, line=self.place.line, character=self.place.character + offset)
        return PolicyError([Problem(code, place, found[:60], allowed, hint)])

    def wrong(self, node: ast.expr, code: str, allowed: Text, hint: Text | None = None) -> PolicyError:
        source = self.text.strip()
        offset = len(source.encode()[: node.col_offset].decode(errors="ignore"))
        return self.error(code, offset, ast.get_source_segment(source, node) or source, allowed, hint)

    def require(self, node: ast.expr, found: Expression, kind: Kind) -> None:
        if found.kind is not kind:
            expected = Text(
                f"此处应为 {kind.value}，而不是 {found.kind.value}",
                f"expected {kind.value} here, not {found.kind.value}",
            )
            raise self.wrong(node, "kind", expected)

    def flag(self, node: ast.expr) -> Expression:
        found = self.expression(node)
        self.require(node, found, Kind.FLAG)
        return found

    def expression(self, node: ast.expr) -> Expression:
        match node:
            case ast.Constant(value=value):
                return self.literal(node, value)
            case ast.Name() | ast.Attribute():
                return self.name(node)
            case ast.Subscript():
                return self.series(node)
            case ast.Compare():
                return self.comparison(node)
            case ast.BoolOp(op=ast.And(), values=values):
                return Every(tuple(self.flag(value) for value in values))
            case ast.BoolOp(op=ast.Or(), values=values):
                return Some(tuple(self.flag(value) for value in values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Negation(self.flag(operand))
            case ast.BinOp():
                return self.arithmetic(node)
            case ast.Call():
                return self.call(node)
        raise self.wrong(node, "syntax", Text("公式中不允许这种写法", "formulas do not have this form"))

    def literal(self, node: ast.expr, value: object) -> Expression:
        if isinstance(value, bool):
            return Constant(value, Kind.FLAG)
        if isinstance(value, str):
            return Constant(value, Kind.CHOICE)
        if isinstance(value, int) and value in (0, 1):
            return Constant(value, Kind.COUNT)
        hint = Text(
            "把数字写进 parameters.yaml，并在此引用其名称",
            "put the number into parameters.yaml and name it here",
        )
        raise self.wrong(
            node, "number", Text("公式中只允许 0 和 1", "formulas hold no numbers but 0 and 1"), hint
        )

    def name(self, node: ast.Name | ast.Attribute) -> Expression:
        name = self.dotted(node)
        head, _, rest = name.partition(".")
        if head == "tier" and rest in self.scope.tier_parameters:
            return TierParameter(rest, self.scope.tier_parameters[rest])
        if head == "interpretation" and rest in self.scope.numeric_options:
            return OptionValue(rest, self.scope.numeric_options[rest])
        if name in self.scope.years:
            return YearName(name)
        if name in self.scope.quantities:
            return self.quantity(node, name, None)
        found = self.field(name)
        if found is not None:
            owner, field_name, field = found
            if field.series:
                hint = Text(f"写作 `{name}[year]`", f"write `{name}[year]`")
                raise self.wrong(
                    node, "series", Text("按年的数据须指明年份", "a series needs its year"), hint
                )
            return Attribute(field_name, field.kind, owner)
        if name in self.scope.parameters:
            return ParameterName(name, self.scope.parameters[name])
        raise self.wrong(
            node, "unknown_name", Text("没有这个名称", "no such name"), did_you_mean(name, self.scope.names())
        )

    def dotted(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return node.id
        if isinstance(node, ast.Attribute):
            return f"{self.dotted(node.value)}.{node.attr}"
        raise self.wrong(node, "syntax", Text("此处应为名称", "expected a name here"))

    def field(self, name: str) -> tuple[str, str, Field] | None:
        head, _, rest = name.partition(".")
        if not rest:
            field = self.scope.fields().get(name)
            return None if field is None else (SUBJECT, name, field)
        field = (self.scope.owned(head) or {}).get(rest)
        return None if field is None else (head, rest, field)

    def series(self, node: ast.Subscript) -> Expression:
        name, year = self.dotted(node.value), self.expression(node.slice)
        self.require(node.slice, year, Kind.YEAR)
        if name in self.scope.quantities:
            return self.quantity(node, name, year)
        return self.field_in_year(node, name, year)

    def field_in_year(self, node: ast.expr, name: str, year: Expression) -> Expression:
        found = self.field(name)
        if found is None:
            names = self.scope.names()
            raise self.wrong(
                node, "unknown_name", Text("没有这个名称", "no such name"), did_you_mean(name, names)
            )
        owner, field_name, field = found
        if not field.series:
            raise self.wrong(node, "series", Text("此数据不按年", "this fact has no years"))
        return SeriesAt(field_name, year, field.kind, owner)

    def quantity(self, node: ast.expr, name: str, year: Expression | None) -> Expression:
        """A named quantity stands for its definition; with a year, the definition names series."""
        formula = self.scope.quantities[name]

        def settled(text: str | int | None) -> Expression:
            if year is not None:
                return self.field_in_year(node, str(text), year)
            return parse(str(text), self.scope, self.place)

        if isinstance(formula, str | int):
            return settled(formula)
        options = tuple((option, settled(text)) for option, text in formula.options.items())
        kinds = {expression.kind for _, expression in options}
        if len(kinds) != 1:
            raise self.wrong(node, "kind", Text("各选项的种类须相同", "the options must be of one kind"))
        return Switched(formula.interpretation, options, kinds.pop())

    def comparison(self, node: ast.Compare) -> Expression:
        sides = [node.left, *node.comparators]
        values = [self.expression(side) for side in sides]
        found: list[Expression] = []
        for index, sign in enumerate(node.ops):
            operator = COMPARISONS.get(type(sign))
            left, right = values[index], values[index + 1]
            if operator is None or (operator not in ("==", "!=") and left.kind in _UNORDERED):
                raise self.wrong(node, "operator", Text("不能这样比较", "these cannot be compared so"))
            self.require(sides[index + 1], right, left.kind)
            self.options(sides[index + 1], left, right)
            found.append(Compare(operator, left, right))
        return found[0] if len(found) == 1 else Every(tuple(found))

    def options(self, node: ast.expr, left: Expression, right: Expression) -> None:
        """A choice is compared with one of its own options."""
        if isinstance(left, Attribute) and isinstance(right, Constant) and left.kind is Kind.CHOICE:
            found = self.field(f"{left.owner}.{left.field}" if left.owner else left.field)
            known = found[2].options if found else {}
            if right.value not in known:
                hint = did_you_mean(str(right.value), known)
                raise self.wrong(node, "option", Text("没有这个选项", "no such option"), hint)

    def arithmetic(self, node: ast.BinOp) -> Expression:
        left, right = self.expression(node.left), self.expression(node.right)
        operator = OPERATORS.get(type(node.op))
        kind = None if operator is None else _ARITHMETIC.get((operator, left.kind, right.kind))
        if operator is None or kind is None:
            kinds = f"{left.kind.value}, {right.kind.value}"
            raise self.wrong(
                node, "operator", Text(f"不能这样运算：{kinds}", f"no such operation on {kinds}")
            )
        return Arithmetic(operator, left, right, kind)

    def call(self, node: ast.Call) -> Expression:
        function = node.func.id if isinstance(node.func, ast.Name) else ""
        match function, node.args:
            case ("all" | "any") as quantifier, [ast.GeneratorExp() as each] if not node.keywords:
                return self.for_years(quantifier, each)
            case ("min" | "max") as which, [_, _, *_] if not node.keywords:
                parts = tuple(self.expression(part) for part in node.args)
                for argument, part in zip(node.args, parts, strict=True):
                    self.require(argument, part, parts[0].kind)
                return Extremum(which, parts, parts[0].kind)
        allowed = Text("可用函数：all、any、min、max", "known functions: all, any, min, max")
        raise self.wrong(node, "function", allowed)

    def for_years(self, quantifier: str, each: ast.GeneratorExp) -> Expression:
        form = Text("写作 all(… for y in years(起, 止))", "write all(… for y in years(first, last))")
        match each.generators:
            case [
                ast.comprehension(target=ast.Name(id=variable), iter=ast.Call() as years, ifs=[], is_async=0)
            ]:
                known = isinstance(years.func, ast.Name) and years.func.id == "years" and len(years.args) == 2
                if not known or years.keywords:
                    raise self.wrong(years, "syntax", form)
                first, last = (self.expression(argument) for argument in years.args)
                for argument, end in zip(years.args, (first, last), strict=True):
                    self.require(argument, end, Kind.YEAR)
                inner = _Parser(self.text, self.scope.with_year(variable), self.place)
                body = inner.flag(each.elt)
                return ForYears("all" if quantifier == "all" else "any", variable, first, last, body)
        raise self.wrong(each, "syntax", form)
