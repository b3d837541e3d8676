"""The first half of a case's chain: from its facts to its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from policyrules.engines.cases import Case
from policyrules.engines.claims import TierOutcome, amount_due, claims_of, is_used
from policyrules.engines.rete.claims_chain import ClaimsChain
from policyrules.engines.rete.network import Fact, within
from policyrules.engines.rete.properties import properties_of
from policyrules.engines.rete.rules import Eligible, Entitled, Missed, RuleBook, Tally, of_list
from policyrules.facts.records import Thing
from policyrules.program.program import AwardRule, Combine, Program


class EntitlementChain(ClaimsChain):
    """From the facts of a case to its claims, and through the first stage."""

    def __init__(self, program: Program, book: RuleBook, case: Case) -> None:
        super().__init__(program, book, case, [], 0)
        names = dict.fromkeys(award.subject for award in program.awards if award.open)
        self.subjects = [(name, subject) for name in names for subject in case.subjects.get(name, ())]
        self.missed: set[tuple[int, int, int]] = set()
        self.outcomes: dict[tuple[int, int, int], TierOutcome] = {}

    def facts(self) -> Iterator[Fact]:
        """The case itself first (the tally matches it), then each of its subjects as wide facts, mostly one."""
        yield {"kind": "case"}
        for number, (name, subject) in enumerate(self.subjects):
            for kind, properties in self.book.kinds.facts_of(of_list(name)):
                fact: Fact = {"kind": kind, "subject": number}
                fact.update(properties_of(self.case.world, subject, properties))
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
        return [self.outcome(award, tier, subject, number) for tier in range(len(award.tiers) if award.open else 0)]

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
