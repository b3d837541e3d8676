"""Pages of the repository that stand outside docs/ and are pages of the site too, and links to them.

Written for a code host, a page links to `../../examples/README.md`. In the site that file is the page
`project/examples`, and links are rewritten on the way in, so that both read the same text. `outside_pages` in conf.py
names the files; `outside_links` names files that stand for a page of docs/. A link to a folder leads to its README.
Every other file that is linked to becomes a download.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from sphinx.application import Sphinx

_LINK = re.compile(r"(?<=\]\()([^)\s#:]+)(#[^)\s]*)?(?=\))")
_FENCED = re.compile(r"^(```+|~~~+).*?^\1", re.MULTILINE | re.DOTALL)


class Places:
    """Where each file of the repository is in the site."""

    def __init__(self, docs: Path, pages: dict[str, str], links: dict[str, str]) -> None:
        root = docs.resolve().parent
        self.docs = docs.resolve()
        self.files = {name: root / path for path, name in pages.items()}
        self._names = {root / path: name for path, name in {**pages, **links}.items()}

    def link(self, target: str, file: Path, page: str) -> str:
        """A link of `file`, as it must be written in `page`."""
        found = (file.parent / target).resolve()
        if found.is_dir() and (found / "README.md").is_file():
            found = found / "README.md"
        place = self.docs / f"{self._names[found]}.md" if found in self._names else found
        return Path(os.path.relpath(place, (self.docs / page).parent)).as_posix()

    def rewritten(self, text: str, file: Path, page: str) -> str:
        """The text of `file` as the text of `page`."""
        written, at = [], 0
        for fenced in [*_FENCED.finditer(text), None]:
            end = fenced.start() if fenced else len(text)
            written.append(_LINK.sub(lambda link: self.link(link[1], file, page) + (link[2] or ""), text[at:end]))
            if fenced:
                written.append(fenced[0])
                at = fenced.end()
        return "".join(written)


def _read(app: Sphinx, page: str, source: list[str]) -> None:
    places = Places(Path(app.srcdir), app.config.outside_pages, app.config.outside_links)
    file = places.files.get(page)
    if file is None:
        file = Path(app.env.doc2path(page))
    else:
        app.env.note_dependency(str(file))
        source[0] = file.read_text(encoding="utf-8")
    source[0] = places.rewritten(source[0], file, page)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_config_value("outside_pages", {}, "env", dict)
    app.add_config_value("outside_links", {}, "env", dict)
    app.connect("source-read", _read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
