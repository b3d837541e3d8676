"""The facts of a few things of a population, as ordinary records: with what belongs to them and what they point to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from policyrules.errors import FactsError
from policyrules.facts.export import data_of
from policyrules.facts.frames.columns import FrameTable, Part
from policyrules.facts.frames.frames import FactFrames
from policyrules.facts.frames.names import ID, column_of
from policyrules.facts.frames.normal import normal
from policyrules.facts.load import read
from policyrules.facts.reading import Reading
from policyrules.facts.records import Facts, build
from policyrules.facts.validation import validate
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import Program

#: The field of the register of awards that names the payee.
_PAYEE = "enterprise"


def of_payees(frames: FactFrames, programs: Iterable[Program], payees: Collection[str]) -> Facts:
    """The facts of some payees: their things under awards of programs, what those point to, the payments made to them.

    Raises FactsError where these facts are wrong.
    """
    sides = list(programs)
    wanted = {each.payees: set(payees) for each in sides if each.payees}
    awards = (award for each in sides for award in each.awards)
    for name, field in dict.fromkeys((award.subject, award.payee) for award in awards if award.payee):
        if frames.has(name):
            wanted[name] = wanted.get(name, set()) | set(_pointing(frames, name, field, payees))
    return _Sample(frames, wanted, frozenset(payees)).facts()


def of_things(frames: FactFrames, wanted: Mapping[str, Collection[str]]) -> Facts:
    """The facts of some things, by the names of their lists, and of what they point to.

    Raises FactsError where these facts are wrong.
    """
    return _Sample(frames, {name: set(ids) for name, ids in wanted.items()}, frozenset()).facts()


def _pointing(frames: FactFrames, name: str, field: str, targets: Collection[str]) -> Iterator[str]:
    """The ids of the things of a list whose reference `field` names one of the targets."""
    reference = Attribute(field, Kind.TEXT)
    table = frames.table(name, [reference]).filter(nw.col(column_of(reference)).is_in(sorted(targets)))
    yield from frames.backend.collected(table)[ID].to_list()


@dataclass(frozen=True)
class _Sample:
    """The things that are wanted by list, and the payees whose payments are."""

    frames: FactFrames
    wanted: dict[str, set[str]]
    payees: frozenset[str]

    def facts(self) -> Facts:
        """The records."""
        self._follow_references()
        rest = data_of(self.frames.facts)
        data = {name: self._of_list(name, each) if isinstance(each, list) else each for name, each in rest.items()}
        return _checked(read({**data, **dict(self._tables())}, self.frames.vocabulary), self.frames.vocabulary)

    def _follow_references(self) -> None:
        """Add what the things point to, and what that points to."""
        lists = self.frames.vocabulary.lists
        waiting = [name for name in self.wanted if self.frames.has(name)]
        while waiting:
            name = waiting.pop()
            for field, each in lists[name].fields.items():
                if each.type == "reference" and each.to is not None and self.frames.has(each.to):
                    known = self.wanted.setdefault(each.to, set())
                    found = set(self._named(name, field)) - known
                    known |= found
                    waiting += [each.to] if found else []

    def _named(self, name: str, field: str) -> Iterator[str]:
        """The ids that a reference of the wanted things of a list names."""
        column = column_of(Attribute(field, Kind.TEXT))
        table = self.frames.table(name, [Attribute(field, Kind.TEXT)])
        table = table.filter(nw.col(ID).is_in(sorted(self.wanted[name])) & ~nw.col(column).is_null())
        yield from self.frames.backend.collected(table)[column].to_list()

    def _of_list(self, name: str, things: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Of the things that came as data those that are wanted."""
        group = self.frames.vocabulary.lists[name]
        if group.register_of_awards:
            return [each for each in things if each.get(_PAYEE) in self.payees]
        ids = self.wanted.get(name, set())
        return [each for each in things if each.get(group.id_field or "") in ids]

    def _tables(self) -> Iterator[tuple[str, Any]]:
        """Of the rows of each frame, as they came, those that are wanted."""
        for name, found in self.frames.lists.items():
            is_register = self.frames.vocabulary.lists[name].register_of_awards
            key: Part = (_PAYEE if is_register else found.main.group.id_field or "", None, None)
            ids = self.payees if is_register else self.wanted.get(name, set())
            for table in found.tables:
                yield table.name, self._rows(table, key, ids)

    def _rows(self, table: FrameTable, key: Part, ids: Collection[str]) -> Any:
        source = table.sources[key]
        value = normal(source, key[0], table.group, self.frames.vocabulary)
        return self.frames.backend.collected(table.frame.filter(value.is_in(sorted(ids))))


def _checked(reading: Reading, vocabulary: Vocabulary) -> Facts:
    """The records of a reading. The JSON Schema is not asked: the walk finds all that it does."""
    found = [*reading.problems, *map(reading.placed, validate(reading.data, vocabulary))]
    errors = [each for each in found if each.severity == "error"]
    if errors:
        raise FactsError(errors)
    return build(reading.data, vocabulary, found)
