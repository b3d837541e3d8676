"""A CSV file: one table. In UTF-8, or as Excel writes it in China, in GB18030."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from policyrules.facts.grids import Grid, Row
from policyrules.facts.readers.files import decoded, read_bytes
from policyrules.facts.reading import Reading, unreadable
from policyrules.facts.tables import assemble
from policyrules.language.vocabulary import Vocabulary

_CHINESE = re.compile("[\u2e80-\U0010ffff]")
#: Phonetic signs, Greek to Arabic: the letters of UTF-8 that two bytes of GB18030 may look like, Latin ones apart.
_ODD = re.compile("[\u0250-\u07ff]")


def read(path: Path, vocabulary: Vocabulary) -> Reading:
    """Read the one table of a CSV file. Raises FactsError where it is no text or no CSV."""
    return assemble([grid(path)], vocabulary)


def grid(path: Path) -> Grid:
    """The cells of a CSV file; rows are counted as a spreadsheet shows them."""
    wrong = "CSV 文件须为 UTF-8 或 GB18030 编码", "a CSV file must be in UTF-8 or GB18030"
    content = read_bytes(path)
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = decoded(str(path), content, ("utf-16",) if marked else ("utf-8-sig", "gb18030"), *wrong)
    if _is_unlikely(text):
        text = decoded(str(path), content, ("gb18030", "utf-8-sig"), *wrong)
    if "\0" in text:
        raise unreadable(str(path), "", *wrong)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False))
    except csv.Error as error:
        raise unreadable(str(path), str(error), "文件不是可读取的 CSV", "the file is no readable CSV") from error
    numbered = [Row(number, cells) for number, cells in enumerate(rows, start=1) if any(cells)]
    return Grid(path.stem, str(path), "", numbered)


def _is_unlikely(text: str) -> bool:
    """Whether text looks like Chinese in GB18030 that happens to be UTF-8 too: 霞山 would be two odd letters."""
    return not text.isascii() and not _CHINESE.search(text) and bool(_ODD.search(text))


def _delimiter(text: str) -> str:
    """The separator of most columns in the first lines: a comma unless another is commoner."""
    head = text[:4096]
    return max(",;\t", key=head.count)
