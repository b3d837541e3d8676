"""Docstrings as this house writes them, for autodoc: Markdown's backticks and indented code become reStructuredText.

Public names in backticks, and the errors after "Raises", link to where they are described.
"""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from typing import Any

from sphinx.application import Sphinx

import policyrules

_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_ERROR = re.compile(r"(?<![`.\w])((?:[A-Z]\w*Error))\b")
#: What reStructuredText would take for markup, and here never is.
_MARKUP = re.compile(r"(?<!\\)([*|_](?=\W|$)|[*|])")
_ITEM = re.compile(r"\s*- ")


def _linked(name: str) -> str:
    return f":py:obj:`{name} <policyrules.{name}>`" if _is_public(name) else f"``{name}``"


def _is_public(name: str) -> bool:
    return name.partition(".")[0] in policyrules.__all__


def _sentence(line: str) -> str:
    """A line of prose: what stands in backticks is code or a link, all else is plain."""
    parts = _CODE.split(line)
    for at, part in enumerate(parts):
        if at % 2:
            parts[at] = _linked(part)
        else:
            plain = _MARKUP.sub(r"\\\1", part)
            parts[at] = _ERROR.sub(lambda error: _linked(error[1]) if _is_public(error[1]) else error[1], plain)
    return "".join(parts)


def restructured(lines: list[str]) -> list[str]:
    """The lines of a docstring as reStructuredText."""
    written: list[str] = []
    in_code = False
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else ""
        if in_code and line.strip() and not line.startswith("    "):
            in_code = False
        if not in_code and line.startswith("    ") and not before.strip():
            in_code = True
            written += [".. code-block:: python", ""]
        if in_code:
            written.append(line)
            continue
        if _ITEM.match(line) and before.strip() and not _ITEM.match(before) and not before.startswith("  "):
            written.append("")
        written.append(_sentence(line))
    return written


def _rewrite(_app: Sphinx, what: str, _name: str, _object: Any, _options: Any, lines: list[str]) -> None:
    # A room's docstring leads those who work in it; its page has an introduction of its own.
    lines[:] = [] if what == "module" else restructured(lines)


def _sign(
    _app: Sphinx, what: str, _name: str, described: Any, _options: Any, signature: str | None, _returns: str | None
) -> tuple[str, None] | None:
    return ("", None) if signature is not None and _is_only_given(what, described) else None


def _is_only_given(what: str, described: Any) -> bool:
    """Whether callers are given such objects and never make one: then its signature would only distract."""
    if what == "class":
        return not (is_dataclass(described) or issubclass(described, tuple))
    return what == "exception"


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("autodoc-process-docstring", _rewrite)
    app.connect("autodoc-process-signature", _sign)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
