"""Models of the policy files → typed provisions: formulas parsed, names resolved, kinds checked.

`Compiler` goes through the files once and keeps going after a problem, so that all of them are reported. Each
module here does one kind of thing: `facts` and `naming` check names, `parameters`, `interpretations`,
`quantities`, `awards` and `limits` make what the definition holds, `formulas` and `report` serve them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from policyrules.errors import PolicyError, Problem
from policyrules.language import files
from policyrules.language.compile.awards import compile_awards
from policyrules.language.compile.facts import check_facts
from policyrules.language.compile.formulas import Formulas
from policyrules.language.compile.interpretations import compile_interpretations
from policyrules.language.compile.limits import compile_limits
from policyrules.language.compile.naming import check_names
from policyrules.language.compile.parameters import compile_parameters
from policyrules.language.compile.quantities import compile_quantities
from policyrules.language.compile.report import Report
from policyrules.language.definition import Definition
from policyrules.language.document import Document
from policyrules.language.model import Model
from policyrules.language.provisions import AwardsFile, LimitsFile
from policyrules.language.salvage import Salvaged
from policyrules.language.vocabulary import Vocabulary

#: What an absent file says.
_EMPTY: dict[str, Model] = {
    "parameters.yaml": files.ParametersFile(parameters={}),
    "interpretations.yaml": files.InterpretationsFile(interpretations={}),
    "awards.yaml": AwardsFile(awards={}),
    "limits.yaml": LimitsFile(limits={}),
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
        self.report = Report(documents, broken, problems)
        self.salvaged = salvaged

    def model(self, name: str) -> Model | None:
        """What a file says; None where it cannot be used at all."""
        found = self.salvaged.get(name)
        return _EMPTY[name] if found is None else found.model

    def definition(self, digest: str) -> Definition:
        """The compiled policy. Raises PolicyError with every problem found."""
        found = self.compiled(digest)
        self.report.finish()
        if found is None:
            raise PolicyError([])
        return found

    def compiled(self, digest: str) -> Definition | None:
        """The compiled policy, as far as its files can be used; None where that is not far enough."""
        identity = cast(files.PolicyFile | None, self.model("policy.yaml"))
        vocabulary = cast(Vocabulary | None, self.model("facts.yaml"))
        parameters_file = cast(files.ParametersFile | None, self.model("parameters.yaml"))
        interpretations_file = cast(files.InterpretationsFile | None, self.model("interpretations.yaml"))
        awards_file = cast(AwardsFile | None, self.model("awards.yaml"))
        limits_file = cast(LimitsFile | None, self.model("limits.yaml"))
        sources = cast(files.SourcesFile | None, self.model("sources.yaml"))
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
        if identity is None or limits is None or sources is None:
            return None
        return Definition(
            identity=identity,
            vocabulary=vocabulary,
            parameters=parameters,
            interpretations=interpretations,
            awards=awards,
            limits=limits,
            clauses=sources.clauses,
            digest=digest,
        )
