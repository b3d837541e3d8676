"""Words from outside (names, ids, what was found) made harmless for where they are shown."""

from __future__ import annotations

import unicodedata

#: What a spreadsheet takes for the start of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: Control characters (a terminal obeys them), marks that reorder text, halves of characters.
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def plain(words: str) -> str:
    """The words on one line, with every character that is not seen written as its code: `\\x1b`, `\\u202e`."""
    if words.isprintable():
        return words
    return "".join(_code(each) if unicodedata.category(each) in _UNSEEN else each for each in words)


def _code(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def cell(words: str) -> str:
    """The words as a spreadsheet's cell: an apostrophe before what would be a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words
