"""Search that finds Chinese and English words without a dictionary.

Chinese has no spaces. Each run of characters is indexed by its characters and its pairs of neighbours, and what the
reader types is cut into the same pairs: 就高不就低 is asked for as 就高, 高不, 不就 and 就低.
"""

from __future__ import annotations

import re

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_PIECE = re.compile(rf"[{_HAN}]+|[^\W{_HAN}]+")
_JAVASCRIPT = rf"""
function splitQuery(query) {{
  const pieces = query.match(/[{_HAN}]+|(?:(?![{_HAN}])[\p{{Letter}}\p{{Number}}_])+/gu) || [];
  return pieces.flatMap((piece) => {{
    if (!/[{_HAN}]/.test(piece) || piece.length === 1) return [piece];
    return Array.from({{length: piece.length - 1}}, (_, at) => piece.slice(at, at + 2));
  }});
}}
"""


class TwoLanguages(SearchEnglish):
    """English words by their stems, Chinese by pairs of characters."""

    lang = "two_languages"
    js_splitter_code = _JAVASCRIPT

    def split(self, text: str) -> list[str]:
        """The words under which a text is found."""
        words: list[str] = []
        for piece in _PIECE.findall(text):
            words.extend(_pairs(piece) if re.match(f"[{_HAN}]", piece) else [piece])
        return words


def _pairs(run: str) -> list[str]:
    """The characters of a run, and its pairs of neighbours."""
    return [*run, *(run[at : at + 2] for at in range(len(run) - 1))]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_search_language(TwoLanguages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
