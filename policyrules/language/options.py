"""Options of interpretations as callers write them → as the library holds them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from policyrules.errors import InterpretationError
from policyrules.language.definition import Definition, Interpretation, NumericOption
from policyrules.language.quantities import Kind, Value, decimal_text, nearest_decimal, parse_quantity
from policyrules.suggestions import nearest
from policyrules.text import Text, same


def defaults(definition: Definition) -> Mapping[str, str | Value]:
    """The option of every interpretation unless told otherwise."""
    return {name: each.default for name, each in definition.interpretations.items()}


def settle_option(definition: Definition, name: str, option: str | float | Value) -> str | Value:
    """The option `option` of the interpretation `name`.

    Raises InterpretationError, which names what there is.
    """
    interpretation = definition.interpretations.get(name)
    if interpretation is None:
        guess = nearest(name, definition.interpretations)
        hint = Text(f"是否想写 `{guess}`？", f"did you mean `{guess}`? ") if guess else same("")
        known = ", ".join(definition.interpretations)
        raise InterpretationError(
            Text(
                f"没有名为 `{name}` 的解释；{hint.zh}已有：{known}",
                f"no interpretation is called `{name}`; {hint.en}there are: {known}",
            )
        )
    written = str(option).strip() if not isinstance(option, bool) else ""
    if written in interpretation.options:
        return written
    value = None if interpretation.number is None else _number(interpretation.number, option)
    if value is None:
        raise _refused(interpretation, option)
    return value


def as_kind(kind: Kind, found: Kind, value: Value) -> Value | None:
    """A value as one of `kind`: as it is, a plain number as a rate; None where it is of another kind."""
    if kind is Kind.RATE and found in (Kind.RATE, Kind.COUNT):
        return Fraction(value)
    return value if found is kind else None


def within(number: NumericOption, value: Value) -> bool:
    """Whether a value lies between the bounds of a numeric option, both included."""
    too_low = number.least is not None and Fraction(value) < Fraction(number.least)
    too_high = number.most is not None and Fraction(value) > Fraction(number.most)
    return not too_low and not too_high


def _number(number: NumericOption, option: str | float | Value) -> Value | None:
    try:
        text = str(option).strip()
        if isinstance(option, Fraction):
            text = decimal_text(option)
        kind, value = parse_quantity(format(Decimal(repr(option)), "f") if isinstance(option, float) else text)
    except (ValueError, ArithmeticError):
        return None
    wanted = as_kind(number.kind, kind, value)
    return wanted if wanted is not None and not isinstance(option, bool) and within(number, wanted) else None


def options_of(interpretation: Interpretation) -> str:
    """The options of an interpretation, in a line."""
    named = list(interpretation.options)
    number = interpretation.number
    if number is not None:
        ends = [_end(number.kind, number.least), _end(number.kind, number.most)]
        named.append(f"{number.kind.value} {ends[0] or ''}…{ends[1] or ''}")
    return " | ".join(named)


def _end(kind: Kind, value: Value | None) -> str | None:
    if value is None:
        return None
    return f"{decimal_text(Fraction(value) * 100)}%" if kind is Kind.RATE else str(value)


def _refused(interpretation: Interpretation, option: object) -> InterpretationError:
    options = options_of(interpretation)
    given = nearest_decimal(option) if isinstance(option, Fraction) else option
    return InterpretationError(
        Text(
            f"解释 `{interpretation.name}` 没有选项 `{given}`；可选：{options}",
            f"interpretation `{interpretation.name}` has no option `{given}`; its options: {options}",
        )
    )
