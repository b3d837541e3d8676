"""Lines of a given width, in the cells of a terminal, for Chinese and English together.

Chinese may be broken between any two characters, but not before a closing mark or after an opening one; a number
stays with its unit, and a Latin word stays whole where it fits.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, chop_cells

_OPENING, _CLOSING = "（《“【〔(", "，。；：、）》”】〕！？,.;:)%"
_TOKEN = re.compile(
    rf"[{re.escape(_OPENING)}]*"
    r"(?:\d[\d,.]*%? [\u4e00-\u9fff]{1,3}|[!-'*-~]+|\s+|.)"
    rf"[{re.escape(_CLOSING)}]*"
)


def wrap(text: str, width: int) -> list[str]:
    """The text as lines of at most `width` cells; its own line breaks stay."""
    return [line for part in text.split("\n") for line in _wrapped(part, max(width, 2))]


def _wrapped(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for token in _TOKEN.findall(text):
        if cell_len(line + token.rstrip()) <= width:
            line += token
            continue
        if line.strip():
            lines.append(line.rstrip())
        *whole, line = chop_cells(token.lstrip(), width) or [""]
        lines += whole
    return [*lines, line.rstrip()] if line.strip() or not lines else lines
