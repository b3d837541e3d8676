"""A decision over dataframes: its lines as frames of the kind that came in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policyrules.decision import frame_lines
from policyrules.decision.lines import Totals
from policyrules.decision.targets import TargetLine
from policyrules.decision.tasks import TaskLine, task_lines
from policyrules.engines.columnar.allocation import AVAILABLE, CLAIMED, OF_BUDGET
from policyrules.engines.columnar.judgements import Judgements
from policyrules.engines.columnar.run import AwardColumns
from policyrules.engines.columnar.summing import sums_of
from policyrules.errors import Problem, UsageError
from policyrules.facts.frames.frames import FactFrames
from policyrules.program.program import Program
from policyrules.showing import ShowsItself
from policyrules.text import Language, Text

if TYPE_CHECKING:
    import narwhals as nw

    from policyrules.invariants.frames import Breach
    from policyrules.invariants.rules import AnyRule
    from policyrules.reports.notebook.sheet import Sheet


class FrameDecision(ShowsItself):
    """What a policy says about facts in frames, for one sales year.

    Frames come back as the kind that came in: computed where that holds its rows, lazy where it is lazy. Amounts are
    whole fen. Under `guard` nothing comes back that breaks one of the `promises`: the first result that is asked for
    has all of them held against all lines, and raises InvariantError.
    """

    def __init__(
        self,
        program: Program,
        facts: FactFrames,
        awards: AwardColumns,
        warnings: Sequence[Problem] = (),
        *,
        ordered: bool = False,
        promises: Sequence[AnyRule] = (),
        guard: bool = False,
    ) -> None:
        self.program = program
        self.year = program.year
        self.engine = "columnar"
        self.facts = facts
        self.warnings = tuple(warnings)
        self.promises = tuple(promises)
        self.judged = Judgements(program, facts)
        self._awards = awards
        self._ordered = ordered
        self._guard = guard

    @cached_property
    def awards(self) -> Any:
        """A line per award and subject: award, clause, tier, enterprise, subject, status, entitled_fen, paid_fen.

        Their order is that of a decision's lines where it was asked for, else none in particular.
        """
        self._release()
        found = frame_lines.lines(self._awards)
        if found is None:
            return self.facts.backend.native(self.facts.backend.made(frame_lines.no_lines()))
        if self._ordered:
            found = frame_lines.in_order(found, [award.id for award in self.program.awards])
        return self.facts.backend.native(found)

    def subjects(self, name: str) -> Any:
        """A row per thing of a list, in no particular order.

        Its id, its payee, and for each award status, tier, entitled_fen and paid_fen; for each standard its verdict
        and how many of its items are missed or unknown. Raises UsageError for a list of which nothing is decided.
        """
        self._release()
        backend, judged = self.facts.backend, self.judged.standards.subjects(name)
        if name not in self._awards.frames:
            if judged is None:
                raise UsageError(self._nothing_of(name))
            return backend.native(judged)
        found = frame_lines.things(self._awards, name)
        return backend.native(found if judged is None else found.join(judged, on="id", how="left"))

    @cached_property
    def standards(self) -> Any:
        """A line per standard and thing: standard, clause, subject, verdict, items_short, items_unknown."""
        self._release()
        return self.facts.backend.native(self.judged.standards.lines(ordered=self._ordered))

    @cached_property
    def items(self) -> Any:
        """A line per item of a standard and thing: standard, block, item, modality, subject, verdict."""
        self._release()
        return self.facts.backend.native(self.judged.standards.items(ordered=self._ordered))

    @cached_property
    def targets(self) -> tuple[TargetLine, ...]:
        """The targets, for the city and its units, as a decision has them; who counts is not named."""
        self._release()
        return tuple(TargetLine(each) for each in self.judged.targets)

    @cached_property
    def tasks(self) -> tuple[TaskLine, ...]:
        """One line per unit and numbered duty, by the unit."""
        self._release()
        return task_lines(self.judged.tasks, self.program.duties.ledger)

    @cached_property
    def totals(self) -> Totals:
        """Sums over the known lines, computed at the first use."""
        self._release()
        found = sums_of(self._awards, self.facts.backend)
        budgets = [each.to_dict(self.facts.backend) for each in self._awards.budgets]
        # Claimed is what was due before the first budget; of several, the last is the one that is reported.
        claimed, budget = (budgets[0][CLAIMED], budgets[-1]) if budgets else (found.paid, None)
        return Totals(
            entitled=found.entitled,
            claimed=claimed,
            paid=found.paid,
            budget=None if budget is None else budget[AVAILABLE],
            overrun=0 if budget is None else max(0, budget[OF_BUDGET] - budget[AVAILABLE]),
            unknown_lines=found.unknown,
        )

    @cached_property
    def violations(self) -> tuple[Breach, ...]:
        """Each of the promises that the lines break, with its first violations and how many there are in all.

        They are worked out from the lines that pay something, the facts and the register, when they are first asked
        for. Raises EngineError where a figure would leave 64 bits.
        """
        from policyrules.invariants.frames import check

        return check(self.promises, self)

    def paid_lines(self) -> nw.LazyFrame[Any] | None:
        """The lines of awards that pay something, whatever they break: see `frame_lines.paid_lines`."""
        return frame_lines.paid_lines(self._awards)

    def _release(self) -> None:
        """Raise InvariantError where the lines break a promise and must not."""
        if self._guard and self.violations:
            from policyrules.invariants.frames import not_released

            raise not_released(self.violations)

    def __repr__(self) -> str:
        return f"FrameDecision({self.program.policy}, {self.year}, {self.facts.backend.library.value})"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.frame_decision import sheet

        return sheet(self, language)

    def _nothing_of(self, name: str) -> Text:
        judged = (rule.subject for rule in self.program.standards)
        known = ", ".join(dict.fromkeys((*self._awards.frames, *judged)))
        zh, en = f"没有对“{name}”作出决定；有：{known}", f"nothing is decided of `{name}`; there are: {known}"
        return Text(zh, en)
