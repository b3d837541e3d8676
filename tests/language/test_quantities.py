"""Quantities as documents write them, read and shown without a fen lost."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyrules.language.quantities import (
    Kind,
    Value,
    decimal_text,
    parse_quantity,
    plain_text,
    show,
    yuan_text,
)


@pytest.mark.parametrize(
    ("written", "kind", "expected"),
    [
        ("500万元", Kind.MONEY, 500_0000_00),
        ("1亿元", Kind.MONEY, 1_0000_0000_00),
        ("0.5亿元", Kind.MONEY, 5000_0000_00),
        ("1.2345万元", Kind.MONEY, 12345_00),
        ("20,000,000 元", Kind.MONEY, 2000_0000_00),
        ("0.01元", Kind.MONEY, 1),
        ("1%", Kind.RATE, Fraction(1, 100)),
        ("0.5%", Kind.RATE, Fraction(1, 200)),
        ("0.25", Kind.RATE, Fraction(1, 4)),
        ("500平方米", Kind.AREA, 500_00),
        ("0.5 m²", Kind.AREA, 50),
        ("20名", Kind.COUNT, 20),
        ("20", Kind.COUNT, 20),
        ("2024年", Kind.YEAR, 2024),
        (" 30家 ", Kind.COUNT, 30),
    ],
)
def test_a_quantity_is_read_exactly(written: str, kind: Kind, expected: Value) -> None:
    assert parse_quantity(written) == (kind, expected)


@pytest.mark.parametrize(
    "written",
    ["", "元", "五百万元", "-1元", "1e3元", "1,00元", "0.001元", "1.5名", "500万圆", "20口", "1..5元", "1 000元",
     "20.5年", "3年", "99999年", "0年", "1%元", "∞元", "1/2"],
)  # fmt: skip
def test_what_is_no_quantity_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_quantity(written)


def test_a_policy_may_bring_its_own_counting_words() -> None:
    assert parse_quantity("20口", {"口"}) == (Kind.COUNT, 20)


@given(st.integers(0, 10**17))
def test_money_shown_reads_as_the_same_money(fen: int) -> None:
    for language in ("zh", "en"):
        assert parse_quantity(show(Kind.MONEY, fen, language)) == (Kind.MONEY, fen)
    assert parse_quantity(f"{yuan_text(fen)}元") == (Kind.MONEY, fen)


@given(st.integers(0, 10**12))
def test_areas_and_counts_shown_read_as_the_same(number: int) -> None:
    assert parse_quantity(show(Kind.AREA, number, "zh")) == (Kind.AREA, number)
    assert parse_quantity(show(Kind.AREA, number, "en")) == (Kind.AREA, number)
    assert parse_quantity(show(Kind.COUNT, number, "zh")) == (Kind.COUNT, number)


@given(st.integers(0, 10**6), st.integers(0, 8))
def test_rates_shown_read_as_the_same(numerator: int, places: int) -> None:
    rate = Fraction(numerator, 10**places)
    assert parse_quantity(show(Kind.RATE, rate, "zh")) == (Kind.RATE, rate)
    assert Fraction(plain_text(Kind.RATE, rate)) == rate


@given(st.integers(-(10**12), 10**12), st.integers(0, 12))
def test_decimal_text_is_exact(numerator: int, places: int) -> None:
    value = Fraction(numerator, 10**places)
    assert Fraction(decimal_text(value)) == value


@pytest.mark.parametrize(
    ("kind", "value", "plain"),
    [
        (Kind.RATE, Fraction(2, 3), "0.666667"),
        (Kind.AREA, Fraction(100, 3), "0.333333"),
        (Kind.MONEY, Fraction(200, 3), "0.66"),
        (Kind.COUNT, -3, "-3"),
    ],
)
def test_a_quotient_without_end_is_rounded_where_it_is_shown(kind: Kind, value: Value, plain: str) -> None:
    assert plain_text(kind, value) == plain


def test_a_fraction_without_end_has_no_decimal_text() -> None:
    with pytest.raises(ValueError, match="no finite decimal form"):
        decimal_text(Fraction(1, 3))


@pytest.mark.parametrize(
    ("kind", "value", "zh", "en"),
    [
        (Kind.MONEY, 2000_0000_00, "20,000,000 元", "20,000,000 yuan"),
        (Kind.MONEY, 1_50, "1.50 元", "1.50 yuan"),
        (Kind.RATE, Fraction(1, 200), "0.5%", "0.5%"),
        (Kind.AREA, 500_00, "500 平方米", "500 m²"),
        (Kind.YEAR, 2024, "2024年", "2024"),
        (Kind.FLAG, True, "是", "yes"),
        (Kind.COUNT, None, "未知", "unknown"),
    ],
)
def test_values_are_shown_with_their_units(kind: Kind, value: Value | None, zh: str, en: str) -> None:
    assert (show(kind, value, "zh"), show(kind, value, "en")) == (zh, en)
