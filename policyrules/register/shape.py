"""Between entries of the register and the facts of a policy, whatever its list of awards paid is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from policyrules.errors import RegisterError
from policyrules.facts.load import Source, load
from policyrules.facts.records import Facts, Paid
from policyrules.facts.renaming import register_of
from policyrules.language.vocabulary import Vocabulary
from policyrules.register.model import Award
from policyrules.register.problems import refused
from policyrules.text import Text

Json = dict[str, Any]
#: The fields that a policy's list of awards paid need not have.
OPTIONAL = ("tier", "subject")
Rows = Sequence[Mapping[str, Any]]


def list_of(vocabulary: Vocabulary, policy: str, shown: str) -> str:
    """The name of the list that holds awards paid. Raises RegisterError for a policy without one."""
    name = register_of(vocabulary)
    if name is None:
        zh, en = f"政策 `{policy}` 的事实没有已发奖励一项", f"the facts of `{policy}` have no list of awards paid"
        raise refused(shown, "no_awards", Text(zh, en))
    return name


def award_of(entry: Paid) -> Award:
    """An entry of facts."""
    return Award(entry.year, entry.award, entry.tier, entry.enterprise, entry.subject, entry.amount)


def rows_for(awards: Iterable[Award], vocabulary: Vocabulary) -> list[Json]:
    """Awards as rows of a policy's facts, in their order."""
    return [each.row() for each in fitted(awards, vocabulary)]


def fitted(awards: Iterable[Award], vocabulary: Vocabulary) -> list[Award]:
    """Awards as a policy's facts can tell them: what differs only in fields that they do not have is added up."""
    name = register_of(vocabulary)
    fields = vocabulary.lists[name].fields if name is not None else {}
    lacking = [each for each in OPTIONAL if each not in fields]
    if not lacking:
        return list(awards)
    sums: dict[Award, int] = {}
    for award in awards:
        key = replace(award.without(*lacking), fen=0)
        sums[key] = sums.get(key, 0) + award.fen
    return [replace(key, fen=fen) for key, fen in sums.items()]


def with_awards(facts: Facts, awards: Iterable[Award], vocabulary: Vocabulary, name: str) -> Facts:
    """Checked facts with other awards paid. Raises FactsError where the policy does not know such an award."""
    return replace(facts, paid=load({name: rows_for(awards, vocabulary)}, vocabulary).paid)


def awards_in(source: Source | Rows, vocabulary: Vocabulary, name: str, shown: str) -> list[Award]:
    """The awards paid of a source of facts, or of rows alone, as they stand there. Raises FactsError, RegisterError."""
    if not isinstance(source, str | Path | Mapping | Facts):
        source = {name: list(source)}
    facts = load(source, vocabulary)
    if not facts.paid:
        raise none_found(shown, name)
    return [award_of(each) for each in sorted(facts.paid, key=lambda each: int(each.pointer.rpartition("/")[2]))]


def none_found(shown: str, name: str) -> RegisterError:
    """The error for a source that has no awards paid."""
    return refused(shown, "nothing", Text(f"列表 `{name}` 中没有已发奖励", f"the list `{name}` holds no awards paid"))
