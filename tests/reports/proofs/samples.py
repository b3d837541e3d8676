"""Reports of proofs made by hand: one of every outcome, with names that are meant to do harm."""

from __future__ import annotations

from typing import Any

from policyrules.invariants import Violation
from policyrules.policy import load_policy
from policyrules.proof.counterexample import Counterexample
from policyrules.proof.results import Outcome, Proof, ProofReport, Scope
from policyrules.text import Text, same

from ..cases import ESCAPE, MARKUP

VOCABULARY = load_policy("ganzhou").definition.vocabulary
READINGS = Text("全部 13 项解释的每一个选项", "every option of all 13 interpretations")
NO_CUT = Text("各平台的金额不依赖其他平台", "the amount of a platform does not depend on other platforms")
EXACT = Text("金额按分计", "amounts are whole fen")
LATE = Text("20 秒内没有结果", "no answer in 20 seconds")
FACTS: dict[str, Any] = {
    "enterprises": [
        {
            "id": "E1",
            "name": MARKUP,
            "recognized": True,
            "founded_year": 2023,
            "online_sales": {"2024": "0.00", "2025": "250000000.01"},
        },
        {"id": ESCAPE},
    ],
    "live_bases": [{"id": "B1", "operator": "E1", "floor_area_m2": "1450.50", "hosts": 20}],
    "awards_paid": [
        {"year": 2025, "award": "live_base", "tier": 1, "enterprise": "E1", "subject": "B1", "amount": "100000.00"},
        {"year": 2024, "award": "growth", "enterprise": "E1", "amount": "0.01"},
    ],
    "city": {"courier_village_share": {"2025": "0.5"}},
}


def scope(*, any_number: tuple[str, ...] = (), assumptions: tuple[Text, ...] = (), **up_to: int) -> Scope:
    """Three years, every reading."""
    method = Text("归纳，穷尽", "induction, exhaustion")
    return Scope((2024, 2025, 2026), READINGS, any_number, up_to, method, assumptions)


def broken(invariant: str = "enterprise_most", facts: dict[str, Any] | None = None) -> Counterexample:
    """A counterexample with two violations."""
    words = [Text(f"{each} 超过上限", f"{each} is above the cap") for each in ("E1", MARKUP)]
    violations = [Violation(invariant, "三", same("cap"), "E1", "1100000.00", "1000000.00", each) for each in words]
    given = FACTS if facts is None else facts
    return Counterexample(invariant, 2025, {"agri_rate": "0.005"}, given, tuple(violations), ("reference", "rete"))


def proof(name: str, outcome: Outcome, own: Scope | None = None, **more: Any) -> Proof:
    """A promise of Ganzhou and what became of it."""
    label = {each.id: each.label for each in load_policy("ganzhou").definition.invariants}[name]
    return Proof(name, label, "三", outcome, scope() if own is None else own, 0.25, **more)


def report(*proofs: Proof, **more: Any) -> ProofReport:
    """A report about Ganzhou."""
    policy = load_policy("ganzhou")
    about = {"id": policy.id, "document": policy.definition.identity.document, "digest": policy.digest}
    return ProofReport(about, more.pop("proposals", ()), proofs, "0.1.0", **more)


PROVED = proof(
    "platform_most",
    "proved",
    scope(any_number=("platforms", "awards_paid"), assumptions=(EXACT, NO_CUT), live_bases=2),
)
GROWTH = proof("growth_most", "proved", scope(any_number=("awards_paid",), assumptions=(EXACT,)))
REFUTED = proof("enterprise_most", "refuted", counterexample=broken())
UNDECIDED = proof("paid_once", "undecided", reason=LATE)
NOT_PROMISED = proof("budget", "not_promised", reason=Text("所选解释下不作承诺", "these readings do not promise it"))
EVERY = report(
    PROVED,
    GROWTH,
    REFUTED,
    UNDECIDED,
    NOT_PROMISED,
    proposals=(("ours", "sha256:" + "0" * 64),),
    given_up={"in_force": Text("试点", "a pilot")},
)
