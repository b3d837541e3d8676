"""Formula text → Python's syntax tree, where formulas may look so; nothing is ever evaluated."""

from __future__ import annotations

import ast
import keyword
import warnings

from policyrules.text import Text

MOST_CHARACTERS, DEEPEST = 2_000, 60
#: Words that a formula reads otherwise than as a name.
RESERVED = frozenset(
    {
        *(word.lower() for word in keyword.kwlist),
        "all",
        "any",
        "min",
        "max",
        "year",
        "years",
        "tier",
        "interpretation",
    }
)
_CANNOT_READ = Text("公式无法读取", "the formula cannot be read")
#: What people write instead of the signs of the grammar.
_INSTEAD = {
    "≥": ">=", "≤": "<=", "≠": "!=", "＞": ">", "＜": "<", "＝": "==", "×": "*", "÷": "/",
    "（": "(", "）": ")", "，": ",", "“": '"', "”": '"', "&": "and", "|": "or",
}  # fmt: skip
_NEVER = ("\\", "#", ";", "`")


class NoFormulaError(Exception):
    """A text that is no formula: the offset of what is wrong, what was found, and the way out."""

    def __init__(self, offset: int, found: str, allowed: Text = _CANNOT_READ, hint: Text | None = None) -> None:
        super().__init__(allowed.en)
        self.offset, self.found, self.allowed, self.hint = offset, found, allowed, hint


def read(text: str) -> ast.expr:
    """The syntax tree of a formula; its columns count from the start of `text`. Raises NoFormulaError."""
    if len(text) > MOST_CHARACTERS:
        raise _too_complex()
    for offset, character in enumerate(text):
        if character in _INSTEAD:
            sign = _INSTEAD[character]
            raise NoFormulaError(offset, character, hint=Text(f"写作 `{sign}`", f"write `{sign}`"))
        if character in _NEVER:
            raise NoFormulaError(offset, character)
    # Line breaks of the file mean nothing here; columns must go on counting.
    flat = "".join(" " if character.isspace() else character for character in text)
    lead = len(flat) - len(flat.lstrip())
    if not flat.strip():
        raise NoFormulaError(0, "", Text("公式是空的", "the formula is empty"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            warnings.simplefilter("ignore", DeprecationWarning)
            tree = ast.parse(flat.strip(), mode="eval").body
    except SyntaxError as error:
        if "nested" in (error.msg or ""):
            raise _too_complex() from error
        offset = lead + max(error.offset or 1, 1) - 1
        raise NoFormulaError(min(offset, len(text) - 1), text.strip(), hint=_hint(flat)) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise _too_complex() from error
    _check_depth(tree)
    return tree


def _too_complex() -> NoFormulaError:
    hint = Text("用 quantities 分成几步", "break it into named quantities")
    return NoFormulaError(0, "", Text("公式过长或嵌套过深", "the formula is too long or too deep"), hint)


def _hint(text: str) -> Text | None:
    """A single `=` is the commonest slip."""
    without = text.replace("==", "").replace(">=", "").replace("<=", "").replace("!=", "")
    return Text("比较相等写作 `==`", "equality is written `==`") if "=" in without else None


def _check_depth(tree: ast.expr) -> None:
    """Keep everything that walks a formula from running out of stack."""
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise _too_complex()
