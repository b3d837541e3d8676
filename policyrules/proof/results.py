"""What became of the promises of a policy: proved, refuted with facts that break them, or not decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from policyrules.language.vocabulary import Vocabulary
from policyrules.showing import ShowsItself
from policyrules.text import Language, Text

if TYPE_CHECKING:
    import pandas
    import polars

    from policyrules.proof.counterexample import Counterexample
    from policyrules.reports.notebook.sheet import Sheet

Json = dict[str, Any]
#: What became of one promise. `undecided`: neither proved nor refuted within the limit. `not_promised`: the readings
#: that were looked at do not promise it, so there was nothing to prove.
Outcome = Literal["proved", "refuted", "undecided", "not_promised"]
#: What became of a policy: of its promises taken together.
Overall = Literal["proved", "refuted", "undecided"]


@dataclass(frozen=True)
class Scope:
    """For which facts, years and readings a result is meant, how it was reached, and on what it rests.

    Every fact that the schema allows is covered, save that the lists in `up_to` hold at most so many things. What
    stands in neither makes no difference to the promise.
    """

    years: tuple[int, ...]
    """The sales years."""
    readings: Text
    """Which options of the interpretations."""
    any_number: tuple[str, ...]
    """The lists of which any number of things is covered; the register of awards paid may be among them."""
    up_to: Mapping[str, int]
    """The lists of which at most so many things are covered, and how many."""
    method: Text
    """How it was reached, in a few words."""
    assumptions: tuple[Text, ...] = ()
    """What it rests on beside the policy: a sentence each."""

    def to_dict(self) -> Json:
        """The scope as JSON holds it."""
        return {
            "years": list(self.years),
            **_words("readings", self.readings),
            "any_number": list(self.any_number),
            "up_to": {name: str(most) for name, most in self.up_to.items()},
            **_words("method", self.method),
            "assumptions": [_words("text", each) for each in self.assumptions],
        }


@dataclass(frozen=True)
class Proof(ShowsItself):
    """What became of one promise.

    A `counterexample` is there where it is refuted, a `reason` where it is undecided or not promised. `seconds` is the
    time it took; it is no part of the result, and no two runs have the same.
    """

    invariant: str
    label: Text
    clause: str
    outcome: Outcome
    scope: Scope
    seconds: float = field(default=0.0, compare=False)
    counterexample: Counterexample | None = None
    reason: Text | None = None

    def to_dict(self) -> Json:
        """The result as JSON holds it: the same for the same policy, so without the time it took."""
        return {
            "invariant": self.invariant,
            **_words("label", self.label),
            "clause": self.clause,
            "outcome": self.outcome,
            "scope": self.scope.to_dict(),
            **_words("reason", self.reason),
            "counterexample": None if self.counterexample is None else self.counterexample.to_dict(),
        }

    def __repr__(self) -> str:
        return f"Proof({self.invariant}, {self.outcome})"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.proofs import one

        return one(self, language)


@dataclass(frozen=True)
class ProofReport(ShowsItself):
    """What became of the promises of a policy, in the order in which they are made.

    `policy` says which (id, document, digest); `proposals` are the id and digest of each that amends it.
    """

    policy: Mapping[str, str]
    proposals: tuple[tuple[str, str], ...]
    proofs: tuple[Proof, ...]
    library: str = ""
    """The version of the library."""
    given_up: Mapping[str, Text] = field(default_factory=dict)
    """The promises that the proposals give up, each with the reason: they were not asked."""
    vocabulary: Vocabulary | None = field(default=None, compare=False)
    """What the facts of the policy are called, for where the report shows itself."""

    @property
    def outcome(self) -> Overall:
        """`refuted` if one is; else `undecided` if one is; else `proved`."""
        for outcome in _WORST_FIRST:
            if self.of_outcome(outcome):
                return outcome
        return "proved"

    @property
    def seconds(self) -> float:
        """How long it all took."""
        return sum(each.seconds for each in self.proofs)

    def of_outcome(self, outcome: Outcome) -> tuple[Proof, ...]:
        """The promises of which this became."""
        return tuple(each for each in self.proofs if each.outcome == outcome)

    def to_dict(self) -> Json:
        """The report as its JSON Schema describes it: the same for the same policy."""
        return {
            "policy": dict(self.policy),
            "proposals": [{"id": name, "digest": digest} for name, digest in self.proposals],
            "library": self.library,
            "outcome": self.outcome,
            "given_up": [{"invariant": name, **_words("reason", why)} for name, why in self.given_up.items()],
            "proofs": [each.to_dict() for each in self.proofs],
        }

    def to_json(self) -> str:
        """The report as JSON, the same bytes for the same policy."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    def to_frame(self, library: str = "pandas") -> pandas.DataFrame | polars.DataFrame:
        """The promises as a dataframe of pandas or polars. Raises UsageError where there is no such library."""
        from policyrules.reports.result_frames import proofs

        return proofs(self, library)

    def __repr__(self) -> str:
        return f"ProofReport({self.policy['id']}, {len(self.proofs)} promises, {self.outcome})"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.proofs import report

        return report(self, language)


_WORST_FIRST: tuple[Literal["refuted", "undecided"], ...] = ("refuted", "undecided")


def _words(key: str, words: Text | None) -> Json:
    """Words in both languages, under a name and the same with `_en`."""
    return {key: None if words is None else words.zh, f"{key}_en": None if words is None else words.en}
