"""What a payee may get: money under an award, or a line of some status. As a question names it, and as it is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from policyrules.decision.lines import AwardLine, Status
from policyrules.errors import UsageError
from policyrules.program.program import Program
from policyrules.proof.deciding.claims import SymbolicClaim
from policyrules.proof.logic.terms import Bool, both, either, less
from policyrules.suggestions import did_you_mean
from policyrules.text import Text, same

STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True)
class Get:
    """Something of an award: that it pays anything (no status), or that it has a line of a status."""

    award: str
    status: str | None

    def __str__(self) -> str:
        return self.award if self.status is None else f"{self.award}:{self.status}"

    def symbolic(self, claims: Sequence[SymbolicClaim]) -> Bool:
        """Whether a payee with these claims gets it."""
        own = [claim for claim in claims if claim.award.id == self.award]
        if self.status is not None:
            return either(*(claim.status(self.status) for claim in own))
        return either(*(both(claim.there, less(0, claim.due)) for claim in own))

    def found(self, lines: Iterable[AwardLine]) -> bool:
        """Whether a payee with these lines gets it."""
        own = [line for line in lines if line.award == self.award]
        return any(line.paid_fen if self.status is None else line.status == self.status for line in own)


def gets_of(program: Program, written: Iterable[str]) -> tuple[Get, ...]:
    """`growth` (is paid anything) or `growth:excluded` (has a line of that status), each read.

    Raises UsageError for an award or a status that there is not.
    """
    return tuple(_get(program, each) for each in written)


def award_of(program: Program, name: str) -> str:
    """The id of an award. Raises UsageError, which names the nearest, where there is none."""
    known = [award.id for award in program.awards]
    if name not in known:
        raise _unknown(Text(f"没有奖励 `{name}`", f"there is no award `{name}`"), name, known)
    return name


def _get(program: Program, written: str) -> Get:
    name, colon, status = written.partition(":")
    award = award_of(program, name.strip())
    if not colon:
        return Get(award, None)
    if status.strip() not in STATUSES:
        raise _unknown(Text(f"没有状态 `{status}`", f"there is no status `{status}`"), status, STATUSES)
    return Get(award, status.strip())


def _unknown(what: Text, name: str, known: Iterable[str]) -> UsageError:
    hint = did_you_mean(name, known) or same("")
    return UsageError(Text(f"{what.zh}；{hint.zh}", f"{what.en}; {hint.en}"))
