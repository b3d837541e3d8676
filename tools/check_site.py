"""Checks the built documentation site: links, what it loads, and that every public name has an entry.

    python tools/check_site.py [site]

Prints one line per problem. It needs no network: links to other sites are not followed, and nothing may be loaded
from one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sphinx.util.inventory import InventoryFile

ROOT = Path(__file__).parents[1]
_PUBLIC = ROOT / "docs" / "reference" / "public-interface.md"
#: Attributes that load something when the page is shown. A `link` loads, an `a` does not.
_LOADING = {"src", "srcset", "poster", "data"}
_IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")
_ROOM = re.compile(r"`(policyrules(?:\.[a-z_]+)*)`")


class Page(HTMLParser):
    """What a page links to, what it loads, and the anchors that it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self._in_style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect from one element."""
        self._in_style = tag == "style"
        for name, value in attrs:
            if not value:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value)
            elif name == "href":
                (self.loaded if tag == "link" else self.links).append(value)
            elif name in _LOADING:
                self.loaded.append(value)
            elif name == "style":
                self.loaded += _IN_STYLE.findall(value)

    def handle_endtag(self, tag: str) -> None:
        """Leave a style sheet."""
        self._in_style = False

    def handle_data(self, data: str) -> None:
        """Collect what a style sheet within the page loads."""
        if self._in_style:
            self.loaded += _IN_STYLE.findall(data)


@cache
def page(file: Path) -> Page:
    """A page, read once."""
    return Page(file.read_text(encoding="utf-8"))


def dead_links(site: Path) -> Iterator[str]:
    """Links and files that lead nowhere within the site, and what would be loaded from elsewhere."""
    for file in sorted(site.rglob("*.html")):
        place = file.relative_to(site)
        for loaded in page(file).loaded:
            if _elsewhere(loaded):
                yield f"{place}: loads `{loaded}` from elsewhere"
        for link in {*page(file).links, *page(file).loaded}:
            problem = None if _elsewhere(link) or urlsplit(link).scheme else _leads_nowhere(link, file)
            if problem:
                yield f"{place}: {problem}"
    for file in sorted(site.rglob("*.css")):
        for loaded in _IN_STYLE.findall(file.read_text(encoding="utf-8")):
            if _elsewhere(loaded):
                yield f"{file.relative_to(site)}: loads `{loaded}` from elsewhere"


def _elsewhere(link: str) -> bool:
    return bool(urlsplit(link).netloc)


def _leads_nowhere(link: str, file: Path) -> str | None:
    parts = urlsplit(link)
    target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
    if not target.is_file():
        return f"no such file `{link}`"
    anchor = unquote(parts.fragment)
    # An empty anchor is the top of a page.
    if anchor and target.suffix == ".html" and anchor not in page(target).anchors:
        return f"no such place `{link}`"
    return None


def unlisted_names(site: Path) -> Iterator[str]:
    """Public names that the site has no entry for. A name that two rooms give is described once."""
    inventory = InventoryFile.loads((site / "objects.inv").read_bytes(), uri="")
    listed = {name for kind, names in inventory.data.items() if kind.startswith("py:") for name in names}
    for room in sorted({"policyrules", *_ROOM.findall(_PUBLIC.read_text(encoding="utf-8"))}):
        if not _is_module(room):
            continue
        module = import_module(room)
        for name in getattr(module, "__all__", ()):
            home = getattr(getattr(module, name), "__module__", room)
            if not listed & {f"{room}.{name}", f"{home}.{name}", f"policyrules.{name}"}:
                yield f"reference/api: `{room}.{name}` is public and has no entry"


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def main(site: Path) -> int:
    """1 where something is wrong with the site."""
    found = [*dead_links(site), *unlisted_names(site)]
    pages = sum(1 for _ in site.rglob("*.html"))
    print("\n".join(found) or f"{pages} pages: every link leads somewhere, and nothing is loaded from elsewhere")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site").resolve()))
