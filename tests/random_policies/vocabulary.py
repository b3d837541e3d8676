"""Random `facts.yaml`: lists of things, who runs them, a register, the city."""

from __future__ import annotations

from collections.abc import Sequence

from random_policies.drawing import Json, Sketch, label

#: The list whose things are paid, and the reference that names who runs a thing of another list.
PAYEES, OPERATOR = "firms", "operator"
#: Who else has to do with a thing; it may be missing.
PARTNER = "partner"
REGISTER = "paid"
CITY = "city"

_OPTIONS = {name: {"label": label(name)} for name in ("a", "b", "c")}
_FIELDS: dict[str, Json] = {
    "sales": {"type": "money", "series": True},
    "ok": {"type": "flag"},
    "county": {"type": "place"},
    "income": {"type": "money"},
    "cost": {"type": "money", "series": True},
    "staff": {"type": "count"},
    "towns": {"type": "count", "series": True},
    "area": {"type": "area"},
    "site.area": {"type": "area"},
    "share": {"type": "share"},
    "quota": {"type": "share", "series": True},
    "open": {"type": "flag", "series": True},
    "form": {"type": "choice", "options": _OPTIONS},
    "other_form": {"type": "choice", "options": _OPTIONS},
    "parts": {"type": "choices", "options": _OPTIONS},
    "site.zones": {"type": "choices", "options": _OPTIONS},
    "note": {"type": "text"},
}
_UNITS = ({"name": "东山区"}, {"name": "西河县"}, {"name": "北新区", "zone": True})


def draw_vocabulary(sketch: Sketch, awards: Sequence[str]) -> Json:
    """The contents of `facts.yaml`, for a policy with those awards."""
    others = ["shops", "sites"][: sketch.upto(2)]
    lists = {PAYEES: _payees(sketch), **{name: _list(sketch, name, (PAYEES, *others)) for name in others}}
    if not sketch.chance(4):
        lists[REGISTER] = _register(awards)
    return {
        "title": label("facts"),
        "lists": lists,
        "objects": {CITY: {"label": label(CITY), "fields": _fields(sketch)}},
        "places": {"source": label("units"), "units": list(_UNITS)},
    }


def subjects(vocabulary: Json) -> list[str]:
    """The lists that provisions may be about."""
    return [name for name in vocabulary["lists"] if name != REGISTER]


def _payees(sketch: Sketch) -> Json:
    """Firms told apart by ids; now and then units told apart by their official names."""
    if sketch.chance(8):
        return {"label": label(PAYEES), "id": "unit", "fields": {"unit": _named("place"), **_fields(sketch)}}
    return {"label": label(PAYEES), "fields": {"id": _named("id"), **_fields(sketch)}}


def _list(sketch: Sketch, name: str, lists: Sequence[str]) -> Json:
    operator = {"type": "reference", "to": PAYEES, "required": True, "label": label(OPERATOR)}
    fields = {"id": _named("id"), OPERATOR: operator, **_fields(sketch)}
    if sketch.chance(2):
        fields[PARTNER] = {"type": "reference", "to": sketch.pick(lists), "label": label(PARTNER)}
    return {"label": label(name), "fields": fields}


def _named(kind: str) -> Json:
    return {"type": kind, "required": True, "label": label(kind)}


def _fields(sketch: Sketch) -> Json:
    """A few fields, some of which say what their absence means."""
    names = [*_FIELDS, "county"]
    chosen = dict.fromkeys(["sales", *(sketch.pick(names) for _ in range(2 + sketch.upto(3)))])
    found = {name: {**_FIELDS[name], "label": label(name)} for name in chosen}
    founded = sketch.chance(3)
    for each in found.values():
        if each["type"] in ("money", "count", "area", "share"):
            if founded and each.get("series"):
                each["zero_before"] = "founded"
            elif sketch.chance(4):
                each["absent"] = "zero"
    return {**found, "founded": {"type": "year", "label": label("founded")}} if founded else found


def _register(awards: Sequence[str]) -> Json:
    types = {"year": "year", "award": "choice", "tier": "count", "enterprise": "id", "subject": "id", "amount": "money"}
    fields = {
        name: {"type": kind, "label": label(name), **({} if name in ("tier", "subject") else {"required": True})}
        for name, kind in types.items()
    }
    fields["award"]["options"] = {award: {"label": label(award)} for award in awards}
    return {"label": label(REGISTER), "register_of_awards": True, "fields": fields}
