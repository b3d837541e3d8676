"""A proposal moved to the present version of its policy: its file with another digest, all else as it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from policyrules.errors import ProposalError
from policyrules.language.definition import Definition
from policyrules.proposals.amend import amended_definition
from policyrules.proposals.base import differing_parts, other_policy, parts_of
from policyrules.proposals.proposal import Proposal, load_proposal

_PARTS = re.compile(r"parts:\s*\{[^}]*\}")


@dataclass(frozen=True)
class Rebased:
    """The new text of a proposal's file, and what differs between the versions of the policy."""

    proposal: Proposal
    text: str
    moved: bool
    differing: tuple[str, ...]


def rebased(path: str | Path, definition: Definition) -> Rebased:
    """The proposal at `path`, moved to this version of its policy. Writes nothing.

    Raises ProposalError where it is about another policy, where a value is not what it says it was, and where its
    changes cannot be carried out any more.
    """
    proposal = load_proposal(path)
    if problem := other_policy(proposal, definition):
        raise ProposalError([problem])
    base = proposal.file.base
    parts = parts_of(definition.documents)
    moved = base.model_copy(update={"digest": definition.digest, "parts": parts})
    tried = replace(proposal, file=proposal.file.model_copy(update={"base": moved}))
    amended_definition(definition, [tried])
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        text = _rewritten(file.read(), proposal, definition.digest, parts)
    return Rebased(proposal, text, base.digest != definition.digest, differing_parts(proposal, definition))


def _rewritten(text: str, proposal: Proposal, digest: str, parts: dict[str, str]) -> str:
    """The text with another digest, and the digests of the parts behind it."""
    raw = proposal.document.raw["base", "digest"]
    lines = text.splitlines(keepends=True)
    start = sum(len(line) for line in lines[: raw.line - 1]) + raw.character - 1
    before, after = text[:start], text[start + len(raw.written) :]
    listed = "parts: {" + ", ".join(f"{name}: '{short}'" for name, short in parts.items()) + "}"
    if _PARTS.search(after):
        return before + digest + _PARTS.sub(lambda _: listed, after, count=1)
    if _PARTS.search(before):
        return _PARTS.sub(lambda _: listed, before, count=1) + digest + after
    # In braces the parts follow the digest; otherwise they have a line of their own, indented as the digest is.
    line = lines[raw.line - 1]
    in_braces = "{" in line[: raw.character - 1]
    indent = line[: len(line) - len(line.lstrip())]
    return before + digest + (f", {listed}" if in_braces else f"\n{indent}{listed}") + after
