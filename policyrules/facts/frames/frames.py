"""Facts of which some lists came as dataframes: their columns, and the records of all the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from policyrules.facts.frames import made
from policyrules.facts.frames.backend import Backend
from policyrules.facts.frames.listing import FrameList, cell_of, columns_of
from policyrules.facts.frames.names import ID, column_of
from policyrules.facts.frames.normal import normal, unknown
from policyrules.facts.plan import Group, plan_of
from policyrules.facts.records import Facts
from policyrules.language.quantities import Kind
from policyrules.language.tree import SUBJECT, Attribute
from policyrules.language.vocabulary import Vocabulary

#: The columns of the register of awards already paid.
REGISTER = ("year", "award", "tier", "enterprise", "subject", "amount")
_KEPT = "$kept"


@dataclass(frozen=True)
class FactFrames:
    """Facts as columns. What came as JSON-like data, and every single thing, is in `facts`; frames are not."""

    vocabulary: Vocabulary
    backend: Backend
    facts: Facts
    lists: Mapping[str, FrameList]
    """The lists that came as frames."""
    given: frozenset[str] = frozenset()
    """The lists that came as JSON-like data."""

    def has(self, name: str) -> bool:
        """Whether the facts give a list, in whatever form."""
        return name in self.lists or name in self.given

    def group(self, name: str) -> Group:
        """What the vocabulary says of a list."""
        return plan_of(self.vocabulary).groups[name]

    def table(self, name: str, attributes: Sequence[Attribute] = ()) -> nw.LazyFrame[Any]:
        """The things of a list: the column `$id`, then one for each attribute, named by `column_of`.

        Money and areas are whole hundredths, shares whole parts of `SHARE_SCALE`, counts and years whole numbers
        (all Int64), flags and members of choices Boolean, all else String. Null is unknown; what counts as zero
        where nothing is given is zero. Attributes of what a reference field names are joined in.
        """
        own = [each for each in attributes if each.owner == SUBJECT]
        owners = {each.owner: _reference(each.owner) for each in attributes if each.owner != SUBJECT}
        found = self._own(name, [*own, *owners.values()])
        for owner, reference in owners.items():
            target = self.vocabulary.lists[name].fields[owner].to or ""
            asked = [each for each in attributes if each.owner == owner]
            found = found.join(self._owners(target, owner, asked), on=column_of(reference), how="left")
        return found.select(ID, *dict.fromkeys(column_of(each) for each in attributes))

    def can_split(self, name: str, attributes: Sequence[Attribute]) -> bool:
        """Whether attributes of a list each stand in the row of their thing, so that `split` can ask about them."""
        frames = self.lists.get(name)
        plain = frames is not None and not frames.series and frames.main.year is None
        return plain and all(each.owner == SUBJECT for each in attributes)

    def cell(self, name: str, attribute: Attribute) -> nw.Expr | None:
        """An attribute as an expression over the frame in which a list came, for `split`; None where none holds it.

        It is null where it is unknown, and where nothing given means zero.
        """
        return cell_of(self.lists[name], attribute, self.vocabulary)

    def split(self, name: str, condition: nw.Expr) -> tuple[FactFrames, FactFrames]:
        """The facts with only those things of a list for which a condition over `cell` holds, and with all others.

        The condition is never null.
        """
        return self._only(name, condition), self._only(name, ~condition)

    def _only(self, name: str, condition: nw.Expr) -> FactFrames:
        frames = self.lists[name]
        # A condition that is the same for all things is no filter: one that no column of the frame says anything of.
        marked = frames.main.frame.with_columns(condition.alias(_KEPT))
        main = replace(frames.main, frame=marked.filter(nw.col(_KEPT)))
        return replace(self, lists={**self.lists, name: replace(frames, main=main)})

    def register(self) -> nw.LazyFrame[Any] | None:
        """The awards already paid: year, award, tier, enterprise, subject, amount (fen); None where there are none."""
        name = next((name for name, each in self.vocabulary.lists.items() if each.register_of_awards), None)
        if name is None or name not in self.lists:
            return self.backend.made(made.register(self.facts.paid)) if self.facts.paid else None
        table, fields = self.lists[name].main, self.vocabulary.lists[name].fields
        columns = {
            each: unknown(fields[each]) if source is None else normal(source, each, table.group, self.vocabulary)
            for each in REGISTER
            for source in [table.sources.get((each, None, None))]
        }
        return table.frame.select(**columns)

    def _owners(self, target: str, owner: str, attributes: Sequence[Attribute]) -> nw.LazyFrame[Any]:
        """The attributes of what a reference names, beside the id by which it is named."""
        bare = [Attribute(each.field, each.kind, SUBJECT, each.year, each.member) for each in attributes]
        renamed = {column_of(one): column_of(other) for one, other in zip(bare, attributes, strict=True)}
        return self._own(target, bare).rename({ID: column_of(_reference(owner)), **renamed})

    def _own(self, name: str, attributes: Sequence[Attribute]) -> nw.LazyFrame[Any]:
        """The things of a list with attributes of their own, each once."""
        asked = list({column_of(each): each for each in attributes}.values())
        if name not in self.lists:
            return self.backend.made(made.table(self.facts.lists.get(name, ()), asked))
        return columns_of(self.lists[name], asked, self.vocabulary)


def _reference(owner: str) -> Attribute:
    """The reference field itself, as an attribute."""
    return Attribute(owner, Kind.TEXT)
