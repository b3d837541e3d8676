"""Proving what a policy promises: for any number of things where that can be, for a few, or by a counterexample."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from time import monotonic
from typing import Any

from policyrules.language.definition import AnyInvariant
from policyrules.policy import Policy, library_version
from policyrules.proof.any_number.lemmas import unproved
from policyrules.proof.any_number.proving import AnyNumberProof, Open
from policyrules.proof.bounded import SIZES, BoundedProof, Size
from policyrules.proof.counterexample import Counterexample
from policyrules.proof.promises.promised import Promise
from policyrules.proof.readings import Readings, Which, years_in_force
from policyrules.proof.results import Outcome, Proof, ProofReport, Scope
from policyrules.proof.scopes import Scopes
from policyrules.text import Text


def report_on(
    policy: Policy,
    promising: Policy,
    invariants: Collection[str] | None,
    years: Iterable[int] | None,
    readings: Which,
    without: Collection[str],
    limit: float,
) -> ProofReport:
    """What becomes of the promises of `promising` under `policy`: see `policyrules.proof.prove`."""
    chosen = tuple(sorted(set(years))) if years is not None else ()
    asked = [
        each
        for each in promising.definition.invariants
        if each.id not in without and (invariants is None or each.id in invariants)
    ]
    proofs = tuple(_One(policy, promising, each, readings, chosen, limit).proof() for each in asked)
    named = {
        "id": policy.id,
        "document": policy.definition.identity.document,
        "digest": policy.digest,
    }
    proposals = tuple((each.id, each.digest) for each in policy.proposals)
    return ProofReport(named, proposals, proofs, library_version(), vocabulary=policy.definition.vocabulary)


#: What a `Proof` is made of, but for the time that it took.
Found = dict[str, Any]
#: No more readings than these are looked at one by one.
_MOST = 1024
#: So many of them are looked at quickly for all sizes, and so many for the smallest, before any is looked at for long.
_FIRST = (2, 24)


@dataclass(frozen=True)
class _One:
    """One promise, and what is asked about it."""

    policy: Policy
    base: Policy
    declared: AnyInvariant
    which: Which
    chosen_years: tuple[int, ...]
    limit: float

    @property
    def promise(self) -> Promise:
        return Promise(self.base.definition, self.declared)

    @property
    def readings(self) -> Readings:
        return Readings(self.policy.definition, self.policy.options, self.which)

    @property
    def years(self) -> tuple[int, ...]:
        return self.chosen_years or self.promise.years(years_in_force(self.policy.definition))

    def proof(self) -> Proof:
        """What becomes of the promise."""
        start = monotonic()
        scopes = Scopes(self.policy.definition, self.promise, self.readings, self.years)
        general = AnyNumberProof(self.policy.definition, self.promise, self.readings, start + self.limit / 2)
        # What rests on lemmas that the solver cannot prove is not proved.
        left = list(general.open(map(self.policy.program, self.years)))
        if not general.covers_all:
            found = self._of("undecided", scopes.of_none(), scopes.too_many)
        elif not general.asked:
            found = self._of("not_promised", scopes.of_none(), scopes.not_promised)
        elif not left and not unproved():
            found = self._of("proved", scopes.of_any(general.questions), None)
        else:
            found = self._bounded(left, scopes, start + self.limit)
        return Proof(**found, seconds=monotonic() - start)

    def _bounded(self, left: Sequence[Open], scopes: Scopes, deadline: float) -> Found:
        """The readings that are left, for ever more things until one breaks the promise or the time is up."""
        readings = self._in_full(left)
        kept: dict[Size, set[int]] = {size: set() for size in SIZES}
        for index, size, quick in _turns(min(len(readings), _MOST)):
            if index in kept[size]:
                continue
            found = self._of_reading(readings[index], deadline).at(size, quick)
            if found.counterexample is not None:
                return self._of("refuted", scopes.of_case(), None, found.counterexample)
            if found.outcome == "kept":
                kept[size].add(index)
            if monotonic() > deadline:
                break
        done = list(takewhile(lambda size: len(kept[size]) == len(readings), SIZES))
        if not done:
            return self._of("undecided", scopes.of_none(), scopes.undecided(self.limit))
        if scopes.sampled is not None:
            return self._of("undecided", scopes.of_none(), scopes.sampled)
        return self._of("proved", scopes.up_to(done), None)

    def _in_full(self, left: Sequence[Open]) -> list[Open]:
        """What is left, under every reading of the policy: those nearest to the one in effect first.

        What is left out of account for any number of things may matter for a few. No more than `_MOST` and one.
        """
        definition, asked = self.policy.definition, self.promise.rests_on(self.policy.definition)
        parts = () if self.promise.kind == "thing" else (*definition.limits, *definition.awards)
        open_ = {(each.year, self.readings.choice(each.options, *asked)) for each in left}
        years = sorted({each.year for each in left}, key=self._from_the_middle)
        found = (Open(year, options) for options in self.readings.nearest(*parts, *asked) for year in years)
        return list(
            islice(
                (each for each in found if (each.year, self.readings.choice(each.options, *asked)) in open_), _MOST + 1
            )
        )

    def _from_the_middle(self, year: int) -> tuple[int, int]:
        """Years in the middle first, in which most is open."""
        return abs(2 * year - self.years[0] - self.years[-1]), year

    def _of_reading(self, each: Open, deadline: float) -> BoundedProof:
        policy = Policy(self.policy.definition, each.options, self.policy.proposals)
        rule = self.promise.rule(each.year, each.options)
        assert rule is not None
        return BoundedProof(policy, rule, each.year, self.policy, deadline)

    def _of(
        self, outcome: Outcome, scope: Scope, reason: Text | None, counterexample: Counterexample | None = None
    ) -> Found:
        return {
            "invariant": self.declared.id,
            "label": self.declared.label,
            "clause": self.declared.clause,
            "outcome": outcome,
            "scope": scope,
            "counterexample": counterexample,
            "reason": reason,
        }


def _turns(readings: int) -> Iterator[tuple[int, Size, bool]]:
    """Which reading is asked about for which size, and whether quickly: a case that is easily found is found first.

    The more unusual a reading, the later its larger sizes come.
    """
    turns = [(at + (index + 1).bit_length(), at, index) for at in range(len(SIZES)) for index in range(readings)]
    turns.sort()
    few, some = _FIRST
    yield from ((index, SIZES[at], True) for _, at, index in turns if index < few)
    yield from ((index, SIZES[0], True) for index in range(few, min(some, readings)))
    yield from ((index, SIZES[at], False) for _, at, index in turns)
