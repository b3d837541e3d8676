"""Checks the documents: every relative link and every anchor leads somewhere. Prints one line per problem."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
_FOLDERS = ("docs", "examples", "policies", "benchmarks")
PAGES = sorted({*ROOT.glob("*.md"), *(page for folder in _FOLDERS for page in (ROOT / folder).glob("**/*.md"))})
#: `[text](target)`, also where the text is a picture or wraps; and `[name]: target` at a line's start.
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|^\[[^\]\n]+\]:\s+(\S+)", re.MULTILINE)
#: What is shown as it is: fenced blocks, and code within a line.
_CODE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)|(?<!`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)", re.M | re.S)
_FENCE = re.compile(r"^(```+|~~~+).*?^\1", re.MULTILINE | re.DOTALL)
_FRONT = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ +(.+?)(?: +#+)?$", re.MULTILINE)
#: Anchors that a page sets by itself: `<a id="…">`, or `(…)=` on a line of its own.
_TARGET = re.compile(r"""<\w+[^>]*\s(?:id|name)=["']([^"']+)["']|^\(([\w\-.]+)\)=$""", re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-z][a-z+.\-]*:|//")


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page: those that its headings make, a repeated one with its number, and those that it sets."""
    text = _FENCE.sub("", _FRONT.sub("", page.read_text(encoding="utf-8")))
    made: set[str] = {name for found in _TARGET.findall(text) for name in found if name}
    times: dict[str, int] = {}
    for heading in _HEADING.findall(text):
        slug = re.sub(r"[^\w\- ]", "", _shown(heading).lower()).strip().replace(" ", "-")
        made.add(f"{slug}-{times[slug]}" if slug in times else slug)
        times[slug] = times.get(slug, 0) + 1
    return frozenset(made)


def _shown(heading: str) -> str:
    """A heading without the targets of its links."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)


def problems(page: Path) -> list[str]:
    """The links of a page that lead nowhere."""
    found = []
    text = _CODE.sub("code", _FRONT.sub("", page.read_text(encoding="utf-8")))
    for link in ("".join(groups) for groups in _LINK.findall(text)):
        path, _, anchor = link.partition("#")
        if _ELSEWHERE.match(link):
            continue
        target = (page.parent / path).resolve() if path else page
        if not target.exists():
            found.append(f"{page.relative_to(ROOT)}: no such file `{path}`")
        elif not target.is_relative_to(ROOT):
            found.append(f"{page.relative_to(ROOT)}: `{path}` is outside the project")
        elif anchor and target.suffix == ".md" and anchor not in anchors(target):
            found.append(f"{page.relative_to(ROOT)}: no heading `{anchor}` in `{path or page.name}`")
    return found


def main() -> int:
    """1 where a link leads nowhere."""
    found = [problem for page in PAGES for problem in problems(page)]
    print("\n".join(found) or f"{len(PAGES)} pages: every link leads somewhere")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
