"""Columns of words: names, yes or no, one option, several options, places.

Words are compared as `facts.cells.words` compares them, except that width is not made alike: no engine can do that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

import narwhals as nw

from policyrules.facts.cells import words as cells
from policyrules.facts.frames.columns import Source
from policyrules.facts.frames.shapes import SPACES, is_float, is_text, is_whole, stripped, text_of
from policyrules.facts.headings import key
from policyrules.language.vocabulary import Option

_NO_WORD = nw.lit(None, nw.String)
_UNKNOWN = nw.lit(None, nw.Boolean)
#: What is left out where two words are compared.
_JOINTS = rf"[{SPACES}_\-./:：'’\"“”]+"
_SEPARATORS = r"[、，,;；/／\n\r]+"
_NONE = ("无", "none")
_QUARTER = r"^(19[0-9]{2}|20[0-9]{2}|2100)Q[1-4]$"
_DAY = r"^(19[0-9]{2}|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$"


def name(cell: nw.Expr, dtype: nw.dtypes.DType) -> nw.Expr:
    """An id or a reference: text exactly as it stands, or a whole number as text."""
    if is_whole(dtype):
        return cell.cast(nw.String)
    if is_float(dtype):
        whole = nw.when((cell.abs() <= 10.0**15) & (cell.floor() == cell)).then(cell)
        return whole.cast(nw.Int64).cast(nw.String)
    return text_of(cell, dtype) if is_text(dtype) else _NO_WORD


def text(cell: nw.Expr, dtype: nw.dtypes.DType) -> nw.Expr:
    """Text without space around it; what is blank is unknown."""
    words = stripped(name(cell, dtype))
    return nw.when(words != "").then(words)


def quarter(cell: nw.Expr, dtype: nw.dtypes.DType) -> nw.Expr:
    """A quarter, 2025Q2."""
    return _matching(text(cell, dtype), _QUARTER)


def day(cell: nw.Expr, dtype: nw.dtypes.DType) -> nw.Expr:
    """A day, 2025-06-28, of a date or of text."""
    if isinstance(dtype, nw.Date | nw.Datetime):
        return cell.cast(nw.Date).cast(nw.String)
    return _matching(text(cell, dtype), _DAY)


def flag(cell: nw.Expr, dtype: nw.dtypes.DType) -> nw.Expr:
    """Yes or no: true and false, 1 and 0, or words."""
    if isinstance(dtype, nw.Boolean):
        return cell
    if is_whole(dtype) or is_float(dtype):
        return nw.when(cell == 1).then(nw.lit(True)).when(cell == 0).then(nw.lit(False))
    if not is_text(dtype):
        return _UNKNOWN
    word = _bare(text_of(cell, dtype))
    yes, no = ([each for each, meant in cells.FLAGS.items() if meant is truth] for truth in (True, False))
    return nw.when(word.is_in(yes)).then(nw.lit(True)).when(word.is_in(no)).then(nw.lit(False))


def named(cell: nw.Expr, dtype: nw.dtypes.DType, names: Mapping[str, str]) -> nw.Expr:
    """A word as the one that `names` gives for it; null for any other."""
    if not names or not (is_text(dtype) or is_whole(dtype) or is_float(dtype)):
        return _NO_WORD
    return text(cell, dtype).replace_strict(names, default=None, return_dtype=nw.String)


def option(source: Source) -> nw.Expr:
    """One option, by its name or its label."""
    if not is_text(source.dtype):
        return _NO_WORD
    names: dict[str, str] = {}
    for each, settings in source.field.options.items():
        for word in _all_parted(each, settings):
            names.setdefault(word.replace("|", ""), each)
    given = _bare(text_of(source.cell, source.dtype).str.replace_all(_SEPARATORS, ""))
    return given.replace_strict(names, default=None, return_dtype=nw.String)


def is_among(source: Source, member: str) -> nw.Expr:
    """Whether an option is among those that a cell names: a list, or text with separators."""
    if isinstance(source.dtype, nw.List):
        if holds_words(source.dtype):
            return source.cell.list.contains(member)
        return nw.when(source.cell.list.len() == 0).then(nw.lit(False))
    options = {each: _all_parted(each, settings) for each, settings in source.field.options.items()}
    if not is_text(source.dtype) or _is_ambiguous(options):
        return _UNKNOWN
    words = text_of(source.cell, source.dtype).str.strip_chars(SPACES)
    parts = _bare(words.str.replace_all(_SEPARATORS, "|")).str.replace_all(r"\|+", "|").str.strip_chars("|")
    every = _any(word for each in options.values() for word in each)
    twice = "|".join(rf"({_any(each)})\|(.*\|)?({_any(each)})" for each in options.values())
    is_known = parts.str.contains(rf"^({every})(\|({every}))*$") & ~parts.str.contains(rf"(^|\|)({twice})(\||$)")
    is_none = _bare(words).is_in(_NONE) | words.str.contains(rf"^({_SEPARATORS}[{SPACES}]*)+$")
    is_there = parts.str.contains(rf"(^|\|)({_any(options[member])})(\||$)")
    return nw.when(is_known).then(is_there).when(is_none).then(nw.lit(False))


def holds_words(dtype: nw.List) -> bool:
    """Whether a column of lists has words in them."""
    inner = dtype.inner
    return is_text(inner if isinstance(inner, nw.dtypes.DType) else inner())


def _is_ambiguous(options: Mapping[str, Collection[str]]) -> bool:
    """Whether a label that holds separators holds the whole of another's: no pattern tells them apart."""
    words = [(each, f"|{word}|") for each, found in options.items() for word in found]
    return any(one in other for mine, one in words for its, other in words if mine != its and one != other)


def _matching(words: nw.Expr, pattern: str) -> nw.Expr:
    return nw.when(words.str.contains(pattern)).then(words)


def _bare(words: nw.Expr) -> nw.Expr:
    """Words in the form in which two are compared."""
    return words.str.to_lowercase().str.replace_all(_JOINTS, "")


def _parted(word: str) -> str:
    """A word in that form, with a bar where it holds what separates words."""
    return "|".join(key(each) for each in re.split(_SEPARATORS, word) if key(each))


def _all_parted(name: str, option: Option) -> set[str]:
    """All ways to name an option, in that form."""
    return {found for each in (name, option.label.zh, option.label.en) if (found := _parted(each))}


def _any(words: Iterable[str]) -> str:
    # The longest first, so that a label that holds a separator is one.
    return "|".join(re.escape(each) for each in sorted(set(words), key=lambda each: (-len(each), each)))
