"""The page of a decision as an official uses it, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from reports import cases, zhanjiang

import policyrules as pr
from policyrules.decision.decision import Decision
from policyrules.decision.lines import STATUS_LABELS, AwardLine
from policyrules.reports.page import page
from policyrules.reports.safe import plain
from policyrules.testing import population
from policyrules.text import LANGUAGES, Language

from . import hostile
from .chromium import PHONE, Pages

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

CONTRAST = (Path(__file__).parent / "contrast.js").read_text("utf-8")
DECISIONS: dict[str, Callable[[], Decision]] = {"ganzhou": cases.decision, "zhanjiang": zhanjiang.decision}
#: The cards and lines that can be seen: the id of each card, and the award and status of each of its lines.
SHOWN = """() => Array.from(document.querySelectorAll(".card"), (card) => card.hidden ? [] :
  Array.from(card.querySelectorAll(".line:not([hidden])"), (line) =>
    [card.querySelector(".id").textContent, line.dataset.kind, line.dataset.status])).flat()"""


@cache
def html(name: str, language: Language = "zh") -> str:
    return page(DECISIONS[name](), language)


@cache
def many() -> tuple[Decision, str]:
    """A decision on 2,000 enterprises, and its page."""
    policy = pr.load_policy("ganzhou")
    decision = policy.decide(population(policy, 2000, seed=1, year=2025), 2025, engine="reference")
    return decision, page(decision, "zh")


def shown(opened: Page) -> list[tuple[str, str, str]]:
    return [tuple(each) for each in opened.evaluate(SHOWN)]


def text_of(found: Locator) -> str:
    """Its words, whether they are in sight or not."""
    return found.text_content() or ""


def lines(decision: Decision, keep: Callable[[AwardLine], bool] = lambda _: True) -> list[tuple[str, str, str]]:
    return [(plain(line.enterprise), line.award, line.status) for line in decision.awards if keep(line)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_decision_stands_on_its_card(page_of: Pages, language: Language) -> None:
    """The page holds each line with its status and amounts as `to_dict` has them, and their sums: nothing is lost."""
    decision = cases.decision()
    opened = page_of(html("ganzhou", language))
    assert shown(opened) == lines(decision)
    found = decision.to_dict()
    for element, line in zip(opened.locator(".line").all(), found["awards"], strict=True):
        words = text_of(element.locator("> *").first)
        assert STATUS_LABELS[line["status"]].pick(language) in words
        assert plain(line["subject"]) in words or line["subject"] == line["enterprise"]
        if line["status"] not in ("not_eligible", "unknown"):
            assert all(f"{float(line[key]):,.2f}" in words for key in ("entitled", "paid"))
    tiles = opened.locator(".tiles").inner_text()
    assert all(f"{float(found['totals'][key]):,.2f}" in tiles for key in ("paid", "entitled", "claimed"))
    assert f"{float(found['totals']['paid']):,.2f}" in opened.locator("#counted").inner_text()
    to_do = "".join(opened.locator(".to-do").all_text_contents())
    assert all(pointer in to_do for line in decision.awards for pointer in line.missing)


def test_every_judged_thing_and_duty_has_a_line(page_of: Pages) -> None:
    """Centres with block verdicts and what they lack, and each duty of each county, as the decision has them."""
    decision = zhanjiang.decision()
    opened = page_of(html("zhanjiang"))
    judged = [(plain(line.subject), line.standard, line.verdict) for line in decision.standards]
    found = shown(opened)
    assert [each for each in found if each[1] != "tasks"] == judged
    assert sum(each[1] == "tasks" for each in found) == len(decision.tasks)
    short = text_of(opened.locator(".card", has_text="T2").first)
    assert "✗ 有场所" in short
    assert "核心区域：电商培训室、直播带货区" in short
    assert opened.locator(".targets > li").count() == sum(line.county is None for line in decision.targets)
    assert opened.locator("#duties tbody tr").count() == len({line.work_point for line in decision.tasks})


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("E1", ["E1"]),
        ("脐橙", ["E1"]),
        ("南康", ["E1"]),
        ("b1", ["E2"]),
        ("<script>", ["<b>E4</b>"]),
        ("e1 脐橙", ["E1"]),
        ("脐橙 b1", []),
    ],
)
def test_the_search_finds_ids_names_and_counties(page_of: Pages, typed: str, ids: list[str]) -> None:
    """Whoever types an id (of a platform, too), a part of a name or a county sees those enterprises and no other."""
    opened = page_of(html("ganzhou"))
    opened.get_by_role("searchbox").press_sequentially(typed)
    assert list(dict.fromkeys(each[0] for each in shown(opened))) == ids
    assert opened.locator("#counted").inner_text().startswith(f"列出 {len(ids)} / 4 个")
    assert opened.locator("#nothing").is_visible() == (not ids)


FILTERS: list[tuple[dict[str, str], Callable[[AwardLine], bool]]] = [
    ({"kind": "growth"}, lambda line: line.award == "growth"),
    ({"status": "reduced"}, lambda line: line.status == "reduced"),
    ({"place": "南康区"}, lambda line: line.enterprise == "E1"),
    ({"place": "-"}, lambda line: line.enterprise != "E1"),
    ({"kind": "platform", "status": "reduced"}, lambda line: (line.award, line.status) == ("platform", "reduced")),
    ({"kind": "growth", "place": "南康区"}, lambda line: (line.award, line.enterprise) == ("growth", "E1")),
    ({"kind": "growth", "q": "E2"}, lambda line: (line.award, line.enterprise) == ("growth", "E2")),
    ({"status": "unknown", "place": "南康区"}, lambda line: False),
]


@pytest.mark.parametrize(("wanted", "keep"), FILTERS)
def test_filters_show_the_lines_that_match_and_their_sum(
    page_of: Pages, wanted: dict[str, str], keep: Callable[[AwardLine], bool]
) -> None:
    """Each filter, and several together, show exactly the lines that match; the count and the sum are of these."""
    decision = cases.decision()
    opened = page_of(html("ganzhou"))
    for name, value in wanted.items():
        if name == "q":
            opened.get_by_role("searchbox").fill(value)
        else:
            opened.locator(f"select[name={name}]").select_option(value)
    assert shown(opened) == lines(decision, keep)
    kept = [line for line in decision.awards if keep(line)]
    said = opened.locator("#counted").inner_text()
    assert f"{len(kept)} 项，实发 {sum(line.paid_fen or 0 for line in kept) / 100:,.2f} 元" in said
    opened.get_by_role("button", name="清除筛选").click()
    opened.locator("#counted", has_text=f"列出 4 / 4 个，{len(decision.awards)} 项").wait_for()
    assert shown(opened) == lines(decision)


def test_problems_can_be_seen_alone(page_of: Pages) -> None:
    """Only the enterprises about which a fact is missing or a warning was given are left."""
    decision = cases.decision()
    opened = page_of(html("ganzhou"))
    opened.get_by_label("只看有问题的").check()
    open_ = {plain(line.enterprise) for line in decision.awards if line.status == "unknown"}
    assert {each[0] for each in shown(opened)} == open_ | {"E2"}
    warned = opened.locator(".card", has_text="E2").locator(".to-do").last
    assert "上行农产品网络销售额高于农产品网络销售额" in text_of(warned)


def test_cards_can_be_sorted_by_what_is_paid(page_of: Pages) -> None:
    """The greatest payment comes first, and the order of the decision comes back."""
    opened = page_of(html("ganzhou"))
    ids = ".card:not([hidden]) .id"
    before = opened.locator(ids).all_text_contents()
    opened.get_by_label("排序").select_option("rank")
    ranks = opened.locator(".card").evaluate_all("cards => cards.map((card) => Number(card.dataset.rank))")
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[0] > 0
    opened.get_by_label("排序").select_option("")
    assert opened.locator(ids).all_text_contents() == before


def test_the_address_holds_the_filters(page_of: Pages) -> None:
    """The address, sent to a colleague, shows the same lines; a hand-made one with unknown values shows them all."""
    opened = page_of(html("ganzhou"))
    opened.get_by_label("结果").select_option("reduced")
    opened.get_by_role("searchbox").fill("脐橙")
    opened.wait_for_url(re.compile("#.*q=.*status=reduced"))
    hash_ = "#" + opened.url.partition("#")[2]
    again = page_of(html("ganzhou"), hash_)
    assert shown(again) == shown(opened)
    assert again.get_by_role("searchbox").input_value() == "脐橙"
    assert shown(page_of(html("ganzhou"), "#kind=%3Cb%3E&status=none&open=x&sort=%22")) == lines(cases.decision())


def test_a_count_of_the_overview_leads_to_its_lines(page_of: Pages) -> None:
    """Whoever follows `2` under “reduced” sees these two lines, and the links of the head change no filter."""
    opened = page_of(html("ganzhou"))
    cell = opened.locator('td[data-kind="platform"][data-status="reduced"] a')
    count = int(cell.inner_text())
    cell.click()
    assert [each[1:] for each in shown(opened)] == [("platform", "reduced")] * count
    opened.locator("nav a").last.click()
    assert len(shown(opened)) == count
    assert opened.locator("#about").is_visible()


def test_explanations_open_from_the_keyboard(page_of: Pages) -> None:
    """A line is opened without a mouse, its criteria become a list with their marks, and its words stay the same."""
    opened = page_of(html("ganzhou"))
    line = opened.locator('.line[data-kind="live_base"]').first
    before = text_of(line.locator(".text"))
    line.locator("summary").focus()
    opened.keyboard.press("Enter")
    arranged = line.locator(".arranged")
    arranged.wait_for()
    assert arranged.locator("h4").count() > 1
    marks = set(arranged.locator("li .mark").all_inner_texts())
    assert marks <= {"✓", "✗", "?"}
    assert {"✓", "✗"} <= marks
    bare = re.compile(r"\s|(?<=\n)[✓✗?]")
    assert bare.sub("", text_of(arranged)) == bare.sub("", before)


def test_all_explanations_open_and_close_at_once(page_of: Pages) -> None:
    """What is shown is opened, what the filters hide stays closed."""
    opened = page_of(html("ganzhou"), "#kind=growth")
    opened.get_by_role("button", name="展开解释").click()
    assert opened.locator("details.line[open]").count() == len(shown(opened)) == 4
    opened.get_by_role("button", name="收起解释").click()
    assert opened.locator("details.line[open]").count() == 0


def test_paper_has_what_is_shown_and_no_more(page_of: Pages) -> None:
    """Filtered cards and the filters themselves are not printed, explanations that are open are; sheets are filled."""
    opened = page_of(html("ganzhou"), "#q=E1&status=reduced")
    opened.locator(".line:visible summary").first.click()
    opened.emulate_media(media="print")
    assert not opened.locator("#filters").is_visible()
    assert not opened.locator("nav").is_visible()
    assert opened.locator(".card:visible").count() == 1
    assert opened.locator(".arranged:visible").count() == 1
    assert "E1" in opened.locator("#counted").inner_text()
    whole = page_of(html("ganzhou"))
    assert 1 <= sheets(opened) <= sheets(whole) <= 6


def sheets(opened: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", opened.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_shown_and_do_nothing(page_of: Pages, language: Language) -> None:
    """Markup, formulas, endless words and other scripts in names and ids are text: nothing runs, nothing is lost."""
    opened = page_of(page(pr.load_policy("ganzhou").decide(hostile.facts(), 2025, engine="reference"), language))
    names = {plain(each) for each in hostile.NAMES}
    assert {each.text_content() for each in opened.locator(".card .name").all()} == names
    opened.get_by_role("button", name="展开解释" if language == "zh" else "Open explanations").click()
    opened.get_by_role("searchbox").fill("<script>")
    assert opened.evaluate("window.harmed") is None
    assert opened.locator("img, iframe, article svg, script:not(:last-child), b").count() == 0
    assert opened.locator("style").count() == 1
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_head_of_a_sheet_takes_any_document(page_of: Pages) -> None:
    """A document's name with quotes, braces and markup stays words: it ends neither the style nor the rule."""
    decision = cases.decision()
    decision.program = replace(decision.program, document='"; } </style><script>window.harmed = 1</script> \\')
    opened = page_of(page(decision, "zh"))
    assert opened.evaluate("window.harmed") is None
    assert opened.evaluate("getComputedStyle(document.querySelector('.card')).contentVisibility") == "auto"
    assert "</style>" in opened.title()


def test_nothing_but_the_page_s_own_script_may_run(page_of: Pages) -> None:
    """Even markup that got into the page would neither run nor load: the browser refuses it."""
    opened = page_of(html("ganzhou"))
    opened.evaluate(
        """() => {
          for (const [name, set] of [["script", {textContent: "window.harmed = 1"}], ["img", {src: "x.png"}],
              ["link", {rel: "stylesheet", href: "x.css"}], ["iframe", {src: "data:text/html,x"}]])
            document.body.append(Object.assign(document.createElement(name), set));
        }"""
    )
    for _ in range(100):
        # The browser tells of its refusals when it comes to it.
        if len(page_of.complaints) >= 4:
            break
        opened.wait_for_timeout(50)
    assert opened.evaluate("window.harmed") is None
    refused = [each for each in page_of.complaints if "Content Security Policy" in each]
    assert len(refused) == len(page_of.complaints) >= 4
    page_of.complaints.clear()
    page_of.requests.clear()


@pytest.mark.parametrize("name", DECISIONS)
def test_without_a_script_all_can_be_read(page_of: Pages, name: str) -> None:
    """Where scripts are forbidden every card is there, an explanation opens by itself, and no dead control is shown."""
    decision = DECISIONS[name]()
    opened = page_of(html(name), java_script_enabled=False)
    total = len(decision.awards) + len(decision.standards) + len(decision.tasks)
    assert opened.locator(".line:visible").count() == total
    assert not opened.locator("#filters").is_visible()
    line = opened.locator("details.line").first
    line.locator("summary").click()
    assert (line.locator(".text").inner_text()).strip()
    assert line.locator(".text").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DECISIONS)
def test_nothing_sticks_out_of_a_telephone(page_of: Pages, name: str, language: Language) -> None:
    """At 380 pixels nothing has to be moved sideways but wide tables, whatever is opened."""
    opened = page_of(html(name, language), viewport=PHONE)
    opened.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    opened.wait_for_timeout(50)
    wide = """() => Array.from(document.querySelectorAll("main *"))
      .filter((each) => !each.closest(".wide, svg, .unseen") && each.getBoundingClientRect().right > innerWidth)
      .map((each) => each.outerHTML.slice(0, 80))"""
    assert opened.evaluate(wide) == []
    assert opened.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", DECISIONS)
def test_words_can_be_read_by_day_and_by_night(page_of: Pages, name: str, scheme: Any) -> None:
    """Every word stands out from its ground by 4.5 to 1 or more, in the light and in the dark scheme."""
    opened = page_of(html(name), color_scheme=scheme)
    opened.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    opened.wait_for_timeout(50)
    ground = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(20, 25, 27)") == (scheme == "dark")
    assert opened.evaluate(CONTRAST, 4.5) == []


def test_two_thousand_enterprises_work(page_of: Pages) -> None:
    """A whole city in one page: every line is there, the search narrows it, and it stays one small file."""
    decision, text = many()
    assert len(text.encode()) < 8_000_000
    opened = page_of(text)
    assert len(shown(opened)) == len(decision.awards) > 4000
    assert opened.get_by_role("button", name="展开解释").is_disabled()
    opened.get_by_role("searchbox").fill("E000000123")
    assert {each[0] for each in shown(opened)} == {"E000000123"}
    assert opened.get_by_role("button", name="展开解释").is_enabled()
