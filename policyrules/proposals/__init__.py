"""Proposals: changes of a policy as data, laid over its files and compiled by the ordinary compiler.

    from policyrules.proposals import load_proposal
    amended = policy.amend("raise-the-base-award.yaml")

`file` is what a proposal file may say, `proposal` reads one; `carrying` carries a change out, by `overlay`, which lays
pieces over files; `base` and `checks` say what does not fit, `amend` does all of it, `rebase` moves a proposal on.
"""

from __future__ import annotations

from policyrules.proposals.amend import amend, amended_definition
from policyrules.proposals.edits import touched
from policyrules.proposals.proposal import Proposal, load_proposal
from policyrules.proposals.rebase import Rebased, rebased

__all__ = ["Proposal", "Rebased", "amend", "amended_definition", "load_proposal", "rebased", "touched"]
