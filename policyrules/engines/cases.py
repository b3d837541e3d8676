"""The cases of a decision: each payee with the things that are decided for it, and what was paid before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyrules.facts.records import Facts, Paid, Thing
from policyrules.language.quantities import Value
from policyrules.language.tree import SUBJECT, Attribute
from policyrules.program.evaluate import Lookup
from policyrules.program.program import Program


class Register:
    """Awards already paid, by payee and by subject."""

    def __init__(self, program: Program, paid: Sequence[Paid]) -> None:
        self.year = program.year
        self.entries = tuple(paid)
        self._by_payee: dict[str, list[Paid]] = defaultdict(list)
        self._by_subject: dict[tuple[str, str], list[Paid]] = defaultdict(list)
        self._own = {award.id for award in program.awards if award.payee is None}
        for entry in self.entries:
            self._by_payee[entry.enterprise].append(entry)
            self._by_subject[entry.award, self.subject_of(entry) or ""].append(entry)

    def subject_of(self, entry: Paid) -> str | None:
        """What a payment was made for: the payee itself where the award is its own; None where it is not said."""
        return entry.enterprise if entry.subject is None and entry.award in self._own else entry.subject

    def to_payee(self, payee: str, awards: Sequence[str], whole_period: bool = False) -> list[Paid]:
        """What a payee was paid under `awards` for the sales year, or for any."""
        entries = self._by_payee.get(payee)
        if not entries:
            return []
        return [each for each in entries if each.award in awards and (whole_period or each.year == self.year)]

    def for_subject(self, award: str, subject: str) -> list[Paid]:
        """What was paid for a subject under an award, in any year."""
        return self._by_subject.get((award, subject), [])

    def unattributed(self, award: str, payee: str) -> list[Paid]:
        """What a payee was paid under an award without saying for which subject."""
        return [each for each in self._by_subject.get((award, ""), ()) if each.enterprise == payee]

    def in_year(self, awards: Sequence[str]) -> list[Paid]:
        """All payments under `awards` for the sales year."""
        return [each for each in self.entries if each.award in awards and each.year == self.year]


@dataclass(frozen=True, slots=True)
class Case:
    """One payee, the things decided for it by list, and what surrounds them."""

    payee: Thing
    subjects: Mapping[str, tuple[Thing, ...]]
    world: World

    def lookup(self, subject: Thing) -> Lookup:
        """The attributes that formulas may ask about `subject`."""
        return self.world.lookup(subject)

    def pointer(self, subject: Thing, attribute: Attribute) -> str:
        """Where in the facts an attribute stands, or should."""
        return self.world.pointer(subject, attribute)


class World:
    """All facts of a decision, seen through its program."""

    def __init__(self, program: Program, facts: Facts) -> None:
        self.program = program
        self.facts = facts
        self.register = Register(program, facts.paid)
        self._by_id = {name: {thing.id: thing for thing in things} for name, things in facts.lists.items()}

    def owner(self, subject: Thing | None, owner: str) -> Thing | None:
        """The shared circumstance `owner`, or what the reference field `owner` of the subject names."""
        target = None if subject is None else self.program.references.get((subject.group, owner))
        if subject is None or target is None:
            return self.facts.objects.get(owner)
        return self._by_id.get(target, {}).get(str(subject.value(owner)))

    def lookup(self, subject: Thing | None) -> Lookup:
        """The attributes that formulas may ask about `subject`, or about shared circumstances alone."""

        def find(attribute: Attribute) -> Value | None:
            owner = attribute.owner
            if owner == SUBJECT:
                return None if subject is None else subject.value(attribute.field, attribute.year, attribute.member)
            thing = self.owner(subject, owner)
            return None if thing is None else thing.value(attribute.field, attribute.year, attribute.member)

        return find

    def pointer(self, subject: Thing | None, attribute: Attribute) -> str:
        """Where in the facts an attribute stands, or should."""
        thing = subject if attribute.owner == SUBJECT else self.owner(subject, attribute.owner)
        if thing is not None:
            return thing.pointer_of(attribute.field, attribute.year, attribute.member)
        return "" if subject is None else subject.pointer_of(attribute.owner)

    def things(self, name: str) -> tuple[Thing, ...]:
        """The things of a list, by id."""
        return self.facts.lists.get(name, ())

    def cases(self) -> Iterator[Case]:
        """The cases in order of the payees' ids."""
        program = self.program
        subjects: dict[str, dict[str, list[Thing]]] = defaultdict(lambda: defaultdict(list))
        for name, field in dict.fromkeys((award.subject, award.payee) for award in program.awards if award.payee):
            for thing in self.facts.lists.get(name, ()):
                subjects[str(thing.value(field))][name].append(thing)
        own = any(award.payee is None for award in program.awards)
        for payee in self.facts.lists.get(program.payees, ()):
            things = {name: tuple(found) for name, found in subjects.get(payee.id, {}).items()}
            yield Case(payee, {**things, program.payees: (payee,)} if own else things, self)
