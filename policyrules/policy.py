"""Policy: load, interpret, decide. A thin face over the rooms below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyrules.bundled_files import bundled_policies, policy_folder
from policyrules.decision.decision import Decision
from policyrules.decision.prose import Prose, prose_of
from policyrules.engines import choose
from policyrules.engines.run import Engine, Progress, run
from policyrules.errors import InvariantError, UsageError
from policyrules.facts.load import Source, load
from policyrules.facts.records import Facts
from policyrules.facts.schema import facts_schema
from policyrules.invariants.check import options_for, violations
from policyrules.invariants.rules import AnyRule, settle
from policyrules.language.definition import Definition
from policyrules.language.load import load_definition
from policyrules.language.options import defaults, settle_option
from policyrules.language.quantities import Value
from policyrules.program.lowering import lower
from policyrules.program.program import Program
from policyrules.showing import ShowsItself
from policyrules.text import Language, Text

if TYPE_CHECKING:
    from policyrules.decision.frame_decision import FrameDecision
    from policyrules.proposals.proposal import Proposal
    from policyrules.reports.notebook.sheet import Sheet

#: Sales years outside these are surely slips of the pen.
FIRST_YEAR, LAST_YEAR = 1900, 2999


class Policy(ShowsItself):
    """A policy document as rules that run. Immutable; safe to share between threads.

    `base` is the definition whose promises its decisions keep: its own, or that of the policy that `proposals` amend.
    """

    __slots__ = ("_programs", "_promises", "_prose", "base", "definition", "options", "proposals")

    def __init__(
        self,
        definition: Definition,
        options: Mapping[str, str | Value] | None = None,
        proposals: Sequence[Proposal] = (),
        base: Definition | None = None,
    ) -> None:
        self.definition = definition
        self.base = definition if base is None else base
        self.proposals = tuple(proposals)
        self.options: Mapping[str, str | Value] = dict(defaults(definition) if options is None else options)
        self._programs: dict[int, Program] = {}
        self._promises: dict[int, tuple[AnyRule, ...]] = {}
        self._prose: dict[int, dict[str, Prose]] = {}

    @property
    def id(self) -> str:
        """The id of the policy."""
        return self.definition.identity.id

    @property
    def digest(self) -> str:
        """The digest of what the policy's files say."""
        return self.definition.digest

    def interpret(self, **options: str | float | Value) -> Policy:
        """The same policy under other interpretations. Raises InterpretationError for one that it does not have."""
        settled = {name: settle_option(self.definition, name, option) for name, option in options.items()}
        return Policy(self.definition, {**self.options, **settled}, self.proposals, self.base)

    def amend(self, *proposals: str | Path | Proposal) -> Policy:
        """The policy as it would be with proposals (or their files). Raises ProposalError, InterpretationError."""
        from policyrules.proposals import amend

        return amend(self, *proposals)

    def program(self, year: int) -> Program:
        """The policy settled for a sales year. Raises UsageError for a year that cannot be one."""
        if isinstance(year, bool) or not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
            allowed = f"{FIRST_YEAR}…{LAST_YEAR}"
            raise UsageError(
                Text(
                    f"年度 `{year}` 须为 {allowed} 的整数",
                    f"year `{year}` must be a whole number in {allowed}",
                )
            )
        found = self._programs.get(year)
        if found is None:
            found = self._programs.setdefault(year, lower(self.definition, year, self.options))
        return found

    @property
    def given_up(self) -> frozenset[str]:
        """The invariants of `base` that proposals give up."""
        return frozenset(each.invariant for proposal in self.proposals for each in proposal.file.gives_up)

    def promises(self, year: int) -> tuple[AnyRule, ...]:
        """What decisions for a sales year must keep: the invariants of `base` that no proposal gives up.

        They are read with the numbers of `base`, under this policy's options as far as `base` has them.
        Raises UsageError, EngineError.
        """
        found = self._promises.get(year)
        if found is None:
            rules = settle(self.base, year, options_for(self.base, self.program(year).settings))
            kept = tuple(each for each in rules if each.id not in self.given_up)
            found = self._promises.setdefault(year, kept)
        return found

    def facts(self, source: Source) -> Facts:
        """Facts, checked once, to decide any number of times: from whatever `decide` takes.

        Raises FactsError with every problem.
        """
        return load(source, self.definition.vocabulary)

    def facts_schema(self) -> dict[str, Any]:
        """The JSON Schema of the policy's facts."""
        return facts_schema(self.definition.vocabulary, self.id)

    def decide(
        self,
        facts: Source,
        year: int,
        engine: str | Engine | None = None,
        progress: Progress | None = None,
        guard: bool = True,
    ) -> Decision:
        """Decide every case that the facts name, for the sales year `year`.

        `facts` is data as JSON would hold it, the bytes of a JSON document (its numbers are read exactly), the path
        of a file or folder, dataframes by name, or checked Facts.
        `engine` is `rete` or `reference`; unless given, rete, or reference where rete cannot be had. A decision that
        breaks what the document promises (`promises`) is not released, unless `guard` is false: for a decision that
        is to be examined. Raises FactsError, UsageError, EngineError, InvariantError.
        """
        program = self.program(year)
        checked = self.facts(facts)
        chosen = choose(engine) if engine is None or isinstance(engine, str) else engine
        outcome = run(chosen, program, checked, progress)
        proposals = [(each.id, each.digest) for each in self.proposals]
        words = self._words(program)
        decision = Decision(program, words, checked, outcome, chosen.name, library_version(), proposals, guard)
        if guard and (broken := violations(self.promises(year), decision)):
            raise InvariantError(broken)
        return decision

    def decide_frame(
        self,
        frames: Source,
        year: int,
        *,
        check: bool = True,
        ordered: bool = False,
        library: str | None = None,
        guard: bool = True,
    ) -> FrameDecision:
        """Decide every case of facts in dataframes, as column expressions, for the sales year `year`.

        `frames` holds dataframes by the names of their lists (Polars, pandas, PyArrow, DuckDB, Spark) or the paths
        of Parquet files, beside JSON-like data; or it is the path of a folder of Parquet files. `library` says what
        reads files where there are only files: `polars`, `duckdb` or `spark`. `check=False` leaves out the check of
        the facts, for facts that were checked before. `ordered` puts the lines of awards in a decision's order.
        Nothing of a decision that breaks what the document promises is released, unless `guard` is false: the first
        result that is asked for computes what is paid, and raises InvariantError. Lazy frames are computed anew by
        whatever reads them later. Raises FactsError, UsageError, EngineError.
        """
        from policyrules.facts.frames.missing import needed

        needed("polars")
        from policyrules.decision.deciding_frames import decide_frames

        return decide_frames(
            self.program(year),
            frames,
            self.definition.vocabulary,
            library,
            check,
            ordered=ordered,
            promises=self.promises(year),
            guard=guard,
        )

    def _words(self, program: Program) -> dict[str, Prose]:
        found = self._prose.get(program.year)
        if found is None:
            found = self._prose.setdefault(program.year, prose_of(program, self.definition.vocabulary))
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Policy) and self.digest == other.digest and self.options == other.options

    def __hash__(self) -> int:
        return hash((self.digest, tuple(sorted((name, str(each)) for name, each in self.options.items()))))

    def __repr__(self) -> str:
        return f"Policy({self.id}, {self.definition.identity.document})"

    def __str__(self) -> str:
        """One line: a policy stands in messages more often than it is printed for itself."""
        return repr(self)

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.policy import sheet

        return sheet(self, language)


@lru_cache(maxsize=16)
def _bundled(folder: Path) -> Policy:
    return Policy(load_definition(folder))


def load_policy(policy: str | Path) -> Policy:
    """A bundled policy by its id, or a policy folder by its path. Raises UsageError, PolicyError."""
    bundled = bundled_policies()
    if isinstance(policy, str) and policy in bundled:
        return _bundled(bundled[policy])
    return Policy(load_definition(policy_folder(policy)))


@lru_cache(maxsize=1)
def library_version() -> str:
    """The version of this library."""
    try:
        return version("policyrules")
    except PackageNotFoundError:  # a checkout that was never installed
        return "unknown"
