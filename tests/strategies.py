"""Random policies: small, valid, and of every feature of the policy language that decides anything.

They go through the ordinary compiler, as contents of files. Examples shrink to fewer provisions and plainer formulas.
"""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st
from random_policies.awards import Awards
from random_policies.drawing import Json, Sketch, label
from random_policies.judged import Judged
from random_policies.limits import Limits
from random_policies.vocabulary import draw_vocabulary

from policyrules.language.document import Document
from policyrules.language.load import compiled
from policyrules.policy import Policy
from policyrules.testing import facts, options

IDENTITY: Json = {
    "id": "random",
    "document": "甲1号",
    "title": label("a policy"),
    "issuer": label("an issuer"),
    "issued": "2024-01-01",
    "in_force": {"from": "2024-01-01", "until": "2026-12-31", "clause": "一"},
}


@st.composite
def policy_files(draw: st.DrawFn) -> dict[str, Json]:
    """The contents of the files of a random policy, by name."""
    sketch = Sketch(draw)
    names = [f"award_{number}" for number in range(1, 2 + sketch.upto(3))]
    vocabulary = draw_vocabulary(sketch, names)
    awards = Awards(sketch, vocabulary)
    granted = awards.file(names)
    limits = Limits(sketch, vocabulary, names, awards.ranked).file()
    judged = Judged(sketch, vocabulary, awards.facts)
    return {
        "policy.yaml": IDENTITY,
        "facts.yaml": vocabulary,
        "awards.yaml": granted,
        "limits.yaml": limits,
        "standards.yaml": judged.standards(),
        "targets.yaml": judged.targets(),
        "interpretations.yaml": {"interpretations": sketch.interpretations},
        "parameters.yaml": {"parameters": sketch.parameters},
    }


def policy_of(files: Mapping[str, Json]) -> Policy:
    """The policy that the contents of files make. Raises PolicyError where they are wrong."""
    return Policy(compiled({name: Document(name, data) for name, data in files.items()}))


def policies() -> st.SearchStrategy[Policy]:
    """Random policies: one to four awards over one to three lists, limits, standards, targets, open questions."""
    return policy_files().map(policy_of)


@st.composite
def decisions(draw: st.DrawFn) -> tuple[Policy, Json, int]:
    """A random policy under random readings, with facts that aim at its thresholds, and a sales year."""
    policy = draw(policies())
    policy = policy.interpret(**draw(options(policy)))
    year = draw(st.sampled_from([2025, 2026, 2024, 2025, 2026, 2027]))
    return policy, draw(facts(policy, year, unknown=draw(st.booleans()))), year
