"""Whether a list can be what a provision is decided for, a field the place of its things, a name that of a place."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from policyrules.language.compile.facts import has_id
from policyrules.language.compile.formulas import Formulas
from policyrules.language.compile.report import Report
from policyrules.language.vocabulary import Things
from policyrules.text import Text


def is_subject(formulas: Formulas, name: str, file: str, *path: Hashable, inside: bool = True) -> bool:
    """Whether `name` is a list of things that can be told apart; a problem at `path` where it is not.

    `inside` says whether they may stand inside the things of another list.
    """
    report, lists = formulas.report, formulas.vocabulary.lists
    place = report.place(file, *path)
    if name not in lists:
        report.unknown(place, name, lists, Text("列表", "list"))
        return False
    things = lists[name]
    if are_apart(things, inside) or has_broken_id(report, things):
        return True
    if things.register_of_awards or things.within is not None:
        allowed = Text("这个列表没有编号字段", "this list has no id, or is the register of awards")
        report.add(place, "subject", name, allowed)
    elif not _is_referred_to(formulas, name):
        # One problem, however many provisions are decided for the things of the list.
        allowed = Text("政策要评定的列表须有编号字段", "a list whose things are decided on needs an id")
        report.add(report.key("facts.yaml", "lists", name), "subject", name, allowed)
    return False


def _is_referred_to(formulas: Formulas, name: str) -> bool:
    """Whether a reference points into a list: that it has no id has then been said."""
    groups = formulas.vocabulary.groups()
    return any(field.type == "reference" and field.to == name for _, group in groups for field in group.fields.values())


def are_apart(things: Things, inside: bool = True) -> bool:
    """Whether the things of a list can be told apart, also by where they stand inside others (if `inside`)."""
    return has_id(things) or (inside and things.within is not None and not things.register_of_awards)


def has_broken_id(report: Report, things: Things) -> bool:
    """Whether a list would have an id if nothing were wrong with it, which has been said already."""
    return bool({"id", things.id} & report.broken) or (things.id is not None and things.id not in things.fields)


def is_place_of(formulas: Formulas, of: str, field: str, file: str, *path: Hashable) -> bool:
    """Whether `field` is the place of the things of the list `of`; a problem at `path` where it is not."""
    report, fields = formulas.report, formulas.vocabulary.lists[of].fields
    places = {name for name, each in fields.items() if each.type == "place" and not each.series}
    if field in places:
        return has_places(formulas)
    place = report.place(file, *path)
    if field in fields:
        report.add(place, "place", field, Text("须为地区字段", "this must be a field of the type place"))
    else:
        report.unknown(place, field, places, Text("地区字段", "place field"))
    return False


def has_places(formulas: Formulas) -> bool:
    """Whether the vocabulary says which units there are; one problem for all that rests on them."""
    if formulas.vocabulary.places is None and "places" not in formulas.report.lost:
        allowed = Text("按县统计和填报须有 `places`", "what is told county by county needs `places`")
        formulas.report.add(formulas.report.place("facts.yaml"), "places", "", allowed)
    return formulas.vocabulary.places is not None


def known_places(formulas: Formulas, written: Sequence[str], file: str, *path: Hashable) -> tuple[str, ...]:
    """The official names of the units that are named; a problem at `path` for each that is none, or is named again."""
    if not written or not has_places(formulas):
        return ()
    report, names = formulas.report, formulas.vocabulary.place_names()
    found: list[str] = []
    for index, each in enumerate(written):
        place, name = report.place(file, *path, index), names.get(each)
        if name is None:
            report.unknown(place, each, set(names.values()), Text("县级单位", "county-level unit"))
        elif name in found:
            report.add(place, "duplicate", each, Text("单位不得重复", "the unit is listed already"))
        else:
            found.append(name)
    return tuple(found)
