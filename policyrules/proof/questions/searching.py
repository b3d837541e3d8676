"""Where does one more unit of a figure cost its payee money?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from policyrules.errors import UsageError
from policyrules.language.tree import Constant, walk
from policyrules.policy import Policy
from policyrules.program.program import BudgetRule, CapRule, LimitRule, Program
from policyrules.proof.logic.terms import Bool, Int, at_most, negation
from policyrules.proof.questions.ascent import Reached, ascend
from policyrules.proof.questions.asking import Clock, Size, asked_of, growing
from policyrules.proof.questions.cliff import Cause, Cliff, Cliffs, Fall, Undecided
from policyrules.proof.questions.example import ENGINES, Example, smallest_shown
from policyrules.proof.questions.falling import falls
from policyrules.proof.questions.figures import Figure, measured
from policyrules.proof.questions.readings import Reading, readings_of
from policyrules.proof.questions.rising import Rising
from policyrules.proof.questions.sharing import is_proportional
from policyrules.suggestions import did_you_mean
from policyrules.text import Text, same

Json = dict[str, Any]
_CRITERIA = Text("条件与金额", "criteria and amounts")
_OPEN = Text("等待另一事实", "waiting for another fact")


def cliffs(
    policy: Policy, year: int, deviating: int, figures: Sequence[str] | None, most: Size, limit: float
) -> Cliffs:
    """See `questions.cliffs`."""
    readings = readings_of(policy, year, deviating)
    asked_about = _figures(readings, year, figures)
    found: list[Cliff] = []
    undecided: list[Undecided] = []
    for reading in readings:
        for figure in _measured(reading, year):
            if figure.name not in asked_about:
                continue
            search = _Search(reading, year, figure, most, limit)
            search.run()
            found += search.found
            undecided += search.undecided
    return Cliffs(
        asked_of(policy, year, most),
        tuple(asked_about.values()),
        tuple(each.options for each in readings),
        tuple(found),
        tuple(undecided),
    )


def _figures(readings: Iterable[Reading], year: int, names: Sequence[str] | None) -> dict[str, Figure]:
    """The figures asked about, by name: those of all readings. Raises UsageError for a name that none has."""
    known = {figure.name: figure for reading in readings for figure in _measured(reading, year)}
    for name in names or ():
        if name not in known:
            hint = did_you_mean(name, known) or same("")
            zh, en = f"奖励不取决于名为 `{name}` 的数字", f"no award depends on a figure called `{name}`"
            raise UsageError(Text(f"{zh}；{hint.zh}", f"{en}; {hint.en}"))
    return {name: figure for name, figure in known.items() if names is None or name in names}


def _measured(reading: Reading, year: int) -> tuple[Figure, ...]:
    return measured(reading.policy.program(year), reading.policy.definition.vocabulary)


@dataclass(frozen=True)
class _Ask:
    """One cause that is asked about: the number of limits after which less is due first; -1 for what is left open."""

    cause: Cause
    limits: int


def _asks(program: Program) -> list[_Ask]:
    """The causes, in the order in which money is decided."""
    limits = [
        _Ask(Cause("limit", limit.id, limit.clause, limit.label), number)
        for number, limit in enumerate(program.limits(), start=1)
    ]
    criteria, left_open = Cause("criteria", None, "", _CRITERIA), Cause("open", None, "", _OPEN)
    return [_Ask(criteria, 0), *limits, _Ask(left_open, -1)]


def _rounds(limit: LimitRule) -> bool:
    """Whether a limit cuts in proportion, so that every line is rounded down."""
    if isinstance(limit, BudgetRule):
        return any(not tranche.by_rank for tranche in limit.tranches)
    return is_proportional(limit)


class _Search:
    """The cliffs of one figure under one reading, for facts up to a size."""

    def __init__(self, reading: Reading, year: int, figure: Figure, most: Size, limit: float) -> None:
        self._reading = reading
        self._policy = reading.policy
        self._program = reading.policy.program(year)
        self._year = year
        self._figure = figure
        self._most = most
        self._limit = limit
        self._risings: dict[Size, Rising] = {}
        self.found: list[Cliff] = []
        self.undecided: list[Undecided] = []

    def run(self) -> None:
        """Ask for every cause, for as many things as there may be: where there is no cliff, one answer says so."""
        for ask in _asks(self._program):
            decided = self._ask_open(ask) if ask.limits < 0 else self._ask(ask)
            if not decided:
                self.undecided.append(Undecided(self._figure, ask.cause, self._reading.options))

    def _rising(self, size: Size) -> Rising:
        if size not in self._risings:
            self._risings[size] = Rising(self._policy, self._year, size, self._figure)
        return self._risings[size]

    def _ask(self, ask: _Ask) -> bool:
        """Whether it was decided within the limit that there is such a cliff (it is then noted), or none."""
        rising = self._rising(self._most)
        suspected = rising.solve(self._suspected(rising, ask), Clock(self._limit))
        if suspected.outcome == "unsat":
            return True
        loss, likely = _loss(rising, ask), _likely(self._program)
        reached = ascend(rising, loss, Reached(0), likely, Clock(self._limit), self._surely(rising, ask))
        if reached.facts is None and suspected.model is not None:
            reached = self._decided(rising, ask, rising.read(suspected.model))
        if reached.facts is None:
            return False
        reached.settled = reached.settled and self._nothing_above(rising, ask, reached.amount)
        alone = self._rising(replace(self._most, entries=0))
        register = alone.solve(self._suspected(alone, ask), Clock(self._limit)).outcome == "unsat"
        self._note(ask, reached, register)
        return True

    def _decided(self, rising: Rising, ask: _Ask, case: Json) -> Reached:
        """What a case that is only suspected really loses, as it is decided; nothing, if it is no such cliff."""
        found = falls(self._policy, self._year, case["facts"], self._figure, case["more"], ENGINES[0])
        losses = [fall.loss for fall, limits in found if limits == ask.limits]
        most = max(losses, default=0)
        return Reached(most, case) if most >= self._least(rising, ask) else Reached(0)

    def _suspected(self, rising: Rising, ask: _Ask) -> list[Bool]:
        """What is true wherever there is such a cliff, and plain to the solver."""
        loss: Int = rising.before[ask.limits] - rising.after[ask.limits]
        true: list[Bool] = []
        if _is_budget(self._program, ask):
            loss, true = rising.shared_loss()
        elif ask.limits and is_proportional(self._program.limits()[ask.limits - 1]):
            loss, true = rising.capped_loss(ask.limits)
        sooner = [negation(rising.loses(each)) for each in range(ask.limits)]
        return [rising.known, *true, at_most(self._least(rising, ask), loss), *sooner]

    def _nothing_above(self, rising: Rising, ask: _Ask, amount: int) -> bool:
        """Whether no case at all loses more in the end, but for rounding: also where a budget is short."""
        if rising.first_budget is None:
            return True
        if rising.first_budget != len(rising.before) - 2:
            return False
        loss, true = rising.shared_loss()
        sooner = [negation(rising.loses(each)) for each in range(ask.limits)]
        lost = [] if _is_budget(self._program, ask) else [rising.loses(ask.limits)]
        more = at_most(amount + len(rising.whole.claims()) + 1, loss)
        return rising.solve([rising.known, *true, *sooner, *lost, more], Clock(self._limit)).outcome == "unsat"

    def _surely(self, rising: Rising, ask: _Ask) -> list[Bool]:
        """What makes such a cliff, where budgets cut nothing in proportion: so that nothing is multiplied."""
        plainly = rising.shared_fitting() if _is_budget(self._program, ask) else rising.budget_suffices
        plainly = [*plainly, *rising.caps_fitting(len(rising.before) - 1)]
        least = at_most(self._least(rising, ask), _loss(rising, ask))
        return [rising.known, rising.first_loses(ask.limits), *plainly, least]

    def _least(self, rising: Rising, ask: _Ask) -> int:
        """The least loss, in fen, that is more than what rounding takes from each line."""
        rounds = ask.limits > 0 and _rounds(self._program.limits()[ask.limits - 1])
        return len(rising.whole.claims()) + 1 if rounds else 1

    def _ask_open(self, ask: _Ask) -> bool:
        """The same for a line that is left open: few things show it, or all that there may be are asked about."""
        for size in growing(self._most):
            rising = self._rising(size)
            solved = rising.solve([rising.by_one, rising.left_open], Clock(self._limit))
            if solved.model is not None:
                self._note(ask, Reached(0, rising.read(solved.model)), size.entries > 0)
                return True
        return solved.outcome == "unsat"

    def _note(self, ask: _Ask, reached: Reached, register: bool) -> None:
        facts, more = self._example(ask, reached)

        def shown(given: Json, engine: str) -> Fall | None:
            for fall, limits in falls(self._policy, self._year, given, self._figure, more, engine):
                if limits == ask.limits and (fall.loss >= reached.amount or limits < 0):
                    return fall
            return None

        vocabulary = self._policy.definition.vocabulary
        small = smallest_shown(facts, vocabulary, lambda given, engine: shown(given, engine) is not None)
        fall = shown(small, ENGINES[0])
        assert fall is not None
        example = Example(self._year, self._reading.options, small, ENGINES)
        options = self._reading.options
        self.found.append(
            Cliff(self._figure, ask.cause, options, reached.amount, reached.settled, register, fall, example)
        )

    def _example(self, ask: _Ask, reached: Reached) -> tuple[Json, int]:
        """Facts for an example, and by how many units the figure is raised: by one, and of few things, if it can be."""
        assert reached.facts is not None
        if ask.limits >= 0:
            for size in growing(self._most):
                rising = self._rising(size)
                wanted = [*self._surely(rising, ask), rising.by_one, at_most(reached.amount, _loss(rising, ask))]
                solved = rising.solve(wanted, Clock(self._limit))
                if solved.model is not None:
                    return rising.read(solved.model)["facts"], 1
        return reached.facts["facts"], reached.facts["more"]


def _is_budget(program: Program, ask: _Ask) -> bool:
    """Whether a cause is the last limit, a budget, which shares what there is."""
    limits = program.limits()
    return ask.limits == len(limits) > 0 and isinstance(limits[-1], BudgetRule)


def _loss(rising: Rising, ask: _Ask) -> Int:
    """What is lost: before the first budget, unless a later limit is the cause."""
    last = len(rising.before) - 1
    stop = max(ask.limits, last if rising.first_budget is None else rising.first_budget)
    loss: Int = rising.before[stop] - rising.after[stop]
    return loss


def _likely(program: Program) -> list[int]:
    """Losses that are likely to be the largest: what tiers pay, and what caps leave."""
    found = {award.cap for award in program.awards if award.cap is not None}
    found |= {limit.amount for limit in program.limits() if isinstance(limit, CapRule)}
    formulas = [tier.amount for award in program.awards for tier in award.tiers]
    values = [each.value for formula in formulas for each in walk(formula) if isinstance(each, Constant)]
    found |= {value for value in values if isinstance(value, int)}
    return sorted(found, reverse=True)
