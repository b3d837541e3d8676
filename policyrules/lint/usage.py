"""PR301–PR303, PR305, PR306: what is named and never used; clauses without ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policyrules.language.document import Path_
from policyrules.language.vocabulary import Things
from policyrules.lint import names_used
from policyrules.lint.context import Context
from policyrules.lint.finding import Findings
from policyrules.suggestions import guess
from policyrules.text import Text

#: Types of facts that say which thing is meant, and are shown to people, whether or not a formula asks them.
_IDENTIFYING = ("id", "text", "reference", "place")


def check(context: Context, findings: Findings) -> None:
    """All names that a policy introduces."""
    _check_parameters(context, findings)
    _check_clauses(context, findings)
    _check_interpretations(context, findings)
    _check_quantities(context, findings)
    _check_facts(context, findings)


def _check_parameters(context: Context, findings: Findings) -> None:
    definition = context.definition
    used = names_used.parameters(definition)
    for name, parameter in definition.parameters.items():
        if name in used or parameter.describes is not None or name.startswith("in_force."):
            continue
        what = Text(f"没有公式使用参数 {name}", f"no formula names the parameter `{name}`")
        hint = Text(
            "写入公式，或以 `describes` 指明它说明哪项事实",
            "name it in a formula, or say with `describes` of which fact it is part",
        )
        findings.add("PR301", "parameters.yaml", ("parameters", name), what, hint)


def _check_clauses(context: Context, findings: Findings) -> None:
    """Clauses that are blank, or are not among those of `sources.yaml`, where there is one."""
    known = context.definition.clauses
    for file, document in context.definition.documents.items():
        if file == "sources.yaml":
            continue
        for path, clause in _clauses(document.data, ()):
            if not clause.strip():
                what, hint = Text("条款为空", "the clause is blank"), None
            elif known and clause not in known:
                what = Text(f"sources.yaml 中没有条款 {clause}", f"sources.yaml has no clause `{clause}`")
                hint = guess(clause, known)
            else:
                continue
            findings.add("PR302", file, path, what, hint, of_key=False)


def _clauses(data: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(data, Mapping):
        for key, each in data.items():
            if key == "clause" and isinstance(each, str):
                yield (*path, key), each
            else:
                yield from _clauses(each, (*path, key))
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for index, each in enumerate(data):
            yield from _clauses(each, (*path, index))


def _check_interpretations(context: Context, findings: Findings) -> None:
    used = names_used.interpretations(context.definition)
    for name in context.definition.interpretations:
        if name not in used:
            what = Text(f"没有条款询问解释 {name}", f"no provision asks the interpretation `{name}`")
            findings.add("PR303", "interpretations.yaml", ("interpretations", name), what)


def _check_quantities(context: Context, findings: Findings) -> None:
    document = context.definition.documents.get("awards.yaml")
    quantities = document.value(("quantities",)) if document else None
    for name in quantities if isinstance(quantities, Mapping) else ():
        files = [file for file in context.definition.documents if file not in ("facts.yaml", "parameters.yaml")]
        named = (names_used.words(context.definition, file, ("quantities", name)) for file in files)
        if not any(name in each for each in named):
            what = Text(f"没有公式使用数量 {name}", f"no formula names the quantity `{name}`")
            findings.add("PR305", "awards.yaml", ("quantities", name), what)


def _check_facts(context: Context, findings: Findings) -> None:
    definition = context.definition
    asked = names_used.facts(definition)
    ledger = definition.duties.ledger
    for name, group in definition.vocabulary.groups():
        if isinstance(group, Things) and (group.register_of_awards or (ledger and name == ledger.filings)):
            continue
        kind = "lists" if isinstance(group, Things) else "objects"
        for field_name, field in group.fields.items():
            if field.type in _IDENTIFYING or field.required or (name, field_name) in asked:
                continue
            zh = f"没有条款询问“{group.label.zh}”的“{field.label.zh}”"
            what = Text(zh, f"nothing asks `{field_name}` of `{name}`")
            findings.add("PR306", "facts.yaml", (kind, name, "fields", field_name), what)
