"""Why a line is what it is, short enough for a cell of a table: a reason on each line."""

from __future__ import annotations

from policyrules.decision import things
from policyrules.decision.lines import AwardLine
from policyrules.facts.records import Thing
from policyrules.reports.safe import plain
from policyrules.text import Language, Text


def note(line: AwardLine, language: Language) -> str:
    """The note of a line: the criteria missed, the limits that cut, the facts missing."""
    if line.status == "unknown":
        return _missing(line, language)
    return "\n".join(plain(each.text.pick(language)) for each in line.telling_reasons)


def _missing(line: AwardLine, language: Language) -> str:
    parts = line.explain().missing
    reasons = [plain(each.text.pick(language)) for each in line.reasons if each.code != "facts_missing"]
    labels = list(dict.fromkeys(plain(each.label.pick(language)) for each in parts))
    if labels:
        words = Text(f"缺少{'、'.join(labels)}", f"missing: {', '.join(labels)}")
        reasons.append(words.pick(language))
    return "\n".join(reasons or [plain(each.text.pick(language)) for each in line.reasons])


def name_of(thing: Thing) -> str:
    """The name that the facts give a thing, harmless; empty where there is none."""
    return plain(things.name_of(thing))


def place_of(thing: Thing) -> str:
    """The unit to which a thing belongs; empty where the facts do not say."""
    return things.place_of(thing)
