"""The official numbers of duties, and the facts of the type `duty`, which name them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from policyrules.language.compile.report import Report
from policyrules.language.provisions import DutiesFile
from policyrules.language.vocabulary import Circumstances, Field, Option, Things, Vocabulary
from policyrules.text import Text

FILE, FACTS = "duties.yaml", "facts.yaml"
G = TypeVar("G", Things, Circumstances)


def check_numbers(report: Report, duties: DutiesFile) -> None:
    """Report official numbers that stand twice, and those that the document is said to skip."""
    seen: dict[int, str] = {}
    for name, each in duties.duties.items():
        if each.number is None:
            continue
        place = report.place(FILE, "duties", name, "number")
        if each.number in seen:
            allowed = Text(f"`{seen[each.number]}` 已用此编号", f"`{seen[each.number]}` has this number already")
            report.add(place, "duplicate", each.number, allowed)
        elif str(each.number) in duties.skipped:
            allowed = Text("此编号列在 `skipped` 中", "this number is listed under `skipped`")
            report.add(place, "duplicate", each.number, allowed)
        seen.setdefault(each.number, name)


def check_facts_of_duties(report: Report, vocabulary: Vocabulary, duties: DutiesFile) -> None:
    """Report facts that name numbers where no duty has one."""
    path = next(_duty_fields(vocabulary), None)
    numbered = any(each.number is not None for each in duties.duties.values())
    if path is not None and not numbered and not _some_are_lost(report):
        allowed = Text("duties.yaml 中没有带编号的任务", "no duty of duties.yaml has a number")
        report.add(report.place(FACTS, *path), "duty", path[-1], allowed)


def with_duty_numbers(vocabulary: Vocabulary, duties: DutiesFile) -> Vocabulary:
    """The vocabulary, its fields of the type `duty` with the numbers that there are and those that are skipped."""
    if next(_duty_fields(vocabulary), None) is None:
        return vocabulary
    labels = {each.number: each.label for each in duties.duties.values() if each.number is not None}
    options = {str(number): Option(label=labels[number]) for number in sorted(labels)}
    numbers = {"options": options, "refused": duties.skipped}

    def numbered(group: G) -> G:
        fields = {
            name: field.model_copy(update=numbers) if field.type == "duty" else field
            for name, field in group.fields.items()
        }
        return group.model_copy(update={"fields": fields})

    lists = {name: numbered(group) for name, group in vocabulary.lists.items()}
    objects = {name: numbered(group) for name, group in vocabulary.objects.items()}
    return vocabulary.model_copy(update={"lists": lists, "objects": objects})


def _duty_fields(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str, str]]:
    """Where the fields of the type `duty` stand."""
    for name, group in vocabulary.groups():
        section = "lists" if isinstance(group, Things) else "objects"
        yield from ((section, name, "fields", each) for each, field in group.fields.items() if _is_duty(field))


def _is_duty(field: Field) -> bool:
    return field.type == "duty"


def _some_are_lost(report: Report) -> bool:
    """Whether a duty could not be read."""
    document = report.documents.get(FILE)
    written = None if document is None else document.value(("duties",))
    return isinstance(written, dict) and not report.lost.isdisjoint(written)
