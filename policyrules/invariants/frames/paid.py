"""The lines of a decision over frames that pay something, and the register of what was paid before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw

from policyrules.engines.columnar.holding import held
from policyrules.facts.frames.frames import FactFrames
from policyrules.invariants.rules import Awards
from policyrules.program.program import AwardRule, Program

if TYPE_CHECKING:
    from policyrules.decision.frame_decision import FrameDecision

#: The columns that put lines in a decision's order.
ORDER = ("enterprise", "$award", "subject", "$tier")


@dataclass(frozen=True)
class Payments:
    """Every line that pays something: award, tier, enterprise, subject, paid_fen, and `ORDER`; and the register.

    The register has year, award, tier, enterprise, subject, amount (fen); None where it is empty.
    """

    program: Program
    facts: FactFrames
    lines: nw.LazyFrame[Any]
    register: nw.LazyFrame[Any] | None

    def of(self, awards: Awards) -> nw.LazyFrame[Any]:
        """The lines of some awards; None: of all."""
        return self.lines if awards is None else self.lines.filter(nw.col("award").is_in(list(awards)))

    def before(self, awards: Awards, *, whole_period: bool = False) -> nw.LazyFrame[Any] | None:
        """What the register has under some awards (None: under all), for the sales year or for all years."""
        found = self.register
        if found is not None and awards is not None:
            found = found.filter(nw.col("award").is_in(list(awards)))
        if found is not None and not whole_period:
            found = found.filter(nw.col("year") == self.program.year)
        return found

    def before_for(self, award: AwardRule) -> nw.LazyFrame[Any] | None:
        """What the register has under one award, in whatever year, for subjects that it names.

        One that names none is for the payee itself where the award is its own.
        """
        found = self.before((award.id,), whole_period=True)
        if found is not None and award.payee is None:
            found = found.with_columns(nw.coalesce(nw.col("subject"), nw.col("enterprise")).alias("subject"))
        return None if found is None else found.filter(~nw.col("subject").is_null())

    def rules(self, awards: Awards) -> list[AwardRule]:
        """Those of some awards (None: of all) that there are, in the order of the document."""
        return [award for award in self.program.awards if awards is None or award.id in awards]


def payments(decision: FrameDecision) -> Payments | None:
    """What a decision pays, computed once and held; None where the policy has no awards."""
    facts, lines = decision.facts, decision.paid_lines()
    if lines is None:
        return None
    lines = held({"paid": _in_order(lines, decision.program)}, facts.backend)["paid"]
    return Payments(decision.program, facts, lines, facts.register())


def _in_order(lines: nw.LazyFrame[Any], program: Program) -> nw.LazyFrame[Any]:
    position = nw.lit(len(program.awards), nw.Int64)
    for index, award in enumerate(program.awards):
        position = nw.when(nw.col("award") == award.id).then(nw.lit(index, nw.Int64)).otherwise(position)
    return lines.with_columns(position.alias("$award"), nw.col("tier").fill_null(0).alias("$tier"))
