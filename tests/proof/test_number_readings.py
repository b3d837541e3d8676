"""Interpretations that a number settles: where it stands in for all, and where one number says nothing of others."""

from __future__ import annotations

from random_policies.drawing import label, said
from strategies import IDENTITY, policy_of

from policyrules.policy import Policy
from policyrules.proof import prove
from policyrules.proof.results import Proof

_FIELDS = {
    "id": {"type": "id", "required": True, "label": label("id")},
    "staff": {"type": "count", "label": label("staff")},
    "ok": {"type": "flag", "series": True, "label": label("ok")},
}


def policy(test: str, promised: str) -> Policy:
    """An award of 100 yuan on a condition that names a number of one's choice, and what it promises to ask."""
    number = {"kind": "count", "least": "1", "label": label("number")}
    reading = {"clause": "一", "question": label("?"), "reason": label("!"), "default": "1", "number": number}
    award = {
        **said("award"),
        "subject": "firms",
        "paid": "yearly",
        "years": {"first": "in_force.first_year", "last": "in_force.last_year"},
        "criteria": [{"id": "only", "label": label("only"), "test": test}],
        "amount": "reward",
    }
    promise = {"kind": "needs", "clause": "一", "label": label("promise"), "award": "award", "test": promised}
    return policy_of(
        {
            "policy.yaml": IDENTITY,
            "facts.yaml": {"title": label("facts"), "lists": {"firms": {"label": label("firms"), "fields": _FIELDS}}},
            "parameters.yaml": {"parameters": {"reward": {**said("reward"), "value": "100元"}}},
            "interpretations.yaml": {"interpretations": {"chosen": reading}},
            "awards.yaml": {"awards": {"award": award}},
            "limits.yaml": {"limits": {}},
            "invariants.yaml": {"invariants": {"promise": promise}},
        }
    )


def proof_of(policy: Policy) -> Proof:
    """What becomes of its promise."""
    (proof,) = prove(policy).proofs
    return proof


def named(proof: Proof) -> bool:
    """Whether it is said that of the interpretation one number alone was looked at."""
    return any("`chosen`" in each.en for each in proof.scope.assumptions)


def test_a_number_that_a_figure_is_compared_with_stands_for_all() -> None:
    """Else what holds for the number in effect is called proved for every number, or the report takes it back."""
    found = proof_of(policy("staff >= interpretation.chosen", "staff > 0"))
    assert (found.outcome, named(found)) == ("proved", False)
    assert proof_of(policy("staff >= interpretation.chosen", "staff > 1")).outcome != "proved"
    assert proof_of(policy("staff + interpretation.chosen > 1 + 1", "staff > 1")).outcome == "undecided"


def test_a_number_that_settles_a_year_is_said_to_stand_for_itself() -> None:
    """Else a promise that another number breaks is called proved for all."""
    found = policy("ok[year - interpretation.chosen]", "ok[year - 1]")
    assert (proof_of(found).outcome, named(proof_of(found))) == ("proved", True)
    assert proof_of(found.interpret(chosen=2)).outcome == "refuted"
