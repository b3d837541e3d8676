"""The facts that are missing, in words: what they are called, and in which table and row they would stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyrules.decision.fact_names import fact_name
from policyrules.decision.prose import enumeration
from policyrules.facts.pointers import joined, steps_of
from policyrules.facts.records import Facts, Thing
from policyrules.language.vocabulary import Vocabulary
from policyrules.reports.ledger.status import MOST_NAMES, thing_name
from policyrules.text import Text, same


class MissingFacts:
    """Words for the pointers of missing facts."""

    def __init__(self, vocabulary: Vocabulary, facts: Facts) -> None:
        self.vocabulary = vocabulary
        things = [thing for group in facts.lists.values() for thing in group]
        self._things: dict[str, Thing] = {thing.pointer: thing for thing in things}

    def words(self, pointers: Iterable[str], here: str = "") -> list[Text]:
        """One phrase for each fact, with all the rows in which it lacks; `here` names a row that is not given yet."""
        found: dict[tuple[Text, str], list[str]] = {}
        for pointer in pointers:
            table, row = self._place(pointer, here)
            rows = found.setdefault((fact_name(pointer, self.vocabulary), table), [])
            if row and row not in rows:
                rows.append(row)
        return [self._phrase(name, table, rows) for (name, table), rows in found.items()]

    def _phrase(self, name: Text, table: str, rows: list[str]) -> Text:
        group = dict(self.vocabulary.groups()).get(table)
        if group is None:
            return name
        label = group.label.text
        if not rows and table in self.vocabulary.lists:
            return Text(f"“{label.zh}”表未列出", f"none is listed in the table “{label.en}”")
        names = enumeration(same(each) for each in rows[:MOST_NAMES])
        more = Text(f"等 {len(rows)} 个", f" and {len(rows) - MOST_NAMES} more") if len(rows) > MOST_NAMES else same("")
        at = Text(f"：{names.zh}{more.zh}", f": {names.en}{more.en}") if rows else same("")
        return Text(f"{name.zh}（“{label.zh}”表{at.zh}）", f"{name.en} (table “{label.en}”{at.en})")

    def _place(self, pointer: str, here: str) -> tuple[str, str]:
        """The table and the row of a pointer; no row for a whole list and for a single thing."""
        for steps in _shorter(steps_of(pointer)):
            thing = self._things.get(joined(*steps))
            if thing is not None:
                return thing.group, thing_name(thing)
        steps = steps_of(pointer)
        row = here if len(steps) > 1 and steps[0] in self.vocabulary.lists else ""
        return (steps[0] if steps else ""), row


def _shorter(steps: list[str]) -> Iterator[list[str]]:
    """The steps, and what is left of them as the last are taken away."""
    for length in range(len(steps), 0, -1):
        yield steps[:length]
