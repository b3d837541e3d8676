"""Conditions and facts in words: what a formula asks must be read off the words without doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policyrules as pr
from policyrules.decision.fact_names import fact_name
from policyrules.decision.figures import compact
from policyrules.decision.prose import Prose, enumeration, prose_of
from policyrules.language.quantities import Kind, parse_quantity
from policyrules.language.tree import Attribute, Compare, Constant, Every, Expression, Negation, Some
from policyrules.text import Text

ZHANJIANG = pr.load_policy("zhanjiang")
VOCABULARY = ZHANJIANG.definition.vocabulary
CENTRES = prose_of(ZHANJIANG.program(2025), VOCABULARY)["town_centres"]


def _option(field: str, member: str) -> Attribute:
    return Attribute(field, Kind.FLAG, member=member)


ONLINE, OFFLINE = _option("operation.channels", "online"), _option("operation.channels", "offline")
BASES = _option("products.partners", "bases")
FARMERS = _option("products.partners", "farmers")
TEAM, BRAND, PROMOTED = (
    Attribute(each, Kind.FLAG) for each in ("team.management_team", "products.regional_brand", "promotion")
)
LISTED = Compare(">", Attribute("products.listed", Kind.COUNT), Constant(0, Kind.COUNT))

CONDITIONS: list[tuple[Expression, str, str]] = [
    (ONLINE, "销售渠道：线上", "sales channels: online"),
    (Every((ONLINE, OFFLINE)), "销售渠道包括以下全部：线上、线下", "sales channels, all of: online, offline"),
    (
        Some((ONLINE, OFFLINE)),
        "销售渠道包括以下至少一项：线上、线下",
        "sales channels, at least one of: online, offline",
    ),
    (
        Negation(Some((ONLINE, OFFLINE))),
        "销售渠道没有以下任何一项：线上、线下",
        "sales channels, none of: online, offline",
    ),
    (
        Negation(Every((ONLINE, OFFLINE))),
        "销售渠道缺少以下至少一项：线上、线下",
        "sales channels, not all of: online, offline",
    ),
    (Negation(ONLINE), "销售渠道没有：线上", "sales channels without: online"),
    (Every((ONLINE,)), "销售渠道：线上", "sales channels: online"),
    (
        Every((FARMERS, BASES)),
        "长期稳定合作对象包括以下全部：农户、种养加工基地",
        "product partners, all of: farmers; growing, breeding or processing bases",
    ),
    (
        Every((ONLINE, FARMERS)),
        "销售渠道：线上，且长期稳定合作对象：农户",
        "sales channels: online, and product partners: farmers",
    ),
    (
        Every((TEAM, BRAND, PROMOTED)),
        "具备以下全部：运营管理团队、区域公用品牌、宣传推广",
        "all of: management team, regional public brand, promotion",
    ),
    (
        Every((TEAM, Some((BRAND, LISTED)))),
        "运营管理团队，且（区域公用品牌，或上架产品数量超过 0 个）",
        "management team, and (regional public brand, or products listed above 0)",
    ),
    (
        Negation(Some((TEAM, Every((BRAND, LISTED))))),
        "非运营管理团队，且（非区域公用品牌，或上架产品数量不超过 0 个）",
        "not management team, and (not regional public brand, or products listed at most 0)",
    ),
    (
        Every((Some((TEAM, LISTED)),)),
        "运营管理团队，或上架产品数量超过 0 个",
        "management team, or products listed above 0",
    ),
]


@pytest.mark.parametrize(("formula", "zh", "en"), CONDITIONS)
def test_a_condition_reads_as_it_is_meant(formula: Expression, zh: str, en: str) -> None:
    """A list of options says once whether all or one is asked; `and` beside `or` stands in brackets."""
    assert CENTRES.condition(formula) == Text(zh, en)


def test_a_choice_is_said_by_its_label() -> None:
    """Ids of options are for machines: a reader of a condition, or of a value found, sees their labels."""
    prose = prose_of(ZHANJIANG.program(2025), VOCABULARY)["enterprises"]
    form = Attribute("legal_form", Kind.CHOICE)
    trader = Compare("!=", form, Constant("sole_trader", Kind.CHOICE))
    assert prose.condition(trader) == Text("主体类型不为个体工商户", "legal form is not sole trader")
    assert prose.value(form, "company") == Text("企业", "company")


def test_what_a_reference_names_is_said_to_be_its() -> None:
    """A fact of the enterprise behind a base is not taken for one of the base."""
    vocabulary = pr.load_policy("ganzhou").definition.vocabulary
    prose = Prose(vocabulary, "live_bases", {("live_bases", "operator"): "enterprises"})
    name = prose.name(Attribute("founded_year", Kind.YEAR, owner="operator"))
    assert name == Text("运营企业编号所指的成立年份", "founded year of the operator")


@pytest.mark.parametrize(
    ("pointer", "zh", "en"),
    [
        ("/town_centres/0/site/zones/office", "功能区：电商办公区", "zones: office"),
        ("/town_centres/0/site/zones", "功能区", "zones"),
        ("/counties/-/chain/live_base", "直播基地", "live-stream base"),
        ("/counties/2/training_events/2025", "2025年农村电商培训场次", "rural e-commerce training events 2025"),
        ("/counties/2/filings/0/status", "落实情况", "status"),
        ("/city/online_retail/2024", "2024年全市网络零售额", "city online retail sales 2024"),
        ("/parameters/statistical_threshold", "网络零售额达限标准", "statistical threshold of online retail sales"),
        ("/elsewhere/0", "/elsewhere/0", "/elsewhere/0"),
        ("", "", ""),
    ],
)
def test_a_pointer_is_called_what_stands_there(pointer: str, zh: str, en: str) -> None:
    """Whoever must find a fact out is told its name, in nested objects, inner lists, series and options too."""
    assert fact_name(pointer, VOCABULARY) == Text(zh, en)


def test_a_list_is_called_by_its_label() -> None:
    """Where a whole list lacks, as where a county names no centre, the list is named."""
    label = VOCABULARY.lists["town_centres"].label
    assert fact_name("/town_centres", VOCABULARY).zh == label.zh


def test_names_with_commas_are_kept_apart() -> None:
    """Three names of which one holds a comma are not read as four."""
    assert enumeration([Text("甲", "a"), Text("乙", "b")]) == Text("甲、乙", "a, b")
    assert enumeration([Text("甲、丙", "a, c"), Text("乙", "b")]) == Text("甲、丙；乙", "a, c; b")


@given(st.integers(-(10**16), 10**16) | st.integers(-(10**8), 10**8).map(lambda each: each * 10**6))
def test_a_compact_amount_is_exact(fen: int) -> None:
    """`731.8 亿元` is that amount to the fen: what would have to be rounded is written out."""
    words = compact(Kind.MONEY, fen).zh
    sign = -1 if words.startswith("-") else 1
    assert parse_quantity(words.lstrip("-").replace(" ", "")) == (Kind.MONEY, sign * fen)


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (7_318_000_000_000, "731.8 亿元", "73.18 billion yuan"),
        (950_000_000, "950 万元", "9.5 million yuan"),
        (999_999, "9,999.99 元", "9,999.99 yuan"),
        (682_000_000_001, "6,820,000,000.01 元", "6,820,000,000.01 yuan"),
        (100_000_000_000_000, "10,000 亿元", "1,000 billion yuan"),
    ],
)
def test_amounts_are_said_in_the_units_of_people(fen: int, zh: str, en: str) -> None:
    """万 and 亿 in Chinese, millions and billions in English."""
    assert compact(Kind.MONEY, fen) == Text(zh, en)
