"""Pages of HTML that need nothing else. Every word in them is escaped."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from policyrules.reports.grid import shown
from policyrules.text import Language

_TEMPLATES = Path(__file__).parent / "templates"


def rendered(template: str, language: Language, *, stylesheet: str = "style.css", **values: Any) -> str:
    """A template as a page in a language, with the style of all pages or one of its own."""
    # The project's own file, and the only words that enter a page unescaped.
    style = Markup((_TEMPLATES / stylesheet).read_text(encoding="utf-8"))
    html_language = "zh-CN" if language == "zh" else "en"
    return _environment().get_template(template).render(style=style, html_language=html_language, **values)


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = shown
    return environment
