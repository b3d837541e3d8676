"""The duties of a policy: chosen by body or unit, as a grid in one language and as records for machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from policyrules.decision.prose import Prose
from policyrules.decision.verdict_words import MODALITIES, VERBS
from policyrules.errors import UsageError
from policyrules.policy import Policy
from policyrules.program.duty_rules import DutyRule
from policyrules.program.program import Program
from policyrules.reports.grid import Cell, Column, Grid, Sort
from policyrules.text import Language, Text

_HEADINGS: dict[str, tuple[Text, Sort]] = {
    "number": (Text("编号", "No."), "number"),
    "clause": (Text("条款", "Clause"), "id"),
    "heading": (Text("标题", "Heading"), "text"),
    "summary": (Text("内容", "Summary"), "words"),
    "bodies": (Text("责任单位", "Bodies"), "words"),
    "modality": (Text("要求程度", "Modality"), "status"),
    "verb": (Text("方式", "Verb"), "status"),
    "period": (Text("期限", "Period"), "status"),
    "places": (Text("地区", "Places"), "text"),
    "external": (Text("文件以外的依据", "Not in the document"), "words"),
}
_ALL = Text("全部", "all")


@dataclass(frozen=True)
class DutyList:
    """Some duties of a policy: those of a body, those for a unit, or all."""

    policy: Policy
    program: Program
    body: str | None
    county: str | None
    duties: tuple[DutyRule, ...]

    @property
    def title(self) -> Text:
        """What is listed."""
        document = self.program.document
        chosen = "".join(f" · {each}" for each in (self.body, self.county) if each)
        english = "" if self.body is None else f" · {self.program.duties.bodies[self.body]}"
        english += f" · {self.county}" if self.county else ""
        return Text(f"{document} 任务分工{chosen}", f"{document}: duties{english}")

    @property
    def closing(self) -> Text:
        """How many are listed, of how many."""
        count, total = len(self.duties), len(self.program.duties.duties)
        if count == total:
            return Text(f"共 {count} 项", f"{count} duties")
        return Text(f"共 {count} 项（全部 {total} 项）", f"{count} of {total} duties")

    def to_dict(self) -> dict[str, Any]:
        """The list for machines."""
        return {
            "policy": {"id": self.policy.id, "document": self.program.document, "digest": self.policy.digest},
            "body": self.body,
            "county": self.county,
            "count": len(self.duties),
            "duties": [self.record(each) for each in self.duties],
        }

    def record(self, duty: DutyRule) -> dict[str, Any]:
        """One duty for machines; `places` are the units that it is for."""
        return {
            "duty": duty.id,
            "number": duty.number,
            "clause": duty.clause,
            "heading": None if duty.heading is None else duty.heading.id,
            "label": duty.label.zh,
            "label_en": duty.label.en,
            "modality": duty.modality,
            "verb": duty.verb,
            "bodies": list(duty.bodies),
            "period": duty.period,
            "places": list(duty.places),
            "external": [
                {"reference": each.id, "label": each.label.zh, "label_en": each.label.en, "clause": each.clause}
                for each in duty.external
            ],
        }


def duty_list(policy: Policy, body: str | None = None, county: str | None = None) -> DutyList:
    """The duties of a body, for a unit, or all; both by their official names. Raises UsageError without duties."""
    program = policy.program(policy.definition.identity.in_force.from_.year)
    if not program.duties.duties:
        raise UsageError(Text(f"`{policy.id}` 没有列出任务", f"`{policy.id}` lists no duties"))
    chosen = tuple(
        each
        for each in program.duties.duties
        if (body is None or body in each.bodies) and (county is None or county in each.places)
    )
    return DutyList(policy, program, body, county, chosen)


def grid(duties: DutyList, language: Language) -> Grid:
    """The duties as a grid; columns in which nothing would stand that tells them apart are left out."""
    shown = [_cells(duties, each, language) for each in duties.duties]
    nothing = (None, "", _ALL.pick(language))
    kept = [key for key in _HEADINGS if any(row[key] not in nothing for row in shown)]
    columns = tuple(Column(key, _HEADINGS[key][0].pick(language), _HEADINGS[key][1]) for key in kept)
    rows = tuple(tuple(row[key] for key in kept) for row in shown)
    return Grid("duties", Text("任务分工", "Duties").pick(language), columns, rows)


def _cells(duties: DutyList, duty: DutyRule, language: Language) -> dict[str, Cell]:
    comma = "、" if language == "zh" else ", "
    bodies = duties.program.duties.bodies
    return {
        "number": duty.number,
        "clause": duty.clause,
        "heading": "" if duty.heading is None else duty.heading.label.pick(language),
        "summary": duty.label.pick(language),
        "bodies": comma.join(each if language == "zh" else bodies[each] for each in duty.bodies),
        "modality": MODALITIES[duty.modality].pick(language),
        "verb": VERBS[duty.verb].pick(language),
        "period": duty.period,
        "places": _places(duties, duty).pick(language) if duties.program.places else "",
        "external": comma.join(each.label.pick(language) for each in duty.external),
    }


def _places(duties: DutyList, duty: DutyRule) -> Text:
    """The units that a duty is for, and the condition under which it applies to them."""
    everywhere = set(duty.places) == set(duties.program.places)
    where = _ALL if everywhere else Text("、".join(duty.places), ", ".join(duty.places))
    ledger = duties.program.duties.ledger
    if duty.applies is None or ledger is None:
        return where
    vocabulary, references = duties.policy.definition.vocabulary, duties.program.references
    asked = Prose(vocabulary, ledger.unit, references).condition(duty.applies)
    return Text(f"{where.zh}（条件：{asked.zh}）", f"{where.en} (where: {asked.en})")
