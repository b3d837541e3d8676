"""Models of the policy files → typed provisions: formulas parsed, names resolved, kinds checked.

`Compiler` goes through the files once and keeps going after a problem, so that all of them are reported. Each
module here does one kind of thing: `facts` and `naming` check names, `parameters`, `interpretations`,
`quantities`, `awards`, `limits`, `standards`, `targets`, `duties` and `invariants` make what the definition holds,
`formulas` and `report` serve them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from policyrules.errors import PolicyError, Problem
from policyrules.language import files
from policyrules.language.compile.awards import compile_awards
from policyrules.language.compile.duties import compile_duties
from policyrules.language.compile.duty_numbers import with_duty_numbers
from policyrules.language.compile.duty_status import Provisions
from policyrules.language.compile.facts import check_facts
from policyrules.language.compile.formulas import Formulas
from policyrules.language.compile.interpretations import compile_interpretations
from policyrules.language.compile.invariants import Known, compile_invariants
from policyrules.language.compile.limits import compile_limits
from policyrules.language.compile.naming import check_names
from policyrules.language.compile.parameters import compile_parameters
from policyrules.language.compile.quantities import compile_quantities
from policyrules.language.compile.report import Report
from policyrules.language.compile.standards import compile_standards
from policyrules.language.compile.targets import compile_targets
from policyrules.language.definition import Definition
from policyrules.language.document import Document
from policyrules.language.model import Model
from policyrules.language.provisions import (
    AwardsFile,
    DutiesFile,
    InvariantsFile,
    LimitsFile,
    StandardsFile,
    TargetsFile,
)
from policyrules.language.salvage import Salvaged
from policyrules.language.vocabulary import Vocabulary

M = TypeVar("M", bound=Model)
#: What an absent file says.
_EMPTY: dict[str, Model] = {
    "parameters.yaml": files.ParametersFile(parameters={}),
    "interpretations.yaml": files.InterpretationsFile(interpretations={}),
    "awards.yaml": AwardsFile(awards={}),
    "limits.yaml": LimitsFile(limits={}),
    "standards.yaml": StandardsFile(standards={}),
    "targets.yaml": TargetsFile(targets={}),
    "duties.yaml": DutiesFile(duties={}),
    "invariants.yaml": InvariantsFile(invariants={}),
    "sources.yaml": files.SourcesFile(clauses={}),
}


class Compiler:
    """Compiles what could be read of the files of one policy folder."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        salvaged: Mapping[str, Salvaged],
        problems: Sequence[Problem] = (),
    ) -> None:
        broken = frozenset(name for each in salvaged.values() for name in each.broken)
        lost = frozenset(name for each in salvaged.values() for name in each.lost)
        self.report = Report(documents, broken, lost, problems)
        self.salvaged = salvaged

    def file(self, name: str, kind: type[M]) -> M | None:
        """What a file says; None where it cannot be used at all."""
        salvaged = self.salvaged.get(name)
        found = _EMPTY[name] if salvaged is None else salvaged.model
        return found if isinstance(found, kind) else None

    def definition(self, digest: str) -> Definition:
        """The compiled policy. Raises PolicyError with every problem found."""
        found = self.compiled(digest)
        self.report.finish()
        if found is None:
            raise PolicyError([])
        return found

    def compiled(self, digest: str) -> Definition | None:
        """The compiled policy, as far as its files can be used; None where that is not far enough."""
        identity = self.file("policy.yaml", files.PolicyFile)
        vocabulary = self.file("facts.yaml", Vocabulary)
        parameters_file = self.file("parameters.yaml", files.ParametersFile)
        interpretations_file = self.file("interpretations.yaml", files.InterpretationsFile)
        awards_file = self.file("awards.yaml", AwardsFile)
        limits_file = self.file("limits.yaml", LimitsFile)
        standards_file = self.file("standards.yaml", StandardsFile)
        targets_file = self.file("targets.yaml", TargetsFile)
        duties_file = self.file("duties.yaml", DutiesFile)
        invariants_file = self.file("invariants.yaml", InvariantsFile)
        sources = self.file("sources.yaml", files.SourcesFile)
        if vocabulary is None:
            return None
        report = self.report
        check_facts(report, vocabulary, awards_file)
        if parameters_file is None:
            return None
        parameters = compile_parameters(report, vocabulary, identity, parameters_file)
        check_names(report, vocabulary, parameters_file, awards_file)
        if interpretations_file is None:
            return None
        interpretations = compile_interpretations(report, vocabulary, parameters, interpretations_file)
        if awards_file is None:
            return None
        formulas = Formulas(report, vocabulary, parameters, interpretations)
        compile_quantities(formulas, awards_file)
        awards = compile_awards(formulas, awards_file)
        limits = None if limits_file is None else compile_limits(formulas, awards_file, awards, limits_file)
        standards = None if standards_file is None else compile_standards(formulas, standards_file)
        targets = None if targets_file is None else compile_targets(formulas, targets_file)
        provisions = Provisions(standards_file, targets_file)
        duties = None if duties_file is None else compile_duties(formulas, duties_file, provisions)
        known = Known(
            awards_file.awards,
            None if standards_file is None else standards_file.standards,
            None if targets_file is None else targets_file.targets,
        )
        invariants = None if invariants_file is None else compile_invariants(formulas, invariants_file, known)
        if duties_file is None or duties is None or standards is None or targets is None:
            return None
        if identity is None or limits is None or invariants is None or sources is None:
            return None
        return Definition(
            identity=identity,
            vocabulary=with_duty_numbers(vocabulary, duties_file),
            parameters=parameters,
            interpretations=interpretations,
            awards=awards,
            limits=limits,
            standards=standards,
            targets=targets,
            duties=duties,
            invariants=invariants,
            clauses=sources.clauses,
            digest=digest,
            documents=self.report.documents,
        )
