"""Results of cases in words: a heading for each case that did not pass, its differences, and the sum of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from policyrules.cases.case import CaseResult, Outcome
from policyrules.text import Language, Text

OUTCOMES: dict[Outcome, Text] = {
    "passed": Text("通过", "passed"),
    "failed": Text("未通过", "failed"),
    "unconfirmed": Text("待确认", "unconfirmed"),
}
_TO_CONFIRM = Text(
    "预期结果尚待人工确认：核对 `expect` 后删去 `confirmed: false`",
    "a person has still to confirm what is expected: check `expect`, then remove `confirmed: false`",
)


def report_lines(result: CaseResult, language: Language) -> Iterator[str]:
    """One case that did not pass: where it stands, and each difference with the reasons of the line."""
    case = result.case
    label = "" if case.label is None else f" ({case.label.pick(language)})"
    yield f"{case.file}:{case.line} {case.name}{label}: {OUTCOMES[result.outcome].pick(language)}"
    if result.outcome == "unconfirmed":
        yield f"  {_TO_CONFIRM.pick(language)}"
    for index, difference in enumerate(result.differences):
        yield f"  {case.place(*difference.path)}: {difference.text.pick(language)}"
        following = result.differences[index + 1 : index + 2]
        if not following or following[0].reasons != difference.reasons:  # several values of one line
            yield from (f"      {reason.pick(language)}" for reason in difference.reasons)


def tally(results: Sequence[CaseResult]) -> dict[str, int]:
    """How many cases came out how."""
    found = Counter(each.outcome for each in results)
    return {str(outcome): found[outcome] for outcome in OUTCOMES}


def tally_line(results: Sequence[CaseResult], language: Language) -> str:
    """How many cases came out how, in a line: `12 passed, 1 failed`."""
    found = Counter(each.outcome for each in results)
    said = [(words, found[each]) for each, words in OUTCOMES.items() if found[each] or each == "passed"]
    parts = [Text(f"{number} 个{words.zh}", f"{number} {words.en}") for words, number in said]
    return Text("，".join(each.zh for each in parts), ", ".join(each.en for each in parts)).pick(language)
