"""Policy + proposals → the amended policy, compiled like any other; refused where something does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from policyrules.errors import Place, PolicyError, Problem, ProposalError
from policyrules.language.definition import Definition
from policyrules.language.document import Document
from policyrules.language.load import FILES, compiled
from policyrules.language.options import defaults, settle_option
from policyrules.language.quantities import Value
from policyrules.proposals.base import base_problems, other_policy
from policyrules.proposals.checks import value_problems, without_effect
from policyrules.proposals.edit import Edit
from policyrules.proposals.edits import carried_out
from policyrules.proposals.file import Removal
from policyrules.proposals.proposal import Proposal, load_proposal
from policyrules.suggestions import did_you_mean
from policyrules.text import Text

if TYPE_CHECKING:
    from policyrules.policy import Policy


def amend(policy: Policy, *proposals: str | Path | Proposal) -> Policy:
    """The policy as it would be with the proposals; `policy` stays as it is. The order of proposals is irrelevant.

    Options chosen by `interpret` are kept, but for interpretations that a proposal settles.
    Raises ProposalError with every problem: of a proposal by itself, with its base, with another proposal; and
    InterpretationError where a chosen option is none any more.
    """
    from policyrules.policy import Policy

    read = in_order([each if isinstance(each, Proposal) else load_proposal(each) for each in proposals])
    if not read:
        return policy
    definition, edits = amended_definition(policy.definition, read)
    return Policy(definition, _options(policy, definition, edits), (*policy.proposals, *read), policy.base)


def in_order(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Proposals by their ids, each once. Raises ProposalError where two different ones share an id."""
    found: dict[str, Proposal] = {}
    for each in proposals:
        other = found.setdefault(each.id, each)
        if other.digest != each.digest:
            where = str(other.place("id"))
            allowed = Text(f"{where} 已用这一标识", f"{where} has this id already")
            raise ProposalError([Problem("same_id", each.place("id"), each.id, allowed)])
    return tuple(found[name] for name in sorted(found))


def amended_definition(definition: Definition, proposals: Sequence[Proposal]) -> tuple[Definition, list[Edit]]:
    """The definition with the proposals laid over it, and what they touch. Raises ProposalError."""
    if strangers := [problem for each in proposals if (problem := other_policy(each, definition))]:
        raise ProposalError(strangers)  # what such a proposal says of its own policy can only be wrong here
    problems = [problem for each in proposals for problem in base_problems(each, definition)]
    edits: list[Edit] = []
    files = dict(definition.documents)
    for proposal in proposals:
        try:
            edits += carried_out(proposal, definition.documents)[1]
        except ProposalError as error:
            problems += error.problems
    problems += list(_conflicts(edits))
    problems += [problem for each in proposals for problem in value_problems(each, definition)]
    problems += [problem for each in proposals for problem in _unknown_invariants(each, definition)]
    if problems:
        raise ProposalError(sorted(dict.fromkeys(problems), key=lambda problem: problem.place))
    for proposal in proposals:
        files, _ = carried_out(proposal, files)
    amended = _compiled(files, edits)
    if idle := without_effect(edits, proposals, definition, amended):
        raise ProposalError(idle)
    return amended, edits


def _compiled(files: Mapping[str, Document], edits: Sequence[Edit]) -> Definition:
    """The files, compiled. What is missed because a proposal removed it names the proposal. Raises ProposalError."""
    try:
        return compiled({name: files[name] for name in FILES if name in files})
    except PolicyError as error:
        removed = {edit.names[-1]: edit.place for edit in edits if isinstance(edit.change, Removal)}
        raise ProposalError([_named(problem, removed) for problem in error.problems]) from error


def _named(problem: Problem, removed: Mapping[str, Place]) -> Problem:
    place = removed.get(problem.found) if problem.code == "unknown_name" else None
    hint = Text(f"已由 {place} 删去", f"it is removed by {place}")
    return problem if place is None else replace(problem, hint=hint)


def _conflicts(edits: Sequence[Edit]) -> Iterator[Problem]:
    """Changes of different proposals that touch the same thing: each names the place of the other."""
    for first, second in combinations(edits, 2):
        if first.proposal is not second.proposal and (what := first.common(second)):
            where = str(first.place)
            allowed = Text(
                f"与 {where}（{first.proposal.id}）相冲突：两者都改动 `{what}`，须先取舍",
                f"conflicts with {where} ({first.proposal.id}): both change `{what}`; one of them has to give way",
            )
            yield Problem("conflict", second.place, second.proposal.id, allowed)


def _unknown_invariants(proposal: Proposal, definition: Definition) -> Iterator[Problem]:
    known = {each.id for each in definition.invariants}
    for index, given in enumerate(proposal.file.gives_up):
        if given.invariant not in known:
            place = proposal.place("gives_up", index, "invariant")
            allowed = Text("政策没有这一不变式", "the policy has no such invariant")
            yield Problem("unknown_name", place, given.invariant, allowed, did_you_mean(given.invariant, known))


def _options(policy: Policy, definition: Definition, edits: Sequence[Edit]) -> Mapping[str, str | Value]:
    """The options chosen for the policy, as far as the amended one still leaves them open."""
    before, after = defaults(policy.definition), defaults(definition)
    settled = {edit.names[1] for edit in edits if edit.names[0] == "interpretations" and len(edit.names) > 1}
    chosen = {
        name: settle_option(definition, name, option)
        for name, option in policy.options.items()
        if option != before[name] and name in after and name not in settled
    }
    return {**after, **chosen}
