"""Equivalence as text: what was found, what it covers, and the case on which the two differ."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.equivalence.case import Case, said
from policyrules.proof.equivalence.result import Equivalence
from policyrules.reports.comparison.words import column
from policyrules.reports.grid import Cell, Grid
from policyrules.reports.markdown import escaped
from policyrules.reports.markdown import markdown as tables
from policyrules.reports.proofs.facts_grid import facts_grid
from policyrules.reports.proofs.words import covers, years
from policyrules.reports.safe import plain
from policyrules.reports.tables import render
from policyrules.text import Language, Text

_TITLE = Text("两个政策是否相同", "Do two policies decide the same?")
_SCOPE = Text("涵盖", "What this covers")
_FACTS = Text("两者决定不同的最小案例（虚构的事实）", "The smallest case that they decide otherwise (made-up facts)")
_LINES = Text("哪些不同", "What differs")
_ALL_ALIKE = Text("写法全部相同", "all is written the same")


def screen(
    found: Equivalence, vocabulary: Vocabulary, language: Language, width: int | None = None, colour: bool = False
) -> str:
    """The answer for a terminal. It alone says how long it took: files are the same from run to run."""
    took = Text(f"用时 {found.seconds:.2f} 秒", f"{found.seconds:.2f} seconds").pick(language)
    shown = render(list(grids_of(found, vocabulary, language)), width, colour)
    return "\n".join([about(found, language), "", shown, outcome_line(found, language), took]).rstrip("\n") + "\n"


def markdown(found: Equivalence, vocabulary: Vocabulary, language: Language) -> str:
    """The answer as Markdown, ending in a line break."""
    head = [f"# {escaped(about(found, language))}", f"**{escaped(outcome_line(found, language))}**"]
    return "\n\n".join([*head, tables(grids_of(found, vocabulary, language))])


def about(found: Equivalence, language: Language) -> str:
    """What was asked, of which two policies."""
    return f"{_TITLE.pick(language)} · {_name(found.one)} / {_name(found.other)}"


def _name(policy: object) -> str:
    assert isinstance(policy, dict)
    proposals = policy.get("proposals")
    return plain(policy["id"] if not proposals else f"{policy['id']} + {proposals}")


def outcome_line(found: Equivalence, language: Language) -> str:
    """The answer, as a sentence."""
    words = found.words.pick(language)
    return f"{words}。" if language == "zh" else f"{words[:1].upper()}{words[1:]}."


def grids_of(found: Equivalence, vocabulary: Vocabulary, language: Language) -> Iterator[Grid]:
    """What the answer covers, or the case on which the two differ."""
    if found.case is None:
        yield _scope(found, vocabulary, language)
        return
    title = f"{_FACTS.pick(language)}"
    facts = facts_grid(found.case.facts, vocabulary, title, language)
    yield Grid(facts.key, facts.title, facts.columns, facts.rows, note=plain(_circumstances(found.case).pick(language)))
    yield _lines(found.case, language)


def _scope(found: Equivalence, vocabulary: Vocabulary, language: Language) -> Grid:
    scope = found.scope
    rows: list[tuple[Text, Text]] = [
        (Text("年度", "Years"), years(scope.years)),
        (Text("解释", "Readings"), scope.readings),
        (Text("事物数量", "Things"), covers(scope, vocabulary)),
        (Text("写法不同而证明相同", "Not written the same, and proved the same"), _listed(found.rewritten)),
        *([(Text("一并裁定", "Decided together"), _listed(found.together))] if found.together else []),
        (Text("方法", "Method"), scope.method),
        *((Text("前提", "Assumption"), each) for each in scope.assumptions),
    ]
    cells: list[tuple[Cell, ...]] = [(name.pick(language), plain(words.pick(language))) for name, words in rows]
    columns = (column("item", language), column("value", language, "words"))
    return Grid("scope", _SCOPE.pick(language), columns, tuple(cells))


def _listed(addresses: tuple[str, ...]) -> Text:
    return Text("、".join(addresses), ", ".join(addresses)) if addresses else _ALL_ALIKE


def _circumstances(case: Case) -> Text:
    readings = ", ".join(f"{name}={option}" for name, option in case.interpretations.items())
    by = "、".join(case.confirmed_by), ", ".join(case.confirmed_by)
    zh = f"；解释 {readings}" if readings else ""
    en = f"; readings {readings}" if readings else ""
    return Text(f"{case.year} 年度{zh}；{by[0]} 均如此决定", f"sales year {case.year}{en}; decided so by {by[1]}")


def _lines(case: Case, language: Language) -> Grid:
    """What differs, line by line."""
    columns = (
        column("provision", language),
        column("subject", language, "id"),
        column("before", language),
        column("after", language),
    )
    rows: list[tuple[Cell, ...]] = []
    for each in case.differences:
        about = " ".join(dict.fromkeys(name for name in (each.payee, each.subject) if name))
        sides = (said(figures).pick(language) for figures in (each.before, each.after))
        rows.append((plain(each.label.pick(language)), plain(about), *sides))
    return Grid("differences", _LINES.pick(language), columns, tuple(rows))
