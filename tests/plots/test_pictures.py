"""Pictures as such: letters for every word, nothing to draw, other people's settings, files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font

from policyrules import plots
from policyrules.errors import UsageError
from policyrules.plots import fonts
from policyrules.text import LANGUAGES, Language

from . import examples
from .pictures import drawn, words

pytestmark = pytest.mark.thorough
ROOT = Path(__file__).parents[2]
Draw = Callable[..., Axes]


def _budget(decision: Any, **given: Any) -> Axes:
    name = next(each for each in examples.CASES if examples.policy(each).id == decision.program.policy)
    return plots.budget_use(examples.policy(name), decision.facts, decision.year, **given)


DRAWN: dict[str, Draw] = {
    "payments": plots.payments,
    "budget": _budget,
    "distance": plots.distance_to_next_tier,
    "heat": plots.standard_heat_map,
    "progress": plots.target_progress,
}


@pytest.fixture
def shipped_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that has no font beside that of the library and those of matplotlib."""
    monkeypatch.setattr(fonts, "_INSTALLED", ())
    _forget()
    yield
    _forget()


def _forget() -> None:
    fonts.families.cache_clear()
    fonts._has_letter.cache_clear()


@pytest.mark.usefixtures("shipped_alone")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("picture", DRAWN)
def test_every_picture_has_letters_for_its_words(picture: str, language: Language) -> None:
    """On a machine without a Chinese font no word is a row of boxes, and matplotlib warns of nothing."""
    ax = DRAWN[picture](examples.decision("rooms"), language=language)
    assert drawn(ax)
    assert "□" not in "".join(words(ax))


def test_the_font_holds_all_that_policies_say() -> None:
    """A label of a policy with a rare character would need another font."""
    there = set(map(chr, get_font(fonts.SHIPPED).get_charmap()))
    pages = [*ROOT.glob("policies/**/*.yaml"), *ROOT.glob("examples/**/*.yaml")]
    assert len(pages) > 20
    lacking = {each for page in pages for each in page.read_text(encoding="utf-8") if each.isprintable()} - there
    assert lacking == set()


@pytest.mark.parametrize("picture", DRAWN)
@pytest.mark.parametrize("name", examples.CASES)
def test_nothing_to_draw_is_said(picture: str, name: str) -> None:
    """Facts of nobody, and policies without such provisions, give a picture with a word on it, not an error."""
    ax = DRAWN[picture](examples.nothing(name), language="en")
    assert ax.get_title(loc="left")
    assert len(words(ax)) >= 2


def test_names_from_outside_are_only_names() -> None:
    """A name may hold what draws formulas, what no font has, what breaks lines: it stays one label."""
    name = "$\\frac{x$ $y$\n\u202e\U000e0041\U00013000"
    facts = {
        "associations": [{"id": "A", "name": name}],
        "rooms": [{"id": each, "association": "A", "free_entry": True} for each in (name[:9].split()[0], "长" * 99)],
    }
    ax = plots.standard_heat_map(examples.policy("rooms").decide(facts, 2025, engine="reference"))
    assert drawn(ax)
    assert [each.get_text() for each in ax.get_yticklabels()] == [r"\$\frac{x\$", "长" * 17 + "…"]
    assert fonts.drawable("龘\U00013000\n").endswith("□\\x0a")


def test_settings_of_others_stay_as_they_are() -> None:
    """Neither the settings nor the open figures of whoever draws are touched; other settings give the same picture."""
    before = dict(matplotlib.rcParams)
    first = drawn(plots.payments(examples.decision("rooms")))
    with matplotlib.rc_context({"font.family": "serif", "axes.facecolor": "black", "text.color": "white"}):
        assert drawn(plots.payments(examples.decision("rooms"))) == first
    assert dict(matplotlib.rcParams) == before
    script = (
        "import sys\nfrom policyrules import plots\n"
        "assert 'matplotlib' not in sys.modules\nplots.payments\nassert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_pictures_stand_on_given_axes() -> None:
    """Two pictures of one figure, in the caller's order."""
    figure = Figure()
    left, right = figure.subplots(1, 2)
    assert plots.payments(examples.decision("rooms"), ax=left) is left
    assert plots.target_progress(examples.decision("rooms"), ax=right, theme="dark") is right
    assert drawn(left)


def test_pictures_show_themselves() -> None:
    """In a notebook the axes are seen, sharp and in their own size."""
    ax = plots.payments(examples.decision("rooms"))
    seen: tuple[Any, ...] = (ax, ax.figure)
    for each in seen:
        picture, size = each._repr_png_()
        assert picture.startswith(b"\x89PNG")
        assert int.from_bytes(picture[16:20], "big") // 2 == size["width"] == 825


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_files_are_the_same_bytes_each_time(ending: str, tmp_path: Path) -> None:
    """Who commits a picture sees a change only where something changed."""
    first, second = (
        plots.save(plots.payments(examples.decision("rooms")), tmp_path / f"{each}.{ending}") for each in "ab"
    )
    assert first.read_bytes() == second.read_bytes()
    assert sorted(each.name for each in tmp_path.iterdir()) == [first.name, second.name]


def test_other_files_are_refused(tmp_path: Path) -> None:
    """A line says what there is, and nothing is left behind."""
    ax = plots.payments(examples.decision("rooms"))
    for path, said in (("a.gif", "there are: .png, .svg, .pdf"), ("no/a.png", "there is no folder")):
        with pytest.raises(UsageError, match="cannot") as caught:
            plots.save(ax, tmp_path / path)
        assert said in caught.value.lines("en")[0]
    assert list(tmp_path.iterdir()) == []


def test_another_theme_is_refused_in_a_line() -> None:
    """A slip of the pen names the theme that there is."""
    theme: Any = "drak"
    with pytest.raises(UsageError, match="did you mean `dark`"):
        plots.payments(examples.decision("rooms"), theme=theme)


def test_without_matplotlib_a_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the extra reads how to, in both languages."""
    monkeypatch.setattr("policyrules.plots.missing.find_spec", lambda name: None)
    with pytest.raises(UsageError) as caught:
        _ = plots.payments
    for language in LANGUAGES:
        assert "pip install 'policyrules[plots]'" in caught.value.lines(language)[0]
    with pytest.raises(AttributeError, match="no attribute 'payment'"):
        _ = plots.payment


def test_all_names_can_be_had() -> None:
    """A name in `__all__` that cannot be imported would break `from policyrules.plots import *`."""
    assert dir(plots) == sorted(plots.__all__)
    assert all(callable(getattr(plots, each)) for each in plots.__all__)
