"""Generated parts of pages that are otherwise written by hand.

A part stands between `<!-- NAME: generated -->` and `<!-- end of NAME -->`.
"""

from __future__ import annotations

from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def embedded(path: str, **parts: str) -> str:
    """The page at a path in `docs` with its generated parts as they should be.

    Raises ValueError where one has no place.
    """
    text = (DOCS / path).read_text(encoding="utf-8")
    for name, part in parts.items():
        begin, end = f"<!-- {name}: generated -->\n", f"<!-- end of {name} -->"
        before, _, rest = text.partition(begin)
        _, found, after = rest.partition(end)
        if not found:
            raise ValueError(f"docs/{path} has no place for the part `{name}`")
        text = f"{before}{begin}\n{part.strip()}\n\n{end}{after}"
    return text
