"""Promises about what payees are paid, proved for one payee among any number, with any number of things."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from policyrules.invariants.rules import MostRule, OneOfRule, WithinBudgetRule, WithinYearsRule
from policyrules.language.vocabulary import Vocabulary
from policyrules.program.program import AwardRule, Combine, Program
from policyrules.proof.any_number.bundles import of_any
from policyrules.proof.any_number.case import PAYEE, AnyCase, rest_of
from policyrules.proof.any_number.lines import one_of
from policyrules.proof.any_number.summary import RegisterSummary
from policyrules.proof.deciding.run import SymbolicDecision
from policyrules.proof.facts.variables import Variables
from policyrules.proof.facts.world import SymbolicWorld
from policyrules.proof.logic.terms import Bool, both, either, greatest, less, when
from policyrules.proof.promises.asking import asked

PayeeRule = MostRule | OneOfRule | WithinBudgetRule | WithinYearsRule


class AnyPayee:
    """A payee of whom nothing is known, after all limits of a program, with a register of any length."""

    def __init__(self, program: Program, vocabulary: Vocabulary) -> None:
        self.program = program
        self.world = SymbolicWorld(program, vocabulary, one_of(program, vocabulary))
        self.variables = Variables(vocabulary, self.world.words, "any.")
        register = RegisterSummary(program, vocabulary, self.variables)
        awards = {each.id: each for each in program.awards}
        bundles = {name: of_any(each, f"due.{name}", self.variables, self.variables) for name, each in awards.items()}
        rest = rest_of(awards, self.variables)
        self.case = AnyCase(bundles, register, self.world.formulas(), self.variables, rest).run(program.stages)

    @property
    def constraints(self) -> list[Bool]:
        """What is demanded of the payee, the register and the circumstances."""
        return [*self.world.constraints, *self.variables.constraints]

    def broken(self, rule: PayeeRule) -> Bool:
        """Whether the payee (of a budget, all payees together) breaks a promise."""
        match rule:
            case MostRule():
                return self._most(rule)
            case OneOfRule():
                return self._one_of(rule)
            case WithinYearsRule():
                outside = not rule.first <= self.program.year <= rule.last
                return both(outside, less(0, self.case.paid(rule.awards)))
            case WithinBudgetRule():
                return self._budget(rule)

    def _recorded(self, awards: Iterable[str] | None) -> Sequence[str]:
        return sorted(self.case.register.all_awards() if awards is None else awards)

    def _most(self, rule: MostRule) -> Bool:
        before = self.case.register.paid_to(PAYEE, self._recorded(rule.awards), rule.whole_period)[1]
        left = greatest(0, rule.amount - (before if rule.earlier else 0))
        return less(left, self.case.paid(rule.awards))

    def _one_of(self, rule: OneOfRule) -> Bool:
        now = {award: less(0, self.case.paid([award])) for award in rule.awards}
        before = {award: self.case.register.paid_to(PAYEE, [award], whole_period=False)[0] for award in rule.awards}
        return either(
            *(
                both(now[one], either(now[other], before[other]))
                for one in rule.awards
                for other in rule.awards
                if one != other
            )
        )

    def _budget(self, rule: WithinBudgetRule) -> Bool:
        before = self.case.register.paid_to_all(self._recorded(rule.awards), PAYEE)
        known, support = (True, 0)
        if rule.less is not None:
            decision = SymbolicDecision(self.program, self.world, (), 0, None)
            known, support = asked(decision).whole(rule.less)
        left = greatest(0, rule.amount - greatest(0, when(known, support, 0)) - before)
        return less(left, self.case.paid(rule.awards) + self.case.paid_to_others(rule.awards))


def loosest(awards: Sequence[AwardRule]) -> AwardRule:
    """One rule that allows whatever one of several readings of an award allows: for bundles, which ask no more."""
    caps = [each.cap for each in awards]
    cap = None if None in caps else max(each or 0 for each in caps)
    combine = Combine.EACH if any(each.combine is Combine.EACH for each in awards) else awards[0].combine
    is_open = any(each.open for each in awards)
    return replace(awards[0], cap=cap, combine=combine, open=is_open, rank=(), tiers=(), deduct_lower_tiers=False)
