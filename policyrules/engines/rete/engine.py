"""The rete engine: cases as facts, conclusions as firings. One session for each program and thread."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping

from policyrules.engines.cases import Case, World
from policyrules.engines.claims import Claim
from policyrules.engines.rete.claims_chain import ClaimsChain
from policyrules.engines.rete.entitlement_chain import EntitlementChain
from policyrules.engines.rete.judgement_chain import Judgements
from policyrules.engines.rete.network import Network, library
from policyrules.engines.rete.rules import rule_book
from policyrules.engines.standards import StandardOutcome
from policyrules.facts.records import Thing
from policyrules.language.tree import Expression
from policyrules.program.program import Program, Stage
from policyrules.program.standard_rules import StandardRule

#: How many programs a thread keeps compiled.
KEPT = 8


class ReteEngine:
    """Forward chaining on durable-rules. Raises EngineError where that cannot be loaded."""

    name = "rete"
    _of_thread = threading.local()

    def __init__(self) -> None:
        library()

    def session(self, program: Program) -> ReteSession:
        """The session of this thread for a program, compiled at its first use."""
        kept: OrderedDict[int, ReteSession] | None = getattr(self._of_thread, "sessions", None)
        if kept is None:
            kept = self._of_thread.sessions = OrderedDict()
        session = kept.get(id(program))
        if session is None:
            # The session holds its program, so that no other can take its id while it is kept.
            session = kept[id(program)] = ReteSession(program)
            if len(kept) > KEPT:
                kept.popitem(last=False)
        kept.move_to_end(id(program))
        return session


class ReteSession:
    """One program on one thread, case by case."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.book = rule_book(program)
        self.network = Network(f"{program.policy}.{program.year}", self.book.definitions)
        self._judgements: Judgements | None = None

    def entitle(self, case: Case) -> list[Claim]:
        """The claims of one case, with the limits of the first stage applied: the chain runs through them at once."""
        chain = EntitlementChain(self.program, self.book, case)
        self.network.run(chain.facts(), chain.act)
        return chain.finished()

    def limit(self, case: Case, claims: list[Claim], stage: Stage) -> None:
        """Apply the limits of a later stage within one case."""
        number = self.program.stages.index(stage)
        if number == 0:
            return
        chain = ClaimsChain(self.program, self.book, case, claims, number)
        self.network.run([chain.claims_fact()], chain.act)
        chain.finished()

    def judge(self, standard: StandardRule, subject: Thing, world: World) -> StandardOutcome:
        """A standard for one thing."""
        return self.judgements().judge(standard, subject, world)

    def truths(self, name: str, subject: Thing | None, world: World) -> Mapping[Expression, bool | None]:
        """The conditions on one thing, or on shared circumstances."""
        return self.judgements().truths(name, subject, world)

    def judgements(self) -> Judgements:
        """The network of standards and conditions, compiled at its first use."""
        if self._judgements is None:
            self._judgements = Judgements(self.program)
        return self._judgements
