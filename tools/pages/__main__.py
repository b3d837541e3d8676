"""Writes the generated pages of `docs`: `python -m tools.pages [--check]`.

With `--check` nothing is written; it ends with 1 where a page does not say what the code and the data say.
"""

from __future__ import annotations

import sys
from pathlib import Path

from . import command_line, errors, glossary, policies, schemas

DOCS = Path(__file__).parents[2] / "docs"
#: Folders that hold generated pages alone: what is no longer made does not stay there.
FOLDERS = ("reference/command-line", "reference/schemas", "reference/errors")
ROOMS = (policies, command_line, schemas, errors, glossary)


def pages() -> dict[str, str]:
    """Every page, by its path in `docs`."""
    return {path: text for room in ROOMS for path, text in room.pages().items()}


def stale(made: dict[str, str]) -> list[str]:
    """The pages that are not what they should be, or should not be."""
    there = {path.relative_to(DOCS).as_posix() for folder in FOLDERS for path in (DOCS / folder).glob("**/*.md")}
    return sorted({path for path, text in made.items() if _text(path) != text} | (there - set(made)))


def main() -> int:
    """Write the pages, or check them."""
    made = pages()
    changed = stale(made)
    if "--check" in sys.argv[1:]:
        print("\n".join(f"docs/{path} is stale: run `make pages`" for path in changed) or f"{len(made)} pages: current")
        return 1 if changed else 0
    for path in changed:
        target = DOCS / path
        if path in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(made[path], encoding="utf-8")
        else:
            target.unlink()
        print(f"docs/{path}")
    return 0


def _text(path: str) -> str | None:
    target = DOCS / path
    return target.read_text(encoding="utf-8") if target.is_file() else None


if __name__ == "__main__":
    sys.exit(main())
