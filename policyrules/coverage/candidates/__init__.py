"""Facts that could show what no case shows yet, the simplest first; whether they do is asked of the policy itself."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.coverage.candidates import awards, duties, limits, standards, targets
from policyrules.coverage.candidates.candidate import Candidate
from policyrules.coverage.obligation import Obligation
from policyrules.language.definition import Definition

__all__ = ["Candidate", "candidates"]

_KINDS = {
    "awards": awards,
    "limits": limits,
    "standards": standards,
    "targets": targets,
    "duties": duties,
    "references": duties,
    "ledger": duties,
}


def candidates(definition: Definition, obligation: Obligation) -> Iterator[Candidate]:
    """Facts, years and options that could meet an obligation."""
    kind = _KINDS.get(obligation.section)
    if kind is not None:
        yield from kind.candidates(definition, obligation)
