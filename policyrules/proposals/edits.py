"""What the changes of a proposal touch, and the files of a policy after them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policyrules.errors import Problem, ProposalError
from policyrules.language.document import Document
from policyrules.proposals.carrying import Carrying
from policyrules.proposals.edit import Edit
from policyrules.proposals.proposal import Proposal
from policyrules.text import Text

Documents = Mapping[str, Document]


def touched(proposals: Sequence[Proposal], documents: Documents) -> tuple[str, ...]:
    """The addresses that proposals touch, sorted. Raises ProposalError where one names what there is not."""
    return tuple(sorted({edit.address for each in proposals for edit in carried_out(each, documents)[1]}))


def carried_out(proposal: Proposal, documents: Documents) -> tuple[dict[str, Document], list[Edit]]:
    """The files after all changes of a proposal, and what these touch. Raises ProposalError with every problem."""
    problems: list[Problem] = []
    edits: list[Edit] = []
    files = dict(documents)
    for index in range(len(proposal.changes)):
        try:
            files, edit = Carrying(proposal, index, files).out()
        except ProposalError as error:
            problems += error.problems
            continue
        problems += [_twice(edit, other) for other in edits if edit.common(other)]
        edits.append(edit)
    if problems:
        raise ProposalError(problems)
    return files, edits


def _twice(edit: Edit, other: Edit) -> Problem:
    where = str(other.place)
    allowed = Text(f"{where} 已改动同一内容", f"{where} changes the same thing already")
    return Problem("twice", edit.place, edit.address, allowed)
