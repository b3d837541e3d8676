"""What a case expects of the promises of its policy: that decisions keep them."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.cases.case import Case
from policyrules.cases.difference import Difference
from policyrules.decision.decision import Decision
from policyrules.engines import choose
from policyrules.invariants.check import violations
from policyrules.invariants.monotone import lowered
from policyrules.invariants.rules import MonotoneRule
from policyrules.invariants.violation import Violation
from policyrules.policy import Policy
from policyrules.text import Text

_HELD = Text("成立", "that it holds")
_BROKEN = Text("违反", "that it is broken")
_NOT_PROMISED = Text("按所选解释不作此承诺", "that it is not promised under these readings")


def broken_promises(case: Case, policy: Policy, decision: Decision) -> Iterator[Difference]:
    """The promises of a case that a policy breaks, with the sentence that says how, or that nobody made.

    `decision` is the policy's, on the facts of the case; what compares two decisions makes both anew, by the same
    execution. Raises FactsError, EngineError.
    """
    promises = {each.id: each for each in case.promises}
    for index, name in enumerate(case.expect.holds):
        rule, words = promises.get(name), list[Text]()
        if isinstance(rule, MonotoneRule):
            words = [each.words for each in _lowered(rule, case, policy, decision)]
        elif rule is not None:
            words = [each.words for each in violations([rule], decision)]
        if words or rule is None:
            line = Text(f"承诺 {name}", f"promise {name}")
            yield Difference(
                ("expect", "holds", index), line, "", _HELD, _BROKEN if words else _NOT_PROMISED, tuple(words)
            )


def _lowered(rule: MonotoneRule, case: Case, policy: Policy, decision: Decision) -> Iterator[Violation]:
    higher = policy.facts(case.raised or case.facts)
    return lowered(rule, decision.program, decision.facts, higher, choose(decision.engine))
