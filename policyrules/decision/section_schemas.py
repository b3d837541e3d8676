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
CLAUSE: Schema = {"type": "string", "description": "The clause of the document."}
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


def described(schema: Schema, description: str) -> Schema:
    """A schema with words on what it is."""
    return {**schema, "description": description}


def _verdicts(*left_out: Verdict) -> Schema:
    return {"enum": [each.value for each in Verdict if each not in left_out]}


def standard() -> Schema:
    """A standard for one thing."""
    judged = _verdicts(Verdict.NO_BOUND, Verdict.NOT_APPLICABLE)
    options = "by the names of options, else of facts"
    item = object_of(
        {
            "item": described(_TEXT, "The id of the item in the policy."),
            "clause": CLAUSE,
            "verdict": described(judged, "Whether what it asks for is there."),
            "modality": described(_MODALITY, "Only what is `required` decides."),
            "found": described(_IDS, f"What of it is there, {options}."),
            "lacking": described(_IDS, f"What of it is surely not there, {options}; none where it is met."),
            "unknown": described(_IDS, f"What of it is unknown, {options}; none of an item that is met."),
            "value": described(nullable(_FIGURE), "A figure that is reported beside the item."),
            "missing": POINTERS,
        },
        optional=("value",),
    )
    block = object_of(
        {
            "block": described(_TEXT, "The id of the block of items."),
            "clause": CLAUSE,
            "verdict": described(judged, "Whether all its required items are met."),
            "counts": {"type": "boolean", "description": "Whether the verdict of the standard rests on it."},
            "items": {"type": "array", "items": item, "description": "In the order of the document."},
        }
    )
    return object_of(
        {
            "standard": described(_TEXT, "The id of the standard."),
            "clause": CLAUSE,
            "subject": described(_TEXT, "The id of the thing that is judged."),
            "verdict": described(_verdicts(Verdict.NO_BOUND), "Whether all blocks that count are met."),
            "items_short": described(_COUNT, "Required items of blocks that count which are surely missed."),
            "items_unknown": described(_COUNT, "Required items of blocks that count which are unknown."),
            "blocks": {"type": "array", "items": block, "description": "In the order of the document."},
            "missing": POINTERS,
        },
        optional=EXPLAINED["standards"],
    )


def target() -> Schema:
    """A target for the city, or for one unit of it."""
    near = object_of(
        {
            "id": described(_TEXT, "The thing."),
            "value": described(_FIGURE, "Its figure."),
            "bound": described(_FIGURE, "The figure from which it counts."),
            "gap": described(_FIGURE, "The least that it lacks."),
        }
    )
    return object_of(
        {
            "target": described(_TEXT, "The id of the target."),
            "clause": CLAUSE,
            "county": described(_TEXT, "The unit; absent on the city's own line."),
            "modality": _MODALITY,
            "by": described(nullable(_YEAR), "The year by which; null where the document gives none."),
            "year": described(_YEAR, "The year whose figures are taken."),
            "value": described(nullable(_FIGURE), "What is known of it, where that decides; null where unknown."),
            "range": _RANGE,
            "bound": described(nullable(_FIGURE), "Null where the document gives no number, and for single units."),
            "strict": {"type": "boolean", "description": "Whether the bound must be exceeded, not only reached."},
            "verdict": described(
                _verdicts(Verdict.NOT_APPLICABLE), "Whether it is reached; `no_bound` without a number."
            ),
            "gap": described(nullable(_FIGURE), "The least that is lacking; 0 where it is met."),
            "counted": described(_IDS, "The things that count."),
            "possible": described(_IDS, "The things that may count: facts about them are missing."),
            "pipeline": {"type": "array", "items": near, "description": "Those nearest below, nearest first."},
            "missing": POINTERS,
        },
        optional=("county", "range", "counted", "possible", "pipeline"),
    )


def task() -> Schema:
    """A numbered duty in one unit."""
    judged = object_of(
        {
            "subject": described(_TEXT, "The id of the thing."),
            "verdict": described(_verdicts(Verdict.NO_BOUND), "Whether it meets the standard of the duty."),
        }
    )
    value = described(nullable(_FIGURE), "The unit's figure; null where it is unknown.")
    contribution = object_of(
        {"target": described(_TEXT, "The id of the target."), "value": value, "range": _RANGE}, optional=("range",)
    )
    measure = object_of({"measure": described(_TEXT, "The id of the figure."), "value": value})
    verdict = {"enum": [*_verdicts()["enum"], None], "description": "Null where the status is what is filed."}
    return object_of(
        {
            "work_point": {"type": "integer", "minimum": 1, "description": "The official number."},
            "county": described(_TEXT, "The unit."),
            "duty": described(_TEXT, "The id of the duty."),
            "clause": CLAUSE,
            "modality": _MODALITY,
            "applies": {"type": ["boolean", "null"], "description": "Whether it applies to the unit; null: unknown."},
            "computed": {"type": "boolean", "description": "Whether the document gives a condition or figures."},
            "verdict": verdict,
            "standards": {"type": "array", "items": judged, "description": "The things that were judged."},
            "targets": {"type": "array", "items": contribution, "description": "What the unit contributes."},
            "counted": described(_IDS, "The things on the list of the duty."),
            "possible": described(_IDS, "The things that may be on it."),
            "measures": {"type": "array", "items": measure, "description": "Figures that are reported."},
            "filings": {"type": "array", "items": _filing(), "description": "What the unit filed, by quarter."},
            "external": described(
                {"type": "array", "items": _external()}, "What the duty rests on and the document does not contain."
            ),
            "missing": POINTERS,
        },
        optional=("standards", "targets", "counted", "possible", "measures"),
    )


def _filing() -> Schema:
    return object_of(
        {
            "quarter": {"type": "string", "pattern": "^[0-9]{4}Q[1-4]$", "description": "The quarter reported on."},
            "status": described(nullable(_TEXT), "What the unit says of the duty."),
            "evidence": described(nullable(_TEXT), "What shows it."),
            "filed_on": described(nullable(_DAY), "The day of filing."),
            "due": described(_DAY, "The last day on which the filing is in time."),
            "late": {"type": ["boolean", "null"], "description": "Null where the day of filing is not said."},
        }
    )


def _external() -> Schema:
    """Something that the document points to and does not contain."""
    resolved = {"type": "boolean", "description": "Whether the facts stand in for it."}
    return object_of(
        {
            "reference": described(_TEXT, "The id of what is pointed to."),
            "label": described(_TEXT, "Its name in Chinese."),
            "label_en": described(_TEXT, "Its name in English."),
            "resolved": resolved,
        }
    )
