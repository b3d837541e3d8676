"""The pages of a folder are found under the page of its name: those of `lint/` under `lint.md`.

On a code host `lint.md` is a plain page. In the site it gets a list of contents that only the navigation shows.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

_CONTENTS = "\n\n```{{toctree}}\n:hidden:\n:glob:\n\n{folder}/*\n```\n"


def _read(app: Sphinx, page: str, source: list[str]) -> None:
    folder = Path(app.srcdir, page)
    if any(folder.glob("*.md")) and not (folder / "index.md").exists():
        source[0] += _CONTENTS.format(folder=folder.name)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("source-read", _read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
