"""A policy as the library holds it: provisions whose formulas are typed trees, parameters, interpretations.

Everything here is frozen. Interpretations are still open and years still unknown; `policyrules.program`
settles both for one decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
from policyrules.language.definition.invariants import (
    AnyInvariant,
    Invariant,
    Monotone,
    Most,
    Needs,
    NeedsBlocks,
    Nested,
    Once,
    OneOf,
    Unless,
    WithinBudget,
    WithinYears,
)
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
from policyrules.language.document import Document
from policyrules.language.files import PolicyFile
from policyrules.language.vocabulary import Vocabulary

__all__ = [
    "NUMBER",
    "AnyInvariant",
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
    "Invariant",
    "Item",
    "Limit",
    "Monotone",
    "Most",
    "Needs",
    "NeedsBlocks",
    "Nested",
    "NumericOption",
    "Once",
    "OneOf",
    "Parameter",
    "Places",
    "Standard",
    "Target",
    "Tranche",
    "Unless",
    "WithinBudget",
    "WithinYears",
]


@dataclass(frozen=True)
class Definition:
    """All that a policy folder says. `documents` are its files as they were read, with the place of everything."""

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
    invariants: tuple[AnyInvariant, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict, repr=False, compare=False)

    def award(self, name: str) -> Award:
        """The award of that id."""
        return next(award for award in self.awards if award.id == name)
