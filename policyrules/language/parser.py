"""Formula text → typed tree.

The grammar is a small part of Python's own expression grammar, read by `ast` and admitted node by node:
nothing is ever evaluated. Every name is resolved and every kind checked here, so that each tree makes sense.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import Literal

from policyrules.errors import PolicyError, Problem
from policyrules.language import kinds, names, syntax
from policyrules.language.choices import common_options, member, of_all, options_of
from policyrules.language.document import Spot
from policyrules.language.quantities import Kind
from policyrules.language.scope import Scope
from policyrules.language.tree import (
    Arithmetic,
    Compare,
    Constant,
    Every,
    Expression,
    Extremum,
    ForYears,
    Negation,
    Some,
    YearName,
)
from policyrules.suggestions import did_you_mean
from policyrules.text import Text


def parse(text: str, scope: Scope, spot: Spot, expected: Kind | None = None) -> Expression:
    """Parse one formula. Raises PolicyError, at the very column, where it makes no sense.

    `spot` gives the place of each character of the text. The error holds no problem where the formula names
    something whose own definition is wrong: that has been said already.
    """
    try:
        tree = syntax.read(text)
    except syntax.NoFormulaError as error:
        problem = Problem("syntax", spot(error.offset), error.found[:60], error.allowed, error.hint)
        raise PolicyError([problem]) from error
    parser = _Parser(text, scope, spot)
    found = parser.series(tree) if scope.bare_series else parser.expression(tree)
    if expected is not None:
        parser.require(tree, found, expected)
    return found


@dataclass(frozen=True)
class _Parser:
    text: str
    scope: Scope
    spot: Spot

    def wrong(self, node: ast.expr, code: str, allowed: Text, hint: Text | None = None) -> PolicyError:
        """The error of a part of the formula, at its place."""
        source = self.text.strip()
        flat = " ".join(source.split("\n"))
        lead = len(self.text) - len(self.text.lstrip())
        offset = len(flat.encode()[: node.col_offset].decode(errors="ignore"))
        found = ast.get_source_segment(flat, node) or source
        return PolicyError([Problem(code, self.spot(lead + offset), found[:60], allowed, hint)])

    def require(self, node: ast.expr, found: Expression, kind: Kind, hint: Text | None = None) -> None:
        if found.kind is not kind:
            wanted, given = kinds.WORDS[kind], kinds.WORDS[found.kind]
            expected = Text(f"此处应为{wanted.zh}，而不是{given.zh}", f"expected {wanted.en} here, not {given.en}")
            raise self.wrong(node, "kind", expected, hint)

    def flag(self, node: ast.expr) -> Expression:
        found = self.expression(node)
        self.require(node, found, Kind.FLAG)
        return found

    def year(self, node: ast.expr) -> Expression:
        """A year that is known before any fact is."""
        found = replace(self, scope=self.scope.without_facts()).expression(node)
        self.require(node, found, Kind.YEAR)
        return found

    def expression(self, node: ast.expr) -> Expression:
        match node:
            case ast.Constant(value=value):
                return self.literal(node, value)
            case ast.Name() | ast.Attribute():
                return self.name(node, None)
            case ast.Subscript():
                return self.name(node.value, self.year(node.slice))
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
            hint = Text("写作名称本身，或 `not` 加名称", "name the condition itself, or `not` and its name")
            raise self.wrong(node, "syntax", Text("公式中不写真假", "formulas do not spell out true and false"), hint)
        if isinstance(value, str):
            return Constant(value, Kind.CHOICE)
        if isinstance(value, int) and value in (0, 1):
            return Constant(value, Kind.COUNT)
        hint = Text("把数字写进 parameters.yaml 并引用其名称", "put it into parameters.yaml and name it here")
        raise self.wrong(node, "number", Text("公式中只允许 0 和 1", "formulas hold no numbers but 0 and 1"), hint)

    def name(self, node: ast.expr, year: Expression | None) -> Expression:
        name = self.dotted(node)
        try:
            return names.resolve(name, self.scope) if year is None else names.resolve_series(name, year, self.scope)
        except names.WrongNameError as error:
            raise self.wrong(node, error.code, error.allowed, error.hint) from error
        except names.SaidElsewhereError as error:
            raise PolicyError([error.problem] if error.problem else []) from error

    def series(self, node: ast.expr) -> Expression:
        """A series by its bare name, in the year at hand."""
        if not isinstance(node, ast.Name | ast.Attribute):
            raise self.wrong(node, "series", Text("此处应为按年数据的名称", "expected the name of a series"))
        return self.name(node, YearName("year"))

    def dotted(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return node.id
        if isinstance(node, ast.Attribute):
            return f"{self.dotted(node.value)}.{node.attr}"
        raise self.wrong(node, "syntax", Text("此处应为名称", "expected a name here"))

    def comparison(self, node: ast.Compare) -> Expression:
        if any(isinstance(sign, ast.In | ast.NotIn) for sign in node.ops):
            return self.membership(node)
        sides = [node.left, *node.comparators]
        values = [self.expression(side) for side in sides]
        found: list[Expression] = []
        for index, sign in enumerate(node.ops):
            operator = kinds.COMPARISONS.get(type(sign))
            left, right = values[index], values[index + 1]
            self.single(node, sides[index], left, right)
            self.single(node, sides[index + 1], right, left)
            if operator is None or (operator not in ("==", "!=") and left.kind in kinds.UNORDERED):
                raise self.wrong(node, "operator", Text("不能这样比较", "these cannot be compared so"))
            self.require(sides[index + 1], right, left.kind)
            self.option(sides[index + 1], left, right)
            self.option(sides[index], right, left)
            found.append(Compare(operator, left, right))
        return found[0] if len(found) == 1 else Every(tuple(found))

    def single(self, node: ast.Compare, side: ast.expr, value: Expression, other: Expression) -> None:
        """Several options are nothing that could be equal to one."""
        if value.kind is Kind.CHOICES:
            option = other.value if isinstance(other, Constant) else "…"
            form = f'`"{option}" in {ast.unparse(side)}`'
            hint = Text(f"写作 {form}", f"write {form}")
            raise self.wrong(node, "operator", Text("多项选择不能比较", "several options are not compared"), hint)

    def membership(self, node: ast.Compare) -> Expression:
        """`"display" in site.zones`: an option is among those of a fact of several choices."""
        match node:
            case ast.Compare(left=ast.Constant(value=str(option)), ops=[sign], comparators=[right]):
                choices = self.expression(right)
                form = f'`{ast.unparse(right)} == "{option}"`'
                hint = Text(f"写作 {form}", f"write {form}") if choices.kind is Kind.CHOICE else None
                self.require(right, choices, Kind.CHOICES, hint)
                if options_of(choices, self.scope):
                    self.known_option(node.left, option, common_options(choices, self.scope))
                found = member(choices, option)
                return Negation(found) if isinstance(sign, ast.NotIn) else found
        allowed = Text('写作 "选项" in 多项选择的数据', 'write "option" in a fact of several choices')
        raise self.wrong(node, "operator", allowed)

    def option(self, node: ast.expr, left: Expression, right: Expression) -> None:
        """A choice is compared with one of its own options."""
        if left.kind is Kind.CHOICE and isinstance(right, Constant) and (known := options_of(left, self.scope)):
            self.known_option(node, str(right.value), known)

    def known_option(self, node: ast.expr, option: str, known: tuple[str, ...]) -> None:
        if option not in known:
            raise self.wrong(node, "option", Text("没有这个选项", "no such option"), did_you_mean(option, known))

    def arithmetic(self, node: ast.BinOp) -> Expression:
        left, right = self.expression(node.left), self.expression(node.right)
        operator = kinds.OPERATORS.get(type(node.op))
        kind = None if operator is None else kinds.RESULTS.get((operator, left.kind, right.kind))
        if operator is None or kind is None:
            first, second = kinds.WORDS[left.kind], kinds.WORDS[right.kind]
            allowed = Text(f"{first.zh}与{second.zh}不能这样运算", f"no such operation on {first.en} and {second.en}")
            raise self.wrong(node, "operator", allowed)
        return Arithmetic(operator, left, right, kind)

    def call(self, node: ast.Call) -> Expression:
        function = node.func.id if isinstance(node.func, ast.Name) else ""
        match function, node.args:
            case ("all" | "any") as quantifier, [ast.GeneratorExp() as each] if not node.keywords:
                return self.for_years(quantifier, each)
            case ("all" | "any") as quantifier, [ast.Name() | ast.Attribute() as choices] if not node.keywords:
                return self.of_options(quantifier, choices)
            case ("min" | "max") as which, [_, _, *_] if not node.keywords:
                return self.extremum(which, node)
        known = ("all", "any", "min", "max")
        hint = did_you_mean(function, known) if function and function not in known else None
        forms = "all(… for y in years(a, b)), any(…), all(choices), any(choices), min(a, b), max(a, b)"
        raise self.wrong(node, "function", Text(f"可用的形式：{forms}", f"the known forms are {forms}"), hint)

    def of_options(self, quantifier: Literal["all", "any"], node: ast.expr) -> Expression:
        """Every option of a fact of several choices, or at least one."""
        choices = self.expression(node)
        self.require(node, choices, Kind.CHOICES)
        return of_all(quantifier, choices, self.scope)

    def extremum(self, which: str, node: ast.Call) -> Expression:
        parts = tuple(self.expression(part) for part in node.args)
        if parts[0].kind in kinds.UNORDERED:
            raise self.wrong(node, "operator", Text("不能比较大小", "these have no least and no greatest"))
        for argument, part in zip(node.args, parts, strict=True):
            self.require(argument, part, parts[0].kind)
        return Extremum("min" if which == "min" else "max", parts, parts[0].kind)

    def for_years(self, quantifier: str, each: ast.GeneratorExp) -> Expression:
        form = Text("写作 all(… for y in years(起, 止))", "write all(… for y in years(first, last))")
        match each.generators:
            case [
                ast.comprehension(
                    target=ast.Name(id=variable) as target,
                    iter=ast.Call(func=ast.Name(id="years"), args=[start, end], keywords=[]),
                    ifs=[],
                    is_async=0,
                )
            ]:
                self.new_name(target, variable)
                first, last = self.year(start), self.year(end)
                body = replace(self, scope=self.scope.with_year(variable)).flag(each.elt)
                return ForYears("all" if quantifier == "all" else "any", variable, first, last, body)
        raise self.wrong(each, "syntax", form)

    def new_name(self, node: ast.expr, variable: str) -> None:
        if len(self.scope.years) > 2:
            raise self.wrong(node, "syntax", Text("年份区间嵌套过深", "ranges of years are nested too deeply"))
        if variable in self.scope.names() | syntax.RESERVED:
            allowed = Text("此名称已有含义", "this name means something already")
            raise self.wrong(node, "name", allowed, Text("换一个名称，如 `y`", "choose another, such as `y`"))
