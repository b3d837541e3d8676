"""Deciding for the command line: with a progress bar where somebody waits."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from policyrules.cli import common
from policyrules.decision.decision import Decision
from policyrules.engines.run import Progress
from policyrules.facts.load import Source
from policyrules.policy import Policy
from policyrules.text import Language, Text

#: Fewer cases than this are decided before a progress bar could be read.
LONG = 2_000
_STEPS = 200


def decide(policy: Policy, options: argparse.Namespace, language: Language, source: Source | None = None) -> Decision:
    """The decision on the facts of the command line, or on `source` where they were read before.

    Raises FactsError, UsageError, EngineError.
    """
    payees = policy.program(options.year).payees
    with common.warnings_as_lines(language):
        facts = policy.facts(options.facts if source is None else source)
        with _progress(len(facts.lists.get(payees, ())), language) as progress:
            return policy.decide(facts, options.year, options.engine, progress)


@contextmanager
def _progress(cases: int, language: Language) -> Iterator[Progress | None]:
    if cases <= LONG or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    step = cases // _STEPS
    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(Text("正在决定", "deciding").pick(language), total=cases)

        def advance(done: int, of: int) -> None:
            if done % step == 0 or done == of:
                bar.update(task, completed=done)

        yield advance
