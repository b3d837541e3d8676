"""The JSON Schemas of the sections of a decision beside its awards: standards, targets, tasks."""

from __future__ import annotations

from typing import Any, get_args

from policyrules.engines.verdicts import Verdict
from policyrules.language.model import Modality

Schema = dict[str, Any]

POINTERS: Schema = {
    "type": "array",
    "items": {"type": "string", "pattern": "^(/.*)?$"},
    "description": "JSON pointers of the facts needed, in the facts as given.",
}
#: What explains the lines of a section: the columnar engine leaves it out.
EXPLAINED = {"awards": ("reasons", "missing"), "standards": ("blocks", "missing")}
_TEXT: Schema = {"type": "string"}
_YEAR: Schema = {"type": "integer"}
_COUNT: Schema = {"type": "string", "pattern": "^[0-9]+$"}
_FIGURE: Schema = {
    "type": "string",
    "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$",
    "description": "Money in yuan with two decimals, shares as decimal fractions, counts as whole numbers.",
}
_RANGE: Schema = {
    "type": "array",
    "items": _FIGURE,
    "minItems": 2,
    "maxItems": 2,
    "description": "What the value surely is at least and at most, where it is not known exactly.",
}
_IDS: Schema = {"type": "array", "items": _TEXT}
_DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_MODALITY: Schema = {"enum": list(get_args(Modality)), "description": "How strongly the document asks for it."}


def nullable(schema: Schema) -> Schema:
    """A schema that allows null as well."""
    return {**schema, "type": [schema["type"], "null"]}


def object_of(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    """An object with these properties, which must be there unless they are optional; more may be added."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def _verdicts(*left_out: Verdict) -> Schema:
    return {"enum": [each.value for each in Verdict if each not in left_out]}


def standard() -> Schema:
    """A standard for one thing."""
    judged = _verdicts(Verdict.NO_BOUND, Verdict.NOT_APPLICABLE)
    options = "by the names of options, else of facts"
    item = object_of(
        {
            "item": _TEXT,
            "clause": _TEXT,
            "verdict": judged,
            "modality": _described(_MODALITY, "Only what is `required` decides."),
            "found": _described(_IDS, f"What of it is there, {options}."),
            "lacking": _described(_IDS, f"What of it is surely not there, {options}; none where it is met."),
            "unknown": _described(_IDS, f"What of it is unknown, {options}; none of an item that is met."),
            "value": _described(nullable(_FIGURE), "A figure that is reported beside the item."),
            "missing": POINTERS,
        },
        optional=("value",),
    )
    block = object_of(
        {
            "block": _TEXT,
            "clause": _TEXT,
            "verdict": _described(judged, "Whether all its required items are met."),
            "counts": {"type": "boolean", "description": "Whether the verdict of the standard rests on it."},
            "items": {"type": "array", "items": item},
        }
    )
    return object_of(
        {
            "standard": _TEXT,
            "clause": _TEXT,
            "subject": _described(_TEXT, "The id of the thing that is judged."),
            "verdict": _verdicts(Verdict.NO_BOUND),
            "items_short": _described(_COUNT, "Required items of blocks that count which are surely missed."),
            "items_unknown": _described(_COUNT, "Required items of blocks that count which are unknown."),
            "blocks": {"type": "array", "items": block},
            "missing": POINTERS,
        },
        optional=EXPLAINED["standards"],
    )


def target() -> Schema:
    """A target for the city, or for one unit of it."""
    near = object_of({"id": _TEXT, "value": _FIGURE, "bound": _FIGURE, "gap": _FIGURE})
    return object_of(
        {
            "target": _TEXT,
            "clause": _TEXT,
            "county": _described(_TEXT, "The unit; absent on the city's own line."),
            "modality": _MODALITY,
            "by": _described(nullable(_YEAR), "The year by which; null where the document gives none."),
            "year": _described(_YEAR, "The year whose figures are taken."),
            "value": _described(nullable(_FIGURE), "What is known of it, where that decides; null where unknown."),
            "range": _RANGE,
            "bound": _described(nullable(_FIGURE), "Null where the document gives no number, and for single units."),
            "strict": {"type": "boolean", "description": "Whether the bound must be exceeded, not only reached."},
            "verdict": _verdicts(Verdict.NOT_APPLICABLE),
            "gap": _described(nullable(_FIGURE), "The least that is lacking; 0 where it is met."),
            "counted": _described(_IDS, "The things that count."),
            "possible": _described(_IDS, "The things that may count: facts about them are missing."),
            "pipeline": {"type": "array", "items": near, "description": "Those nearest below, nearest first."},
            "missing": POINTERS,
        },
        optional=("county", "range", "counted", "possible", "pipeline"),
    )


def task() -> Schema:
    """A numbered duty in one unit."""
    judged = object_of({"subject": _TEXT, "verdict": _verdicts(Verdict.NO_BOUND)})
    contribution = object_of({"target": _TEXT, "value": nullable(_FIGURE), "range": _RANGE}, optional=("range",))
    measure = object_of({"measure": _TEXT, "value": nullable(_FIGURE)})
    verdict = {"enum": [*_verdicts()["enum"], None], "description": "Null where the status is what is filed."}
    return object_of(
        {
            "work_point": {"type": "integer", "minimum": 1, "description": "The official number."},
            "county": _TEXT,
            "duty": _TEXT,
            "clause": _TEXT,
            "modality": _MODALITY,
            "applies": {"type": ["boolean", "null"], "description": "Whether it applies to the unit; null: unknown."},
            "computed": {"type": "boolean", "description": "Whether the document gives a condition or figures."},
            "verdict": verdict,
            "standards": {"type": "array", "items": judged, "description": "The things that were judged."},
            "targets": {"type": "array", "items": contribution, "description": "What the unit contributes."},
            "counted": _described(_IDS, "The things on the list of the duty."),
            "possible": _described(_IDS, "The things that may be on it."),
            "measures": {"type": "array", "items": measure, "description": "Figures that are reported."},
            "filings": {"type": "array", "items": _filing(), "description": "What the unit filed, by quarter."},
            "external": {"type": "array", "items": _external()},
            "missing": POINTERS,
        },
        optional=("standards", "targets", "counted", "possible", "measures"),
    )


def _filing() -> Schema:
    return object_of(
        {
            "quarter": {"type": "string", "pattern": "^[0-9]{4}Q[1-4]$"},
            "status": nullable(_TEXT),
            "evidence": nullable(_TEXT),
            "filed_on": nullable(_DAY),
            "due": _DAY,
            "late": {"type": ["boolean", "null"], "description": "Null where the day of filing is not said."},
        }
    )


def _external() -> Schema:
    """Something that the document points to and does not contain."""
    resolved = {"type": "boolean", "description": "Whether the facts stand in for it."}
    return object_of({"reference": _TEXT, "label": _TEXT, "label_en": _TEXT, "resolved": resolved})
