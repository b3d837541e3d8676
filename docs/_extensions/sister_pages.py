"""Pages in two languages: `NAME.md` is English and `NAME.zh.md` Chinese. Each links to the other at its top.

Chinese has no spaces, so the end of a line between two of its characters is none either.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

CHINESE = ".zh"
#: Characters and full-width marks, beside which a line may end.
_FULL_WIDTH = re.compile(r"[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def sister(page: str) -> str:
    """The page in the other language, whether there is one or not."""
    return page.removesuffix(CHINESE) if page.endswith(CHINESE) else page + CHINESE


def _describe(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: Any) -> None:
    chinese = page.endswith(CHINESE)
    context["language"] = "zh-CN" if chinese else "en"
    if sister(page) in app.env.all_docs:
        context["sister"] = sister(page)
        context["sister_name"] = "English" if chinese else "中文"
        context["sister_language"] = "en" if chinese else "zh-CN"


def _join(_app: Sphinx, tree: nodes.document) -> None:
    for paragraph in list(tree.findall(nodes.TextElement)):
        for at in reversed(range(1, len(paragraph) - 1)):
            before, end, after = paragraph[at - 1 : at + 2]
            if isinstance(end, nodes.Text) and str(end) == "\n" and _meet(before.astext(), after.astext()):
                del paragraph[at]


def _meet(before: str, after: str) -> bool:
    """Whether full-width characters stand on both sides of a line's end."""
    return bool(_FULL_WIDTH.match(before[-1:]) and _FULL_WIDTH.match(after[:1]))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("doctree-read", _join)
    app.connect("html-page-context", _describe)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
