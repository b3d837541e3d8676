"""Comparing on a population: decide twice by columns, lay the lines side by side, add them up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import narwhals as nw

from policyrules.comparison.bands import Bands, bands_of
from policyrules.comparison.causes import Causes
from policyrules.comparison.changes import changes
from policyrules.comparison.checks import Checks
from policyrules.comparison.comparison import Comparison
from policyrules.comparison.model import ELIGIBLE, Move
from policyrules.comparison.population import sample, sums
from policyrules.comparison.population.first import Row, decided_again, first_of, moves_of
from policyrules.comparison.population.judged import judged_otherwise
from policyrules.comparison.population.kept import kept
from policyrules.comparison.population.lines import alone, lines, matches
from policyrules.comparison.population.model import FIRST, Population
from policyrules.comparison.population.pairs import paired
from policyrules.comparison.population.payees import has_units, nobody, payees
from policyrules.comparison.population.transitions import changed, transitions
from policyrules.comparison.sides import names_of_limits, proposed, side_of
from policyrules.decision.deciding_frames import decide_frames
from policyrules.decision.decision import Decision
from policyrules.decision.frame_decision import FrameDecision
from policyrules.facts.load import Source
from policyrules.policy import Policy, library_version
from policyrules.proposals.facts import vocabularies_of_both
from policyrules.text import Text, joined

#: What the checks say of the decision of the amended policy.
Checked = Callable[[FrameDecision], Checks]


def compare_population(
    base: Policy,
    amended: Policy,
    facts: Source,
    year: int,
    checked: Checked | None = None,
    check: bool = True,
    library: str | None = None,
    first: int = FIRST,
) -> Comparison:
    """Two policies on the same population: frames, Parquet paths, or whatever else `Policy.decide_frame` takes.

    `check` and `library` are those of `Policy.decide_frame`. Raises FactsError, UsageError, EngineError.
    """
    own, other = vocabularies_of_both(base, amended)
    before = decide_frames(base.program(year), facts, own, library, check)
    # What one vocabulary has found in order, the same vocabulary finds in order again.
    after = decide_frames(amended.program(year), facts, other, library, check and own != other)
    return compare_frame_decisions(base, amended, before, after, checked, first)


def compare_frame_decisions(
    base: Policy,
    amended: Policy,
    before: FrameDecision,
    after: FrameDecision,
    checked: Checked | None = None,
    first: int = FIRST,
) -> Comparison:
    """Two decisions on the same population, for the same year, each with the policy that made it.

    The sums are over all lines; the `first` lines that moved are told one by one, and as many payees and things.
    Raises FactsError where the facts of those are wrong, EngineError.
    """
    found = changes(base, amended, before.year)
    compared = _Compared(before, after, Causes(base, amended, before.year, found), first)
    judged = judged_otherwise(before, after, compared.causes, first)
    moves = compared.moves
    moved = transitions(compared.pairs, compared.labels)
    bands = compared.bands
    return Comparison(
        year=before.year,
        engine=before.engine,
        library=library_version(),
        before=side_of(before, compared.eligible("before")),
        after=side_of(after, compared.eligible("after")),
        has_awards=bool(before.program.awards or after.program.awards),
        proposals=proposed(base, amended),
        changes=found,
        all=sums.all_of(compared.sums),
        by_award=sums.by_award(compared.sums, compared.labels),
        by_county=sums.by_county(compared.sums, before.program.places) if compared.has_units else (),
        by_size=() if bands is None else sums.by_size(compared.sums, bands),
        size_title=None if bands is None else bands.title,
        payees=sums.largest(compared.sums, first),
        moves=moves,
        judged=judged.told,
        limits=names_of_limits(before.program, after.program),
        checks=None if checked is None else checked(after),
        population=Population(
            things=compared.things,
            label=compared.label,
            library=before.facts.backend.library.value,
            moved=sum(each.lines for each in moved),
            judged=judged.number,
            untold=sum(each.effect == "untold" for each in moves),
            transitions=moved,
            verdicts=judged.verdicts,
            warnings=before.warnings,
            changed=lambda: before.facts.backend.native(changed(compared.pairs)),
        ),
    )


@dataclass(frozen=True)
class _Compared:
    """Two decisions side by side. What several figures are made of is computed once."""

    before: FrameDecision
    after: FrameDecision
    causes: Causes
    first: int

    @cached_property
    def pairs(self) -> nw.LazyFrame[Any]:
        """Every line beside its counterpart."""
        first, second = (lines(each.facts.backend.lazy(each.awards)) for each in (self.before, self.after))
        found = paired(first, second, matches(self.before.program, self.after.program))
        return kept(found, self.before.facts.backend)

    @cached_property
    def payees(self) -> nw.LazyFrame[Any]:
        """Who is paid, as the baseline sees them."""
        frames = self.before.facts
        name = self.before.program.payees or self.after.program.payees
        return kept(payees(frames, name, self.bands) if name else nobody(frames), frames.backend)

    @cached_property
    def sums(self) -> sums.Sums:
        """What each payee gets."""
        backend = self.before.facts.backend
        by_award = kept(sums.of_payees(self.pairs, alone(self.before.program, self.after.program)), backend)
        return sums.Sums(by_award, kept(sums.over_awards(by_award, self.payees), backend))

    @cached_property
    def bands(self) -> Bands | None:
        """The bands of size of the payees."""
        return bands_of(self.before.facts.vocabulary, self.before.program.payees, self.before.year)

    @property
    def has_units(self) -> bool:
        """Whether payees belong to units."""
        group = self.before.facts.vocabulary.lists.get(self.before.program.payees)
        return group is not None and has_units(group)

    @property
    def labels(self) -> dict[str, Text]:
        """What each award is called, in the order of the baseline; what it does not have comes behind."""
        awards = [(each.id, each.label) for side in (self.before, self.after) for each in side.program.awards]
        return {name: dict(reversed(awards))[name] for name, _ in awards}

    def eligible(self, side: str) -> int:
        """How many lines of a side meet the criteria."""
        found = self.pairs.filter(nw.col(f"status_{side}").is_in(list(ELIGIBLE)))
        return int(found.select(nw.len()).collect().item())

    @cached_property
    def rows(self) -> list[Row]:
        """The first lines that moved."""
        return first_of(self.pairs, self.payees, self.first)

    @cached_property
    def again(self) -> tuple[Decision, Decision]:
        """The payees of those lines, decided again one by one."""
        ids = {row["enterprise"] for row in self.rows}
        sides = (self.before.program, self.after.program)
        first = sample.of_payees(self.before.facts, sides, ids)
        if self.before.facts.vocabulary == self.after.facts.vocabulary:
            return decided_again(self.rows, self.pairs, self.causes, (first, first))
        second = sample.of_payees(self.after.facts, sides, ids)
        return decided_again(self.rows, self.pairs, self.causes, (first, second))

    @property
    def moves(self) -> tuple[Move, ...]:
        """The first lines that moved, with what can be told of each."""
        return moves_of(self.rows, *self.again, self.causes, self.bands)

    @property
    def things(self) -> int:
        """How many payees there are; without awards, how many things are judged."""
        found = (self.before.facts.table(name).select(nw.len()) for name in self._lists)
        return sum(int(each.collect().item()) for each in found)

    @property
    def label(self) -> Text:
        """What those are called."""
        lists = self.before.facts.vocabulary.lists
        return joined([lists[name].label.text for name in self._lists], "、", ", ")

    @property
    def _lists(self) -> list[str]:
        program, frames = self.before.program, self.before.facts
        names = [program.payees] if program.awards else [each.subject for each in program.standards]
        return [name for name in dict.fromkeys(names) if frames.has(name)]
