"""A policy as the library holds it: provisions whose formulas are typed trees, parameters, interpretations.

Everything here is frozen. Interpretations are still open and years still unknown; `policyrules.program`
settles both for one decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyrules.language.definition.awards import Award
from policyrules.language.definition.common import (
    NUMBER,
    Chosen,
    Criterion,
    Interpretation,
    NumericOption,
    Parameter,
)
from policyrules.language.definition.duties import Duties, Duty
from policyrules.language.definition.limits import (
    AnyLimit,
    Budget,
    Cap,
    Exclusive,
    Limit,
    Places,
    Tranche,
)
from policyrules.language.definition.standards import Block, Item, Standard
from policyrules.language.definition.targets import Condition, Count, Target
from policyrules.language.files import PolicyFile
from policyrules.language.vocabulary import Vocabulary

__all__ = [
    "NUMBER",
    "AnyLimit",
    "Award",
    "Block",
    "Budget",
    "Cap",
    "Chosen",
    "Condition",
    "Count",
    "Criterion",
    "Definition",
    "Duties",
    "Duty",
    "Exclusive",
    "Interpretation",
    "Item",
    "Limit",
    "NumericOption",
    "Parameter",
    "Places",
    "Standard",
    "Target",
    "Tranche",
]


@dataclass(frozen=True)
class Definition:
    """All that a policy folder says."""

    identity: PolicyFile
    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]
    interpretations: Mapping[str, Interpretation]
    awards: tuple[Award, ...]
    limits: tuple[AnyLimit, ...]
    standards: tuple[Standard, ...]
    targets: tuple[Target, ...]
    duties: Duties
    clauses: Mapping[str, str]
    digest: str

    def award(self, name: str) -> Award:
        """The award of that id."""
        return next(award for award in self.awards if award.id == name)
