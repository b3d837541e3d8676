"""Facts about limits: more and more subjects of one payee, then of several, that qualify for the awards of a limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from policyrules.coverage.building import Building
from policyrules.coverage.candidates.awards import amounts_in, pay
from policyrules.coverage.candidates.candidate import Candidate, holding, in_turn, unusual, usual_first
from policyrules.coverage.obligation import Obligation
from policyrules.coverage.settlings import settlings_of
from policyrules.coverage.witness import Assignment, merged
from policyrules.language.definition import Award, Budget, Definition
from policyrules.language.quantities import Value
from policyrules.language.tree import Attribute, attributes
from policyrules.program.lowering.awards import lower_award
from policyrules.program.lowering.limits import lower_limits
from policyrules.program.lowering.settling import Settling
from policyrules.program.program import AwardRule, BudgetRule, TierRule

#: So many ways to settle a policy are tried in turn.
_TOGETHER = 4
#: How many subjects of each award a payee has, and how many such payees there are.
_NUMBERS = ((1, 1), (2, 1), (4, 1), (1, 2), (2, 2), (4, 3))


def candidates(definition: Definition, obligation: Obligation) -> Iterator[Candidate]:
    """Facts that could show something of a limit."""
    name = obligation.address.split(".")[1]
    limit = next(each for each in definition.limits if each.id == name)
    awards = [(at, each) for at, each in enumerate(definition.awards) if each.id in limit.awards]
    asked = (limit, tuple(each for _, each in awards))
    option = obligation.aspect.partition(".")[0]
    ways = usual_first(definition, settlings_of(definition, asked))
    # Where the aspect names an option, what is settled by it comes first.
    ways.sort(key=lambda each: option not in unusual(definition, each).values())
    for first in range(0, len(ways), _TOGETHER):
        several = (_of_setting(definition, name, awards, each) for each in ways[first : first + _TOGETHER])
        yield from in_turn(several)


def _of_setting(
    definition: Definition, name: str, awards: Sequence[tuple[int, Award]], settled: Settling
) -> Iterator[Candidate]:
    rules = [lower_award(settled, at, award) for at, award in awards]
    filling = _Filling(definition, settled, name)
    yield from in_turn(filling.all(some) for some in (*((each,) for each in rules), rules))


@dataclass(frozen=True)
class _Filling:
    definition: Definition
    settled: Settling
    limit: str

    def all(self, rules: Sequence[AwardRule]) -> Iterator[Candidate]:
        """Subjects of some awards, in several numbers, with and without payments before and less to share."""
        open_rules = [each for each in rules if each.open]
        if not open_rules:
            return
        ways = product(*(list(self._ways(each)) for each in open_rules))
        for chosen in ways:
            for subjects, payees in _NUMBERS:
                for paid in (False, True):
                    for circumstances in self._circumstances():
                        yield self._candidate(open_rules, chosen, subjects, payees, paid, circumstances)

    def _ways(self, rule: AwardRule) -> Iterator[tuple[TierRule, Assignment]]:
        """Each tier of an award, reached, with the greatest and the least amount, and left open."""
        domains = amounts_in(self.definition, rule)
        for tier in (rule.tiers[-1], *rule.tiers[:1]):
            found = next(holding([each.test for each in tier.criteria], domains), None)
            if found is None:
                continue
            free = [each for each in attributes(tier.amount) if each not in found]
            values: list[Value | None] = [each for each in (domains.of(free[0]) if free else []) if each is not None]
            for value in values[-1:] + values[1:2] or [None]:
                yield tier, {**found, **dict.fromkeys(free, value)}
            yield tier, {**found, **dict.fromkeys(free or list(found)[-1:], None)}

    def _circumstances(self) -> Iterator[dict[Attribute, Any]]:
        """Nothing, then so much other use of a budget that little is left of it."""
        yield {}
        written = next(each for each in self.definition.limits if each.id == self.limit)
        if not isinstance(written, Budget):
            return
        rules = [stage.over_all for stage in lower_limits(self.settled)]
        rule = next(each for each in rules if isinstance(each, BudgetRule) and each.id == self.limit)
        if rule.less is not None and len(attributes(rule.less)) == 1:
            for left in (100, 10_000_00, 0):
                yield {attributes(rule.less)[0]: rule.amount - left}

    def _candidate(
        self,
        rules: Sequence[AwardRule],
        chosen: Sequence[tuple[TierRule, Assignment]],
        subjects: int,
        payees: int,
        paid: bool,
        circumstances: dict[Attribute, Any],
    ) -> Candidate:
        building = Building(self.definition)
        year = self.settled.setting.year
        for _ in range(payees):
            self._payee(building, rules, chosen, subjects, paid, year)
        building.shared(circumstances)
        return Candidate(building.facts, year, unusual(self.definition, self.settled))

    def _payee(
        self,
        building: Building,
        rules: Sequence[AwardRule],
        chosen: Sequence[tuple[TierRule, Assignment]],
        subjects: int,
        paid: bool,
        year: int,
    ) -> None:
        """One payee with what it is itself, and with so many things of each other list."""
        own = [(rule, way) for rule, way in zip(rules, chosen, strict=True) if rule.payee is None]
        things = [(rule, way) for rule, way in zip(rules, chosen, strict=True) if rule.payee is not None]
        values = merged(way for _, (_, way) in own) or {}
        payees = own[0][0].subject if own else self._payees(things[0][0])
        item = building.thing(payees, values)
        payee = building.id_of(payees, item)
        if paid and own:
            pay(building, own[0][0], item, _entry(own[0][0], own[0][1][0].number, year), _MUCH)
        for rule, (_, way) in things:
            for _ in range(subjects):
                made = building.thing(rule.subject, way, {rule.payee or "": payee})
            if paid:
                other = {**made, building.definition.vocabulary.lists[rule.subject].id_field or "": _ELSE}
                pay(building, rule, other, _entry(rule, None, year), _MUCH)

    def _payees(self, rule: AwardRule) -> str:
        return self.definition.vocabulary.lists[rule.subject].fields[rule.payee or ""].to or ""


def _entry(rule: AwardRule, tier: int | None, year: int) -> dict[str, Any]:
    """A payment for another tier than this one, where there is one."""
    others = [each.number for each in rule.tiers if each.number not in (None, tier)]
    return {"year": year, "subject": True, **({"tier": others[0]} if others else {})}


#: What was paid before, in fen: less than most caps, and more than most leave; and a thing that the facts do not name.
_MUCH, _ELSE = 200_000_00, "X"
