"""Asking the solver about a policy's awards for one year: symbolic facts of some size, decided, and a clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any

import z3

from policyrules.errors import UsageError
from policyrules.facts.numbers import MOST
from policyrules.language.options import defaults
from policyrules.language.quantities import SCALE, Kind
from policyrules.policy import Policy
from policyrules.program.program import CaseLimit, Program, SharedLimit, Stage
from policyrules.proof.deciding.claims import SymbolicClaim
from policyrules.proof.deciding.run import SymbolicDecision, decide
from policyrules.proof.facts.models import facts_of
from policyrules.proof.facts.shape import shape_of
from policyrules.proof.facts.world import FactKey, Key, SymbolicWorld
from policyrules.proof.logic.solving import Solved, solve
from policyrules.proof.logic.terms import Bool, Int, at_most, total, when
from policyrules.proof.logic.values import Quantity, Symbol, Words
from policyrules.proof.questions.answers import Asked
from policyrules.proof.questions.readings import written
from policyrules.text import Text

Json = dict[str, Any]


@dataclass(frozen=True, order=True)
class Size:
    """So many payees, each with so many things of every list that awards are decided for; and register entries."""

    payees: int = 1
    each: int = 1
    entries: int = 0

    def up_to(self, policy: Policy, year: int) -> dict[str, int]:
        """How many things of each list that is: of payees in all, of what leads to them for each payee."""
        program = policy.program(year)
        lists = {award.subject for award in program.awards}
        register = {name for name, each in policy.definition.vocabulary.lists.items() if each.register_of_awards}
        return {
            name: self.payees if name == program.payees else self.entries if name in register else self.each
            for name in policy.definition.vocabulary.lists
            if name in lists | register | {program.payees}
        }


def growing(most: Size) -> Iterator[Size]:
    """Sizes up to the most, small ones first, so that what is found is easy to read; the most comes last."""
    found: list[Size] = []
    for entries in (0, most.entries):
        for payees, each in ((1, 1), (1, most.each), (most.payees, 1), (most.payees, most.each)):
            found.append(Size(payees, each, entries))
    yield from dict.fromkeys(found)


@dataclass
class Clock:
    """The seconds that a question may still take."""

    limit: float
    _start: float = field(default_factory=monotonic)

    @property
    def left(self) -> float:
        """The seconds left, never fewer than none."""
        return max(0.0, self.limit - (monotonic() - self._start))


class Question:
    """A policy's decision for one year on symbolic facts of a size.

    `limits`: its first limits alone. `other` are facts that stand for themselves, where those of the same `words` and
    size are otherwise the same.
    """

    def __init__(
        self,
        policy: Policy,
        year: int,
        size: Size,
        *,
        limits: int | None = None,
        words: Words | None = None,
        other: Mapping[tuple[Key, FactKey], Symbol] | None = None,
    ) -> None:
        program, vocabulary = policy.program(year), policy.definition.vocabulary
        if not program.awards:
            raise UsageError(
                Text(f"政策 `{policy.id}` 没有奖励可问", f"the policy `{policy.id}` has no awards to ask about")
            )
        program = program if limits is None else first_limits(program, limits)
        shape = shape_of(program, vocabulary, size.payees, size.each, size.entries)
        self.words = Words() if words is None else words
        self.world = SymbolicWorld(program, vocabulary, shape, words=self.words, other=other)
        self.decision: SymbolicDecision = decide(self.world)
        self.payee = shape.of(program.payees)[0]
        """The payee that is asked about; the others are whoever else there is."""

    def claims(self, of: Callable[[SymbolicClaim], bool] = lambda _: True) -> list[SymbolicClaim]:
        """The payee's claims."""
        return [claim for claim in self.decision.claims if claim.payee == self.payee and of(claim)]

    @property
    def allowed(self) -> list[Bool]:
        """What the schema demands of the facts, and that no figure is greater than facts may hold."""
        bounds: list[Bool] = []
        for symbol in self.world.facts.values():
            if isinstance(symbol, Quantity) and not isinstance(symbol.term, int) and not symbol.term.is_real():
                bounds.append(at_most(symbol.term, MOST * SCALE[Kind.MONEY] * symbol.over))
        amounts = [at_most(entry.amount, MOST * SCALE[Kind.MONEY]) for entry in self.world.register.entries]
        return [*self.world.constraints, *bounds, *amounts]

    def solve(self, wanted: Iterable[Bool], clock: Clock) -> Solved:
        """Whether there are such facts of which all that is wanted holds."""
        return solve([*self.allowed, *wanted], clock.left)

    def read(self, model: z3.ModelRef) -> Json:
        """The facts of a model, the payee asked about first."""
        return facts_of(self.world, model)


def first_limits(program: Program, number: int) -> Program:
    """The program with its first limits alone."""
    stages: list[Stage] = []
    within: list[CaseLimit] = []
    for limit in program.limits()[:number]:
        if isinstance(limit, SharedLimit):
            stages.append(Stage(tuple(within), limit))
            within = []
        else:
            within.append(limit)
    return replace(program, stages=(*stages, Stage(tuple(within), None)))


def asked_of(policy: Policy, year: int, size: Size) -> Asked:
    """What a question is about."""
    identity = policy.definition.identity
    usual = defaults(policy.definition)
    options = {name: option for name, option in policy.options.items() if option != usual[name]}
    interpretations = written(policy.definition, options)
    return Asked(
        identity.id,
        identity.document,
        policy.digest,
        year,
        interpretations,
        size.up_to(policy, year),
        policy.definition.vocabulary,
    )


def due(claims: list[SymbolicClaim]) -> Int:
    """What claims come to in the end, in fen."""
    return total(when(claim.there, claim.due, 0) for claim in claims)
