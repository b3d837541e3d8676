"""The style and the script of the page, and the policy by which a browser runs these two and loads nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from policyrules.decision.decision import Decision
from policyrules.reports.closing import year_label
from policyrules.reports.safe import plain
from policyrules.text import Language

_TEMPLATES = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True)
class Inline:
    """What is written into the page as it is, and its content security policy."""

    style: Markup
    script: Markup
    policy: str


def inline(decision: Decision, language: Language) -> Inline:
    """The style (with the head and foot of each printed sheet), the script, and their digests as a policy."""
    style = _file("style.css") + _file("decision.css") + _sheet(decision, language)
    script = _file("decision.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    # The project's own files, and words written as escapes: nothing from outside enters unescaped.
    return Inline(Markup(style), Markup(script), policy)


def _sheet(decision: Decision, language: Language) -> str:
    """The head and foot of a printed sheet: document and year, digest, number of the sheet."""
    head = _string(f"{decision.policy['document']} · {year_label(decision).pick(language)} {decision.year}")
    foot = _string(decision.digest)
    return f"@page {{ @top-left {{ content: {head}; }} @bottom-left {{ content: {foot}; }} }}\n"


def _string(words: str) -> str:
    """A string of a style sheet; whatever is no letter or figure of ASCII stands in it as its number."""
    return '"' + re.sub(r"[^0-9A-Za-z]", lambda found: f"\\{ord(found.group()):x} ", plain(words)) + '"'


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@lru_cache(maxsize=4)
def _file(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
