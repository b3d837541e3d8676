"""Entries that no decision made, and entries put right: imported, corrected, withdrawn. What was stays readable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from policyrules.errors import Problem, RegisterError
from policyrules.facts.load import load
from policyrules.language.vocabulary import Vocabulary
from policyrules.register.model import Award, Entry
from policyrules.register.payments import claim_of
from policyrules.register.problems import problem, refused
from policyrules.register.shape import OPTIONAL, award_of
from policyrules.suggestions import did_you_mean
from policyrules.text import Text

#: What an entry says, and a correction may say otherwise.
FIELDS = ("year", "award", "tier", "enterprise", "subject", "amount")


def check_free(new: Iterable[Award], held: Iterable[Entry], shown: str) -> None:
    """Raises RegisterError with each award that the register, or another of `new`, has for the same thing already."""
    taken: dict[tuple[Any, ...], int | None] = {_same(each.paid): each.number for each in held}
    found: list[Problem] = []
    for award in new:
        key = _same(award)
        if key in taken:
            number = taken[key]
            where = Text("本次", "among these") if number is None else Text(f"第 {number} 条", f"as entry {number}")
            zh = f"同一奖励在登记簿中已有（{where.zh}）；分次发放的，请合为一条"
            en = f"the same award is there already ({where.en}); one that was paid in parts is one entry"
            found.append(problem(shown, "duplicate", Text(zh, en), award.words()))
        taken.setdefault(key, None)
    if found:
        raise RegisterError(found)


def _same(award: Award) -> tuple[Any, ...]:
    """What no two entries may share. An entry that names no subject is told apart by all that it says."""
    if award.subject is None:
        return (award.year, award.award, award.tier, award.enterprise, award.fen)
    return (award.year, award.award, award.tier, award.subject)


def found_entries(numbers: Sequence[int], entries: Iterable[Entry], shown: str) -> list[Entry]:
    """The entries of these numbers, each once. Raises RegisterError for each that is not there, or was withdrawn."""
    known = {each.number: each for each in entries}
    found: list[Problem] = []
    for number in dict.fromkeys(numbers):
        if number not in known:
            count = len(known)
            zh, en = f"没有这一条；登记簿共 {count} 条", f"there is no such entry; the register has {count}"
            found.append(problem(shown, "no_entry", Text(zh, en), str(number)))
        elif known[number].withdrawn:
            change = known[number].change
            zh, en = f"这一条已撤回（变更 {change}）", f"the entry was withdrawn (change {change})"
            found.append(problem(shown, "withdrawn_entry", Text(zh, en), str(number)))
    if found:
        raise RegisterError(found)
    return [known[number] for number in dict.fromkeys(numbers)]


def corrected(entry: Entry, values: Mapping[str, Any], vocabulary: Vocabulary, name: str, shown: str) -> Award:
    """What an entry says with other values, written as facts write them. Raises RegisterError, FactsError."""
    for key in values:
        if key not in FIELDS:
            allowed = Text("一条奖励没有这一字段", "an entry has no such field")
            raise refused(shown, "field", allowed, key, did_you_mean(key, FIELDS))
    # What the policy's facts cannot tell stays as it was.
    untold = [key for key in OPTIONAL if key not in vocabulary.lists[name].fields]
    row = {**entry.paid.without(*untold).row(), **values}
    (paid,) = load({name: [{key: value for key, value in row.items() if value is not None}]}, vocabulary).paid
    kept: dict[str, Any] = {key: getattr(entry.paid, key) for key in untold}
    after = replace(award_of(paid), **kept)
    if after == entry.paid:
        raise refused(
            shown, "no_change", Text("更正没有改动任何内容", "the correction changes nothing"), entry.paid.words()
        )
    return after


def claim_after(before: Entry, after: Award, claim: str) -> str:
    """What can be paid once, after a correction: the same where only payee or amount were wrong."""
    same = replace(before.paid, enterprise=after.enterprise, fen=after.fen) == after and after.subject is not None
    return claim if same else claim_of(after, after.year)
