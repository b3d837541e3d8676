"""Who is paid: one list for the whole policy, and one way to it from each list of subjects."""

from __future__ import annotations

from policyrules.errors import Place
from policyrules.language.compile.facts import has_id
from policyrules.language.compile.report import Report
from policyrules.language.provisions import AwardModel, AwardsFile
from policyrules.language.vocabulary import Vocabulary
from policyrules.text import Text

FILE = "awards.yaml"


def is_payee(report: Report, vocabulary: Vocabulary, name: str, model: AwardModel) -> bool:
    """Whether the payee of an award is a required reference of its subject; a problem where it is not."""
    if model.payee is None:
        return True
    fields = vocabulary.lists[model.subject].fields
    place = report.place(FILE, "awards", name, "payee")
    references = {each: field for each, field in fields.items() if field.type == "reference"}
    if model.payee not in references:
        if model.payee in fields:
            allowed = Text("收款人须为引用字段", "a payee is a reference field")
            report.add(place, "payee", model.payee, allowed)
        else:
            report.unknown(place, model.payee, references, Text("引用字段", "reference field"))
        return False
    field = references[model.payee]
    if not field.required or field.series:
        # Otherwise a thing without it would have no line at all.
        place = report.place("facts.yaml", "lists", model.subject, "fields", model.payee)
        allowed = Text("收款人字段须 required: true，且不按年", "a payee must be `required: true` and no series")
        report.add(place, "payee", model.payee, allowed)
        return False
    return True


def check_payees(report: Report, vocabulary: Vocabulary, model: AwardsFile) -> None:
    """Report awards that pay the things of another list, or that go from one list by another field."""
    paid: tuple[str, str] | None = None
    ways: dict[str, tuple[str | None, str]] = {}
    for name, award in model.awards.items():
        found = target(vocabulary, award)
        if found is None:
            continue
        field, first = ways.setdefault(award.subject, (award.payee, name))
        if field != award.payee:
            way = f"`payee: {field}`" if field else "`payee`"
            allowed = Text(
                f"`{award.subject}` 的奖励须用同一收款人：`{first}`（{_place(report, first)}）的 {way}",
                f"awards for `{award.subject}` need one payee: `{first}` ({_place(report, first)}) "
                f"has {way if field else 'none'}",
            )
            report.add(_place(report, name), "payee", award.payee or "", allowed)
            continue
        paid = paid or (found, name)
        if found != paid[0]:
            allowed = Text(
                f"所有奖励须发给同一列表：`{paid[1]}`（{_place(report, paid[1])}）发给 `{paid[0]}`",
                f"all awards must pay things of one list: `{paid[1]}` ({_place(report, paid[1])}) pays `{paid[0]}`",
            )
            report.add(_place(report, name), "payee", found, allowed)


def target(vocabulary: Vocabulary, award: AwardModel) -> str | None:
    """The list whose things an award pays; None where that is wrong already."""
    if award.subject not in vocabulary.lists or not has_id(vocabulary.lists[award.subject]):
        return None
    if award.payee is None:
        return award.subject
    field = vocabulary.lists[award.subject].fields.get(award.payee)
    known = field is not None and field.type == "reference" and field.to in vocabulary.lists
    return field.to if field is not None and known else None


def _place(report: Report, award: str) -> Place:
    return report.place(FILE, "awards", award, "payee")
