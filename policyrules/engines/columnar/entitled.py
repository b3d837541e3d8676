"""Everything that may get an award, before any limit: the lists of the facts, with the columns of their claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from policyrules.engines.columnar.claims import Claims
from policyrules.engines.columnar.entitlement import Entitlement
from policyrules.engines.columnar.expressions import Columns, asked_of_rows
from policyrules.engines.columnar.narrowing import needed
from policyrules.engines.columnar.refusals import refuse
from policyrules.engines.columnar.register import Register
from policyrules.engines.columnar.slots import PAYEE, Slot
from policyrules.engines.columnar.truths import possibly
from policyrules.errors import EngineError
from policyrules.facts.frames.frames import FactFrames
from policyrules.facts.frames.names import ID, column_of
from policyrules.language.quantities import Kind
from policyrules.language.tree import Attribute, Expression
from policyrules.program.program import AwardRule, CapRule, ExclusiveRule, Program


def entitled(program: Program, facts: FactFrames) -> tuple[Claims, dict[str, nw.LazyFrame[Any]]]:
    """The claims of every thing that may get something, and by list the ids of all other things.

    Raises EngineError for what column expressions cannot do, and where an amount would leave 64 bits.
    """
    entries = facts.register()
    register = None if entries is None else Register(program, entries)
    frames: dict[str, nw.LazyFrame[Any]] = {}
    others: dict[str, nw.LazyFrame[Any]] = {}
    slots: list[Slot] = []
    for name, awards in _by_list(program, facts).items():
        entitling = _List(program, facts, name, awards, Entitlement(Columns(facts.facts.objects), register))
        possible, others[name] = entitling.parted()
        frames[name], made = entitling.claimed(possible)
        slots += made
    slots.sort(key=lambda slot: (slot.award.index, slot.number))
    return Claims(program, frames, tuple(slots), register, facts.backend), others


def _by_list(program: Program, facts: FactFrames) -> dict[str, tuple[AwardRule, ...]]:
    """The awards by the list whose things they are decided for; the payees' list first, even without any.

    Raises EngineError where awards for one list are paid to different payees.
    """
    found: dict[str, list[AwardRule]] = {program.payees: []}
    for award in program.awards:
        if award.subject == program.payees or facts.has(award.subject):
            found.setdefault(award.subject, []).append(award)
    for name, awards in found.items():
        if len({award.payee for award in awards}) > 1:
            named = ", ".join(award.id for award in awards)
            raise EngineError(f"the columnar engine pays awards for one list ({name}) to one payee only: {named}")
    return {name: tuple(awards) for name, awards in found.items()}


@dataclass(frozen=True)
class _List:
    """One list, and the awards for its things."""

    program: Program
    facts: FactFrames
    name: str
    awards: Sequence[AwardRule]
    entitlement: Entitlement

    @property
    def key(self) -> str:
        """The column of the payee."""
        return PAYEE if any(award.payee is not None for award in self.awards) else ID

    @property
    def ids(self) -> list[str]:
        """The columns that say which thing and which payee it is."""
        return list(dict.fromkeys((ID, self.key)))

    def parted(self) -> tuple[nw.LazyFrame[Any], nw.LazyFrame[Any]]:
        """The things that may get something, with what each tier comes to; and the ids of all others."""
        narrowed = None if self._judges_all() else self._narrowed()
        if narrowed is not None:
            near, far = narrowed
            return near._with_tiers(), far._table([]).select(*self.ids)
        frame = self._with_tiers()
        possible = True if self._judges_all() else self.entitlement.possible(self.awards)
        if isinstance(possible, bool):
            some, others = (frame, frame.head(0)) if possible else (frame.head(0), frame)
        else:
            some, others = frame.filter(possible), frame.filter(~possible)
        return some, others.select(*self.ids)

    def _narrowed(self) -> tuple[_List, _List] | None:
        """The list with only those things that simple conditions do not rule out, and with all others."""
        formula = needed(self.awards)
        if formula is None:
            return None
        circumstances = self.facts.facts.objects
        if not self.facts.can_split(self.name, asked_of_rows([formula], circumstances)):
            return None
        columns = Columns(circumstances, cell=lambda attribute: self.facts.cell(self.name, attribute))
        possible = possibly(columns.truth(formula))
        if isinstance(possible, bool) or columns.guards:
            return None
        near, far = self.facts.split(self.name, possible)
        return replace(self, facts=near), replace(self, facts=far)

    def _with_tiers(self) -> nw.LazyFrame[Any]:
        """The things with what each tier of each award comes to."""
        frame = self._table([each for award in self.awards for each in self.entitlement.formulas(award)])
        tiers = [each for award in self.awards for each in self.entitlement.tiers(award)]
        self._refuse(frame)
        return frame.with_columns(*tiers) if tiers else frame

    def claimed(self, frame: nw.LazyFrame[Any]) -> tuple[nw.LazyFrame[Any], list[Slot]]:
        """The columns of the slots of all awards, over what `parted` gives; and what payees were paid before."""
        register, open_ = self.entitlement.register, [award for award in self.awards if award.open]
        if register is not None:
            frame = register.of_things(frame, ID, self.key, open_)
            used = [each for award in open_ for each in self.entitlement.used(award)]
            frame = frame.with_columns(*used) if used else frame
        claims = [self.entitlement.claims(award) for award in self.awards]
        self._refuse(frame)
        slots, made = [slot for own, _ in claims for slot in own], [each for _, columns in claims for each in columns]
        frame = frame.with_columns(*made) if made else frame
        ranks = [f"{award.id}:rank{position}" for award in open_ for position in range(len(award.rank))]
        kept = [each for slot in slots for each in (slot.state, slot.tier, slot.entitled, slot.present) if each]
        due = [nw.col(slot.entitled).fill_null(0).alias(slot.due) for slot in slots]
        frame = frame.select(*(nw.col(each) for each in (*self.ids, *kept, *ranks)), *due)
        if register is not None:
            limits = [each for each in self.program.limits() if isinstance(each, CapRule | ExclusiveRule)]
            frame = register.of_payees(frame, self.key, limits)
        return frame, slots

    def _table(self, formulas: Sequence[Expression]) -> nw.LazyFrame[Any]:
        """The things with their payees, and with the facts that formulas ask about."""
        asked = asked_of_rows(formulas, self.facts.facts.objects)
        payee = next((Attribute(award.payee, Kind.TEXT) for award in self.awards if award.payee is not None), None)
        if payee is None:
            return self.facts.table(self.name, asked)
        frame = self.facts.table(self.name, list(dict.fromkeys([payee, *asked])))
        return frame.with_columns(nw.col(column_of(payee)).alias(PAYEE))

    def _judges_all(self) -> bool:
        """Whether every payee is judged: awards for their things exclude each other, whatever their own come to."""
        exclusive = [each for each in self.program.limits() if isinstance(each, ExclusiveRule)]
        subjects = {self.program.award(award).subject for limit in exclusive for award in limit.awards}
        return self.name == self.program.payees and bool(subjects - {self.name})

    def _refuse(self, frame: nw.LazyFrame[Any]) -> None:
        refuse(frame, self.name, self.entitlement.columns.guards, self.facts.backend)
        self.entitlement.columns.guards.clear()
