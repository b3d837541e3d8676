"""One case in the rule network: the facts it starts from, and what each firing concludes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from policyrules.engines.cases import Case
from policyrules.engines.claims import Claim, TierOutcome, amount_due, claims_of, is_used
from policyrules.engines.limits import (
    Side,
    apply_cap,
    exclude_after_payment,
    keep_only,
    leave_open,
    left_of_cap,
    of_limit,
    sides,
)
from policyrules.engines.rete import rules
from policyrules.engines.rete.network import LARGEST, Fact
from policyrules.engines.rete.patterns import Properties
from policyrules.engines.rete.rules import (
    CapBites,
    Eligible,
    Entitled,
    Excludes,
    Missed,
    RuleBook,
    Settled,
    Tally,
    subject_kind,
)
from policyrules.errors import EngineError
from policyrules.facts.records import Thing
from policyrules.program.evaluate import truth
from policyrules.program.program import AwardRule, CapRule, Combine, ExclusiveRule, Program


class ClaimsChain:
    """From claims to settled claims: each limit that bites concludes new claims."""

    def __init__(self, program: Program, book: RuleBook, case: Case, claims: list[Claim], stage: int) -> None:
        self.program = program
        self.book = book
        self.case = case
        self.claims = claims
        self.stage = stage
        self.within = program.stages[stage].within_case
        self.step = 0
        self.done = False

    def finished(self) -> list[Claim]:
        """The claims, settled. Raises EngineError where the chain broke off."""
        if not self.done:
            raise EngineError(f"the rules came to no end for {self.case.payee.id}")
        return self.claims

    def act(self, rule: str, fact: Mapping[str, Any]) -> Iterable[Fact]:
        """What a firing concludes."""
        meaning = self.book.meanings[rule]
        return self.ACTS[type(meaning)](self, meaning, fact)

    def settled(self, _: Settled, __: Mapping[str, Any]) -> Iterable[Fact]:
        """No limit bites any more."""
        self.done = True
        return ()

    def cap_bites(self, meaning: CapBites, fact: Mapping[str, Any]) -> Iterable[Fact]:
        """The claims are cut down to what the cap leaves."""
        if not self.current(fact):
            return ()
        apply_cap(meaning.limit, self.claims, self.left(meaning.limit))
        return (self.claims_fact(self.within.index(meaning.limit) + 1),)

    def excludes(self, meaning: Excludes, fact: Mapping[str, Any]) -> Iterable[Fact]:
        """One side is kept, or what was paid excludes the others, or nothing can be said yet."""
        if not self.current(fact):
            return ()
        found = self.sides(meaning.limit)
        contending = [side for side in found if side.claims]
        if meaning.paid:
            exclude_after_payment(meaning.limit, found)
        elif meaning.kept is not None:
            keep_only(meaning.limit, contending, [found[meaning.kept]])
        else:
            leave_open(meaning.limit, contending)
        return (self.claims_fact(self.within.index(meaning.limit) + 1),)

    ACTS: ClassVar[dict[type, Callable[..., Iterable[Fact]]]] = {
        Settled: settled,
        CapBites: cap_bites,
        Excludes: excludes,
    }

    def current(self, fact: Mapping[str, Any]) -> bool:
        """Whether a claims fact still stands: another limit may have replaced it."""
        return bool(fact["step"] == self.step)

    def left(self, limit: CapRule) -> int:
        """What earlier payments leave of a cap, in fen."""
        return left_of_cap(limit, self.case.payee.id, self.case.world.register)

    def sides(self, limit: ExclusiveRule) -> list[Side]:
        """The sides of an exclusive limit as the claims stand."""
        return sides(limit, self.claims, self.case.payee.id, self.case.world.register)

    def claims_fact(self, after: int = 0) -> Fact:
        """The claims as one wide fact; limits before `after` have had their turn and are quiet."""
        self.step += 1
        fact: Fact = {"kind": "claims", "stage": self.stage, "step": self.step}
        for index, limit in enumerate(self.within):
            quiet = index < after
            if isinstance(limit, CapRule):
                fact[rules.over_cap(index)] = 0 if quiet else self.over(limit)
            elif quiet:
                fact[rules.is_paid(index)] = fact[rules.contenders(index)] = 0
            else:
                fact.update(self.contest(index, limit))
        return fact

    def over(self, limit: CapRule) -> int:
        """How far the claims exceed a cap, in fen; negative where they stay below it."""
        total = sum(claim.due for claim in of_limit(limit, self.claims))
        return within(total - self.left(limit), limit.id)

    def contest(self, index: int, limit: ExclusiveRule) -> Fact:
        """How strong each side of an exclusive limit is. Amounts are spread so that of equals the first is stronger."""
        found = self.sides(limit)
        count = len(found)
        fact: Fact = {
            rules.is_paid(index): int(any(side.paid for side in found)),
            rules.contenders(index): sum(bool(side.claims) for side in found),
        }
        for place, side in enumerate(found):
            if not side.claims:
                fact[rules.reach(index, place)] = -1
            elif side.amount is not None:
                bringing = within(side.amount * count + (count - 1 - place), limit.id)
                fact[rules.strength(index, place)] = fact[rules.reach(index, place)] = bringing
            elif side.most is not None:
                fact[rules.reach(index, place)] = within(side.most * count, limit.id)
        return fact


class EntitlementChain(ClaimsChain):
    """From the facts of a case to its claims, and through the first stage."""

    def __init__(self, program: Program, book: RuleBook, case: Case) -> None:
        super().__init__(program, book, case, [], 0)
        self.subjects = [
            (name, subject) for name in book.properties for subject in case.subjects.get(name, ())
        ]
        self.missed: set[tuple[int, int, int]] = set()
        self.outcomes: dict[tuple[int, int, int], TierOutcome] = {}

    def facts(self) -> Iterator[Fact]:
        """The case itself first (the tally matches it), then each of its subjects as one wide fact."""
        yield {"kind": "case"}
        for number, (name, subject) in enumerate(self.subjects):
            fact: Fact = {"kind": subject_kind(name), "subject": number}
            fact.update(properties_of(self.case, subject, self.book.properties[name]))
            yield fact

    def criterion_missed(self, meaning: Missed, fact: Mapping[str, Any]) -> Iterable[Fact]:
        """The tiers that ask for the criterion fail."""
        self.missed.update((meaning.award, tier, fact["subject"]) for tier in meaning.tiers)
        return ()

    def criteria_hold(self, meaning: Eligible, fact: Mapping[str, Any]) -> Iterable[Fact]:
        """A tier is reached; what is due for it follows, unless a higher one counts in its place."""
        if self.superseded(meaning.award, meaning.tier, fact["subject"]):
            return ()
        return (self.eligible(meaning.award, meaning.tier, fact["subject"]),)

    def entitled(self, meaning: Entitled, fact: Mapping[str, Any]) -> Iterable[Fact]:
        """An eligible tier is due, or was paid before."""
        key = (fact["award"], fact["tier"], fact["subject"])
        tier = self.program.awards[fact["award"]].tiers[fact["tier"]]
        self.outcomes[key] = TierOutcome(tier, True, meaning.used, fact.get("due"))
        return ()

    def all_entitled(self, _: Tally, __: Mapping[str, Any]) -> Iterable[Fact]:
        """Every entitlement is known: the claims follow."""
        self.tally()
        return (self.claims_fact(),)

    ACTS: ClassVar[dict[type, Callable[..., Iterable[Fact]]]] = {
        **ClaimsChain.ACTS,
        Missed: criterion_missed,
        Eligible: criteria_hold,
        Entitled: entitled,
        Tally: all_entitled,
    }

    def superseded(self, award: int, tier: int, subject: int) -> bool:
        """Whether a tier was concluded already, or one above it where only the highest counts."""
        rule = self.program.awards[award]
        above = range(tier, len(rule.tiers)) if rule.combine is Combine.HIGHEST else (tier,)
        return any((award, each, subject) in self.outcomes for each in above)

    def eligible(self, award_number: int, tier_number: int, subject_number: int) -> Fact:
        """The conclusion that a tier's criteria hold: was it paid before, what is due for it."""
        award, subject = self.program.awards[award_number], self.subjects[subject_number][1]
        tier = award.tiers[tier_number]
        # Until a rule says that the tier is due or was paid, neither is known.
        self.outcomes[award_number, tier_number, subject_number] = TierOutcome(tier, True)
        fact: Fact = {
            "kind": "eligible",
            "award": award_number,
            "tier": tier_number,
            "subject": subject_number,
        }
        used, due = is_used(award, tier, self.case, subject), amount_due(award, tier, self.case, subject)
        if used is not None:
            fact["used"] = int(used)
        if due is not None:
            fact["due"] = within(due, award.id)
        return fact

    def tally(self) -> None:
        """Make the claims from what the rules concluded. A tier that no rule spoke of is unknown."""
        numbers = {subject: number for number, (_, subject) in enumerate(self.subjects)}
        self.claims = [
            claim
            for award in self.program.awards
            for subject in self.case.subjects.get(award.subject, ())
            for claim in claims_of(
                award, self.case, subject, self.outcomes_of(award, subject, numbers.get(subject, -1))
            )
        ]

    def outcomes_of(self, award: AwardRule, subject: Thing, number: int) -> list[TierOutcome]:
        """How each tier of an award stands for a subject (the `number`-th of the case)."""
        return [
            self.outcome(award, tier, subject, number)
            for tier in range(len(award.tiers) if award.open else 0)
        ]

    def outcome(self, award: AwardRule, tier: int, subject: Thing, number: int) -> TierOutcome:
        """How one tier stands, from what the rules concluded."""
        key = (award.index, tier, number)
        concluded = self.outcomes.get(key)
        if concluded is not None:
            return concluded
        if key in self.missed:
            return TierOutcome(award.tiers[tier], False)
        # No rule spoke of the tier: its criteria are unknown, but it may be used up all the same.
        return TierOutcome(award.tiers[tier], None, is_used(award, award.tiers[tier], self.case, subject))


def properties_of(case: Case, subject: Thing, properties: Properties) -> Fact:
    """The known properties of a subject, as whole numbers."""
    lookup = case.lookup(subject)
    found: Fact = {}
    for attribute, name in properties.attributes.items():
        value = lookup(attribute) if attribute.owner else subject.value(attribute.field, attribute.year)
        if value is not None:
            value = int(value)
            found[name] = (
                value if -LARGEST < value < LARGEST else within(value, case.pointer(subject, attribute))
            )
    for expression, name in properties.truths.items():
        known = truth(expression, lookup)
        if known is not None:
            found[name] = int(known)
    return found


def within(value: int, what: str) -> int:
    """A number that the engine compares exactly. Raises EngineError for one that it does not."""
    if not -LARGEST < value < LARGEST:
        raise EngineError(f"the number {value} of {what} is too large for the rete engine")
    return value
