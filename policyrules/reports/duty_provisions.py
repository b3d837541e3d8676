"""The duties of a policy as grids: who does what, how a status comes about, what is not in the document, the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from policyrules.decision.fact_names import fact_name
from policyrules.decision.prose import Prose, enumeration
from policyrules.decision.verdict_words import VERDICTS
from policyrules.facts.pointers import joined as pointer
from policyrules.language.definition import Duties
from policyrules.language.definition.duties import ByStandard, ByTargets
from policyrules.language.tree import SUBJECT, Attribute
from policyrules.policy import Policy
from policyrules.program.duty_rules import ConditionStatus, CountStatus, DutyStatus, MeasureStatus
from policyrules.program.program import Program
from policyrules.reports import duty_grids
from policyrules.reports.grid import Grid
from policyrules.reports.target_provisions import count_words
from policyrules.reports.words import column
from policyrules.text import Language, Text, joined, same


def duty_provisions(policy: Policy, program: Program, words: Mapping[str, Prose], language: Language) -> list[Grid]:
    """The duties, the external references, the numbers left out, the ledger: of these whatever there is."""
    duties = policy.definition.duties
    if not duties.duties:
        return []
    found = [_duties(policy, program, words, language)]
    if duties.references:
        found.append(_references(policy, language))
    if duties.skipped:
        found.append(_skipped(duties, language))
    if duties.ledger is not None:
        found.append(_ledger(policy, program, language))
    return found


def _duties(policy: Policy, program: Program, words: Mapping[str, Prose], language: Language) -> Grid:
    grid = duty_grids.grid(duty_grids.duty_list(policy), language)
    rules = program.duties.duties
    strength = column("modality", language)
    shared = (replace(each, title=strength.title) if each.key == strength.key else each for each in grid.columns)
    columns = (column("id", language, "id"), *shared, column("status_rule", language, "words"))
    rows = tuple(
        (rule.id, *row, "\n".join(each.pick(language) for each in _status(rule.status, program, words)))
        for rule, row in zip(rules, grid.rows, strict=True)
    )
    grid = replace(grid, columns=columns, rows=rows)
    return grid if any(rule.status is not None for rule in rules) else grid.without_empty({"status_rule"})


def _status(status: DutyStatus | None, program: Program, words: Mapping[str, Prose]) -> list[Text]:
    """How a status is computed; that it is filed where nothing is computed."""
    unit = "" if program.duties.ledger is None else program.duties.ledger.unit
    match status:
        case ConditionStatus():
            return _conditions(status, program, words[unit])
        case ByStandard(standard=standard):
            rule = program.standard(standard)
            things = words[rule.subject].vocabulary.lists[rule.subject].label.text
            return [
                Text(
                    f"当地各{things.zh}均达到：{rule.label.zh}", f"all {things.en.lower()} there meet: {rule.label.en}"
                )
            ]
        case ByTargets(targets=targets):
            names = enumeration(program.target(each).label for each in targets)
            return [Text(f"计入目标的数量：{names.zh}", f"what counts towards: {names.en}")]
        case CountStatus(count=count):
            return [count_words(count, words[count.of])]
        case MeasureStatus(measures=measures):
            terms = [(each.label, words[unit].term(each.figure)) for each in measures]
            return [Text(f"{label.zh}：{term.zh}", f"{label.en}: {term.en}") for label, term in terms]
    return [] if program.duties.ledger is None else [VERDICTS["filed"]]


def _conditions(status: ConditionStatus, program: Program, prose: Prose) -> list[Text]:
    """Each condition, with the units that it is for unless it is for all."""
    places: dict[int, list[str]] = {}
    for place, criterion in status.by_place.items():
        places.setdefault(id(criterion), []).append(place)
    criteria = {id(each): each for each in status.by_place.values()}
    lines = []
    for key, criterion in criteria.items():
        asks, where = prose.condition(criterion.test), enumeration(map(same, places[key]))
        everywhere = len(places[key]) == len(program.places)
        lines.append(asks if everywhere else Text(f"{where.zh}：{asks.zh}", f"{where.en}: {asks.en}"))
    return lines


def _references(policy: Policy, language: Language) -> Grid:
    of = partial(column, language=language)
    duties, rows = policy.definition.duties, []
    for name, each in duties.references.items():
        asking = [duty for duty in duties.duties if name in duty.external]
        asked = enumeration(same(str(duty.number) if duty.number else duty.clause) for duty in asking)
        stands = _fact(policy, each.fact).pick(language) if isinstance(each.fact, Attribute) else ""
        rows.append((name, each.clause, each.label.pick(language), stands, asked.pick(language)))
    columns = (of("id", sort="id"), of("clause", sort="id"), of("label"), of("stands_for"), of("asked_by"))
    title = Text("文件所指而未载的", "Not in the document")
    return Grid("references", title.pick(language), columns, tuple(rows)).without_empty({"stands_for"})


def _fact(policy: Policy, fact: Attribute) -> Text:
    """A fact by its label and by its name."""
    ledger, steps = policy.definition.duties.ledger, fact.field.split(".")
    inside = (ledger.unit if ledger else "", "-") if fact.owner == SUBJECT else (fact.owner,)
    label = fact_name(pointer(*inside, *steps), policy.definition.vocabulary)
    name = fact.field if fact.owner == SUBJECT else f"{fact.owner}.{fact.field}"
    return Text(f"{label.zh}（{name}）", f"{label.en} ({name})")


def _skipped(duties: Duties, language: Language) -> Grid:
    columns = (column("number", language, "number"), column("reason", language, "words"))
    rows = tuple((number, reason.pick(language)) for number, reason in duties.skipped.items())
    return Grid("skipped", Text("原文跳过的编号", "Numbers that the document skips").pick(language), columns, rows)


def _ledger(policy: Policy, program: Program, language: Language) -> Grid:
    ledger, rule = policy.definition.duties.ledger, program.duties.ledger
    assert ledger is not None
    assert rule is not None
    of = partial(column, language=language)
    rows = tuple(
        (number, Text(f"{due.month}月{due.day}日", f"{due.month:02}-{due.day:02}").pick(language), due.clause)
        for number, due in sorted(ledger.due.items())
    )
    columns = (of("quarter", sort="number"), of("due"), of("clause", sort="id"))
    unit = policy.definition.vocabulary.lists[ledger.unit].label.text
    day = (
        Text("截止日当天按时", "the due day is in time")
        if rule.due_day_counts
        else Text("截止日当天已逾期", "the due day is late")
    )
    note = joined([Text(f"填报单位：{unit.zh}", f"filed by: {unit.en}"), day], "；", "; ")
    title = Text(f"台账：{ledger.label.zh}（{ledger.clause}）", f"Ledger: {ledger.label.en} ({ledger.clause})")
    return Grid("ledger", title.pick(language), columns, rows, None, note.pick(language))
