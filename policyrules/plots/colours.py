"""The colours of pictures: those of the HTML pages, light and dark, and told apart by colour-blind readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from matplotlib.colors import to_rgb

from policyrules.errors import UsageError
from policyrules.suggestions import did_you_mean
from policyrules.text import Text

Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Look:
    """Colours: of words, lines and grounds; of what is good, cut, open, bad or idle; of series, in their order."""

    ink: str
    soft: str
    line: str
    ground: str
    band: str
    good: str
    cut: str
    open: str
    bad: str
    series: tuple[str, ...]

    def of(self, index: int) -> str:
        """The colour of a series; they begin anew after the last."""
        return self.series[index % len(self.series)]


#: Told apart by colour-blind readers too; what they mean is always said by a word or a mark as well.
LOOKS: dict[str, Look] = {
    "light": Look(
        ink="#1c2326", soft="#5b666b", line="#d9dfe2", ground="#fbfcfc", band="#eef2f3",
        good="#3f8f83", cut="#dfae62", open="#7b2d8e", bad="#cf6a3a",
        series=("#35718f", "#d99a4e", "#5aa395", "#8d7ab5", "#b4604c", "#8a979d", "#a9a04a", "#c98aa5"),
    ),
    "dark": Look(
        ink="#e4e9eb", soft="#9aa7ad", line="#384247", ground="#14191b", band="#1e2528",
        good="#5fb3a6", cut="#c99a52", open="#d49be3", bad="#e08a5f",
        series=("#6aaed0", "#e0b155", "#7cc4b5", "#b3a3dc", "#dd8b77", "#a9b5ba", "#cbc36a", "#e0a8c2"),
    ),
}  # fmt: skip


def look_of(theme: str) -> Look:
    """The colours of a theme. Raises UsageError for one that there is not."""
    if theme not in LOOKS:
        near = did_you_mean(theme, LOOKS) or Text("", "")
        raise UsageError(Text(f"没有配色 `{theme}`；{near.zh}", f"there is no theme `{theme}`; {near.en}"))
    return LOOKS[theme]


def blend(color: str, ground: str, part: float) -> tuple[float, float, float]:
    """A colour laid over a ground, by its part of the mixture."""
    over, under = to_rgb(color), to_rgb(ground)
    red, green, blue = (part * one + (1 - part) * other for one, other in zip(over, under, strict=True))
    return red, green, blue
