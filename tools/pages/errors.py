"""The reference of errors: the tree of exceptions, and a catalogue of problems, each made anew."""

from __future__ import annotations

import inspect

from policyrules import errors
from policyrules.errors import PolicyRulesError
from policyrules.text import LANGUAGES, Language

from .embedding import embedded
from .markdown import NOTE, code, page, table
from .mistakes import SORTS, Mistake, made

_WHOLE = "reference/errors.md"
#: So many mistakes are shown of a code, and so much of what was written.
MOST, LONGEST = 3, 160
#: What Markdown would read as something else in the middle of words.
_SPECIAL = "*[]<>"


def pages() -> dict[str, str]:
    """Every page, by its path in `docs`."""
    found = {sort: made(sort) for sort in SORTS}
    made_pages = {f"reference/errors/{sort}.md": catalogue(sort, codes) for sort, codes in found.items()}
    made_pages[_WHOLE] = embedded(_WHOLE, tree=_tree(), codes=_codes(found))
    return made_pages


def catalogue(sort: str, codes: dict[str, list[Mistake]]) -> str:
    """The problems of one sort: each code with mistakes that lead to it, and what is said in both languages."""
    title, error, _ = SORTS[sort]
    parts = [
        f"# {title}",
        f"{NOTE} Carried by {code(error)}. Each mistake was made, and the words are what the library said. "
        "All sorts, and how a problem reads: [errors](../errors.md).",
    ]
    for name, mistakes in codes.items():
        rows = [_row(each) for each in mistakes[:MOST]]
        # Where nothing was written (a line was taken out), there is nothing to show of it.
        shown = [0, 1, 2] if any(row[1] for row in rows) else [0, 2]
        heads = ["mistake", "what was written", "what is said"]
        parts += [f"## {name}", table([heads[at] for at in shown], [[row[at] for at in shown] for row in rows])]
    return page(*parts)


def _row(mistake: Mistake) -> list[str]:
    said = "<br>".join(_said(mistake, language) for language in reversed(LANGUAGES))
    warning = " (a warning)" if mistake.problem.severity == "warning" else ""
    written = " ".join(mistake.written.split())
    short = written[:LONGEST] + "…" if len(written) > LONGEST else written
    return [_plain(mistake.name) + warning, code(short) if short else "", said]


def _said(mistake: Mistake, language: Language) -> str:
    """The message with its place as code, as a person copies it."""
    place, words = str(mistake.problem.place), mistake.said(language)
    return f"{code(place)}: {_plain(words.removeprefix(f'{place}: '))}" if place else _plain(words)


def _plain(text: str) -> str:
    """Words that Markdown shows as they are; the backticks of a message stay what they are meant to be."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return "".join(f"\\{each}" if each in _SPECIAL + "`" else each for each in text)
    return "`".join(each if index % 2 else _escaped(each) for index, each in enumerate(parts))


def _escaped(text: str) -> str:
    return "".join(f"\\{each}" if each in _SPECIAL else each for each in text)


def _tree() -> str:
    """Every exception under its base, with the first sentence of what it says of itself."""
    rows = []

    def grow(kind: type[PolicyRulesError], depth: int) -> None:
        words = (inspect.getdoc(kind) or "").split("\n\n")[0]
        rows.append([f"{'&emsp;' * 2 * depth}{code(kind.__name__)}", " ".join(words.split())])
        for each in _below(kind):
            grow(each, depth + 1)

    grow(PolicyRulesError, 0)
    return table(["exception", "when"], rows)


def _below(kind: type[PolicyRulesError]) -> list[type[PolicyRulesError]]:
    """The kinds under one, in the order of their module."""
    order = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, PolicyRulesError)]
    return [each for each in order if kind in each.__bases__]


def _codes(found: dict[str, dict[str, list[Mistake]]]) -> str:
    rows = [
        [f"[{SORTS[sort][0]}](errors/{sort}.md)", code(SORTS[sort][1]), ", ".join(map(code, codes))]
        for sort, codes in found.items()
    ]
    return table(["page", "carried by", "codes"], rows)
