"""A promise that a decision breaks: what was found where, and what was promised."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.invariants.rules import InvariantRule
from policyrules.text import Text


@dataclass(frozen=True)
class Violation:
    """One invariant broken for one payee, thing or unit (`subject`; empty for the whole).

    `found` and `allowed` are short, for machines and tables: amounts in yuan, ids, years, numbers. `words` is a
    sentence.
    """

    invariant: str
    clause: str
    label: Text
    subject: str
    found: str
    allowed: str
    words: Text

    def to_dict(self) -> dict[str, str]:
        """The violation as JSON holds it."""
        return {
            "invariant": self.invariant,
            "clause": self.clause,
            "subject": self.subject,
            "found": self.found,
            "allowed": self.allowed,
            "text": self.words.zh,
            "text_en": self.words.en,
        }


def violation(rule: InvariantRule, subject: str, found: str, allowed: str, words: Text) -> Violation:
    """A violation of a settled invariant."""
    return Violation(rule.id, rule.clause, rule.label, subject, found, allowed, words)
