"""Whether a policy is the version that a proposal was written against, and what differs where it is not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

from policyrules.errors import Problem
from policyrules.language.definition import Definition
from policyrules.language.document import Document
from policyrules.proposals.checks import was_problems
from policyrules.proposals.proposal import Proposal
from policyrules.text import Text

_SHORT = 12


def base_problems(proposal: Proposal, definition: Definition) -> Iterator[Problem]:
    """Why a proposal about this policy was not written against this version of it: what differs."""
    if proposal.file.base.digest != definition.digest:
        yield _other_version(proposal, definition)
    yield from was_problems(proposal, definition)


def other_policy(proposal: Proposal, definition: Definition) -> Problem | None:
    """The problem of a proposal that is about another policy."""
    written = proposal.file.base.policy
    if written == definition.identity.id:
        return None
    allowed = Text(
        f"提案针对另一政策；此政策是 `{definition.identity.id}`",
        f"the proposal is about another policy; this one is `{definition.identity.id}`",
    )
    return Problem("other_policy", proposal.place("base", "policy"), written, allowed)


def parts_of(documents: Mapping[str, Document]) -> dict[str, str]:
    """Part of a policy (its files, by name) → the beginning of the digest of what it says."""
    return {file.removesuffix(".yaml"): _short(each.data) for file, each in documents.items()}


def differing_parts(proposal: Proposal, definition: Definition) -> tuple[str, ...]:
    """The parts that are not as they were when the proposal was written; none where it does not say."""
    then, now = proposal.file.base.parts, parts_of(definition.documents)
    return tuple(name for name in {**now, **then} if then and then.get(name) != now.get(name))


def _other_version(proposal: Proposal, definition: Definition) -> Problem:
    parts = ", ".join(differing_parts(proposal, definition))
    differs = Text(f"，不同之处在 {parts}", f", which differs in {parts}") if parts else Text("", "")
    allowed = Text(
        f"提案针对政策的另一版本；现为 `{definition.digest}`{differs.zh}",
        f"the proposal was written against another version of the policy; this is `{definition.digest}`{differs.en}",
    )
    hint = Text("核对后用 policyrules rebase 改到现行版本", "look it through, then move it with `policyrules rebase`")
    return Problem("other_version", proposal.place("base", "digest"), proposal.file.base.digest, allowed, hint)


def _short(data: object) -> str:
    canonical = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:_SHORT]
