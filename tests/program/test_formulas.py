"""What formulas come to, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from policyrules.errors import EngineError, PolicyError
from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import Arithmetic, Attribute, Compare, Every, Some
from policyrules.program.ground import Setting, ground, number

from .formulas import PARAMETERS, tree, value

FACTS: dict[str, Value | None] = {
    "flag": True,
    "other_flag": False,
    "hosts": 20,
    "rooms": 7,
    "area": 500_00,
    "fee": 333_33,
    "share": Fraction(1, 2),
    "founded": 2020,
    "form": "farm",
    "sales@2023": 900_00,
    "sales@2024": 1_000_00,
    "sales@2025": 1_000_01,
    "city.towns@2025": 3,
}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("flag", True),
        ("not flag", False),
        ("flag and not other_flag", True),
        ("flag and other_flag or flag", True),
        ("other_flag and (other_flag or flag)", False),
        ("third_flag", None),
        ("third_flag and other_flag", False),
        ("third_flag or flag", True),
        ("not third_flag", None),
        ("hosts >= ten", True),
        ("hosts > hosts", False),
        ("hosts >= hosts", True),
        ("hosts < rooms", False),
        ("rooms <= ten", True),
        ("hosts == rooms", False),
        ("hosts != rooms", True),
        ("rooms < ten < hosts", True),
        ("hosts < ten < hosts", False),
        ("sales[year] > bound", True),
        ("sales[year - 1] > bound", False),
        ("sales[year - 1] >= bound", True),
        ("sales[base] > bound", False),
        ("sales[year + 1] > bound", None),
        ('form == "farm"', True),
        ('form != "company"', True),
        ('"company" == form', False),
        ("hosts + rooms", 27),
        ("hosts - rooms", 13),
        ("hosts * rooms", 140),
        ("hosts / rooms", Fraction(20, 7)),
        ("hosts / (hosts - hosts)", None),
        ("rate * fee", Fraction(11_111)),
        ("fee * rate", Fraction(11_111)),
        ("rate * rate", Fraction(1, 9)),
        ("share + rate", Fraction(5, 6)),
        ("hosts * fee", 666_660),
        ("year - founded", 5),
        ("founded + 1", 2021),
        ("base + 1 == year - 1", True),
        ("min(fee, bound)", 333_33),
        ("max(fee, bound, fee)", 1_000_00),
        ("min(fee, sales[year + 1])", None),
        ("city.towns[year]", 3),
        ("city.towns[year] + 1", 4),
        ("city.towns[year - 1]", None),
        ("all(sales[y] > bound for y in years(year, year))", True),
        ("all(sales[y] >= bound for y in years(base, year))", False),
        ("any(sales[y] > bound for y in years(base, year - 1))", False),
        ("all(not sales[y] > bound for y in years(base, year - 1))", True),
        ("all(not sales[y] > bound for y in years(base - 1, year - 1))", None),
        ("any(sales[y] > bound for y in years(base - 1, year))", True),
        # No year is asked: all hold, none does.
        ("all(other_flag for y in years(year, year - 1))", True),
        ("any(flag for y in years(year, year - 1))", False),
        ("all(any(sales[z] >= sales[y] for z in years(y, year)) for y in years(base, year))", True),
    ],
)  # fmt: skip
def test_a_formula_comes_to_its_value(formula: str, expected: Value | None) -> None:
    found = value(formula, FACTS)
    assert found == expected
    assert type(found) is type(expected) or isinstance(expected, Fraction)


def test_a_formula_becomes_the_tree_that_it_reads_as() -> None:
    hosts, rooms = Attribute("hosts", Kind.COUNT), Attribute("rooms", Kind.COUNT)
    flag = Attribute("flag", Kind.FLAG)
    assert tree("hosts + rooms * hosts") == Arithmetic(
        "+", hosts, Arithmetic("*", rooms, hosts, Kind.COUNT), Kind.COUNT
    )
    assert tree("flag or flag and flag") == Some((flag, Every((flag, flag))))
    assert tree("hosts < rooms < hosts") == Every((Compare("<", hosts, rooms), Compare("<", rooms, hosts)))


@pytest.mark.parametrize(
    "formula",
    [
        "hosts > area", "fee > hosts", "share > fee", "flag > flag", 'form > "farm"', "form == flag", "not hosts",
        "flag and hosts", "fee * fee", "year * year", "year + year", "hosts + fee", "area / fee", "min(flag, flag)",
        "min(hosts)", "min(hosts, fee)", "-hosts", "hosts ** hosts", "hosts // hosts", "hosts % hosts", "2 > 1",
        "1.0 > hosts", "hosts if flag else rooms", "[hosts]", "hosts in rooms", "hosts is rooms", "lambda: hosts",
        "sales", "hosts[year]", "sales[hosts]", "sales[founded]", "sales[year", "sales[1]", "sales[year][year]",
        "__import__('os')", "hosts.__class__", "().__class__", "f'{hosts}'", "(y := hosts)", "yield hosts",
        "all(flag for y in years(founded, year))", "all(flag for y in hosts)", "all(flag)", "any([flag])",
        "all(flag for y in years(year, year) if flag)", "flag == True",
        "all(flag for y in years(year, year) for z in years(year, year))",
        "all(flag for year in years(year, year))", "all(flag for hosts in years(year, year))",
        "city.towns", "city.town[year]", "hosts; rooms", "", "   ", "hosts #", "hosts \\\n> rooms", "None", "...",
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(formula: str) -> None:
    with pytest.raises(PolicyError) as caught:
        tree(formula)
    assert len(caught.value.problems) == 1


def test_ranges_of_years_nest_no_deeper_than_two() -> None:
    with pytest.raises(PolicyError, match="nested too deeply"):
        tree("all(all(all(flag for c in years(a, b)) for b in years(a, year)) for a in years(base, year))")


def test_a_range_of_years_is_not_endless() -> None:
    with pytest.raises(EngineError, match="longer than 200 years"):
        value("all(flag for y in years(year - hosts_of_old, year))".replace("hosts_of_old", "ten * ten * ten"))


def test_a_formula_without_facts_rounds_fen_down() -> None:
    setting = Setting(2025, PARAMETERS, {})
    assert number(tree("rate * bound"), setting) == 333_33
    with pytest.raises(EngineError, match="divides by zero"):
        number(tree("bound * (ten / (ten - ten))"), setting)


@pytest.mark.parametrize(
    ("year", "expected"), [(2023, 1_00), (2024, 1_00), (2025, 2_00), (2026, 2_00), (2027, 3_00), (2099, 3_00)]
)
def test_a_dated_parameter_has_the_value_of_the_last_day_of_the_year(year: int, expected: int) -> None:
    assert value("rising", year=year) == expected


def test_settled_formulas_hold_core_forms_alone() -> None:
    settled = ground(tree("all(sales[y] > rising for y in years(base, year))"), Setting(2025, PARAMETERS, {}))
    assert isinstance(settled, Every)
    compared = [part.left for part in settled.parts if isinstance(part, Compare)]
    assert [each.key for each in compared if isinstance(each, Attribute)] == ["sales@2023", "sales@2024", "sales@2025"]
