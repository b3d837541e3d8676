"""Proposals that mean to change no decision: proved, or shown the smallest case that they do change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyrules.comparison.checks import RewriteCheck, RewriteState
from policyrules.policy import Policy
from policyrules.proof.equivalence.case import Difference, said
from policyrules.proof.missing import installed
from policyrules.proposals import Proposal
from policyrules.text import Text

#: How many lines that come out otherwise are told.
_MOST_TOLD = 3
_NOT_PROVED = Text("未作证明", "nothing was proved")
_NOT_INSTALLED = Text(
    "未作证明：须安装 z3（pip install 'policyrules[proof]'）",
    "not proved: this needs z3 (pip install 'policyrules[proof]')",
)


def rewrites(plain: Policy, proposals: Iterable[Proposal], limit: float) -> Iterator[RewriteCheck]:
    """What becomes of each proposal that says it changes nothing, by itself on the base under its own readings.

    `limit` is in seconds for each; 0: nothing is proved. Raises ProofError.
    """
    for proposal in proposals:
        if proposal.file.effect == "none":
            yield _rewrite(plain, proposal, limit)


def _rewrite(plain: Policy, proposal: Proposal, limit: float) -> RewriteCheck:
    if not limit or not installed():
        why = _NOT_PROVED if installed() else _NOT_INSTALLED
        return RewriteCheck(proposal.id, proposal.title, "not_checked", (why,))
    from policyrules.proof.equivalence import equivalent

    found = equivalent(plain, plain.amend(proposal), limit=limit)
    state: RewriteState = found.outcome
    if found.case is None:
        return RewriteCheck(proposal.id, proposal.title, state, (found.words,), scope=found.scope)
    told = [_told(each) for each in found.case.differences]
    left = len(told) - _MOST_TOLD
    more = (Text(f"……另有 {left} 项", f"… and {left} more"),) if left > 0 else ()
    words = (found.words, *told[:_MOST_TOLD], *more)
    return RewriteCheck(proposal.id, proposal.title, state, words, found.case.to_dict(), found.scope)


def _told(difference: Difference) -> Text:
    """One line that comes out otherwise: `growth E1: paid 200000.00 → reduced 100000.00`."""
    about = " ".join(dict.fromkeys(each for each in (difference.payee, difference.subject) if each))
    label = difference.label
    before, after = said(difference.before), said(difference.after)
    zh = f"{label.zh} {about}".strip()
    return Text(f"{zh}：{before.zh} → {after.zh}", f"{f'{label.en} {about}'.strip()}: {before.en} → {after.en}")
