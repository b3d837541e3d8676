"""Letters for every word: the font that comes with the library, then what is installed for what it lacks.

The shipped font comes first, then matplotlib's own, so that a picture looks the same everywhere. It holds the
characters of GB 2312; a rarer one in a name is taken from an installed font, and is a box where none has it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock

from matplotlib.font_manager import FontProperties, fontManager, get_font

from policyrules.reports.safe import plain

SHIPPED = Path(__file__).parent / "fonts" / "policyrules-sans.otf"
#: What comes with matplotlib: signs beside Chinese characters.
_OWN = "DejaVu Sans"
#: Families that hold more Chinese characters, in the order in which they are asked.
_INSTALLED = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "SimSun",
)  # fmt: skip
_BOX = "□"
_lock = Lock()


@lru_cache(maxsize=1)
def _registered() -> str:
    """The family of the shipped font, made known to matplotlib. Nothing else of matplotlib is changed."""
    with _lock:
        known = next((each.name for each in fontManager.ttflist if Path(each.fname) == SHIPPED), None)
        if known is not None:
            return known
        fontManager.addfont(SHIPPED)
        return fontManager.ttflist[-1].name


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """The families that draw words, in the order in which a character is looked for."""
    installed = set(fontManager.get_font_names())
    return (_registered(), _OWN, *(each for each in _INSTALLED if each in installed))


@lru_cache(maxsize=16)
def _characters(family: str) -> frozenset[int]:
    path = fontManager.findfont(FontProperties(family=[family]), fallback_to_default=False)
    return frozenset(get_font(path).get_charmap())


@lru_cache(maxsize=4096)
def _has_letter(character: str) -> bool:
    return any(ord(character) in _characters(family) for family in families())


def drawable(words: str) -> str:
    """Words as they can be drawn: on one line, a box for what no font has, a `$` never the start of a formula."""
    seen = "".join(each if _has_letter(each) else _BOX for each in plain(words))
    return seen.replace("$", r"\$")
