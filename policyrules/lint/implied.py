"""PR104: conditions that hold wherever the others beside them do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyrules.language.definition import Award, Count
from policyrules.language.definition.duties import ByCount
from policyrules.language.document import Path_
from policyrules.language.tree import Expression
from policyrules.lint.context import Context
from policyrules.lint.finding import Findings
from policyrules.lint.inquiry import Inquiry
from policyrules.text import Text

#: Conditions in their order, settled for a year and a reading; None where that reading does not ask one.
Settled = tuple[Expression | None, ...]


@dataclass(frozen=True)
class _Together:
    """Conditions of the things of a list that must hold together: where they stand, and all that they come to."""

    subject: str
    file: str
    path: Path_
    labels: Sequence[Text]
    settled: Sequence[Settled]


def check(context: Context, findings: Findings) -> None:
    """The criteria of awards and of counts."""
    for each in _lists(context):
        _check(context.inquiry(each.subject), findings, each)


def _lists(context: Context) -> Iterator[_Together]:
    for award in context.definition.awards:
        labels = [each.label for each in award.criteria]
        path = ("awards", award.id, "criteria")
        yield _Together(award.subject, "awards.yaml", path, labels, list(dict.fromkeys(_of_award(context, award))))
    for target in context.definition.targets:
        if target.count is not None:
            yield _of_count(context, target, target.count, "targets.yaml", ("targets", target.id, "count"))
    for duty in context.definition.duties.duties:
        match duty.status:
            case ByCount(count=count):
                yield _of_count(context, duty, count, "duties.yaml", ("duties", duty.id, "status", "count"))


def _of_award(context: Context, award: Award) -> Iterator[Settled]:
    for options in context.readings(award):
        for year in context.open_years(award, options):
            yield from (tier.criteria for tier in context.tiers(award, year, options).values())


def _of_count(context: Context, provision: object, count: Count, file: str, path: Path_) -> _Together:
    settled: dict[Settled, None] = {}
    for options in context.readings(provision):
        for year in context.years:
            there = context.settling(year, options)
            settled[tuple(there.maybe(there.condition_asked(each.test)) for each in count.criteria)] = None
    labels = [each.label for each in count.criteria]
    return _Together(count.of, file, (*path, "criteria"), labels, list(settled))


def _check(inquiry: Inquiry, findings: Findings, together: _Together) -> None:
    """From the last on: of two conditions that say the same it is the later that adds nothing."""
    left = set(range(len(together.labels)))
    for index in reversed(range(len(together.labels))):
        path = (*together.path, index, "test")
        if any(findings.holds(code, together.file, path) for code in ("PR101", "PR102")):
            continue
        asked = [each for each in together.settled if each[index] is not None]
        if asked and all(_is_implied(inquiry, each, index, left) for each in asked):
            left.remove(index)
            label = together.labels[index]
            what = Text(
                f"其他条件成立时，“{label.zh}”必然成立", f"`{label.en}` holds wherever the conditions beside it do"
            )
            findings.add("PR104", together.file, path, what, proved=inquiry.proved)


def _is_implied(inquiry: Inquiry, settled: Settled, index: int, left: set[int]) -> bool:
    """Whether a condition holds wherever the others that are left do; conditions that never hold imply nothing."""
    others = [each for at, each in enumerate(settled) if at in left and at != index and each is not None]
    own = settled[index]
    return own is not None and bool(others) and inquiry.implies(others, [own]) and inquiry.possible(others)
