"""Deciding recorded decisions again, and saying what would come out otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from policyrules.engines import NAMES, choose
from policyrules.engines.run import Engine
from policyrules.errors import EngineError, FactsError, UsageError
from policyrules.policy import Policy, library_version
from policyrules.records.differences import Difference, differences
from policyrules.records.masking import asked_although_masked
from policyrules.records.model import Record
from policyrules.records.policies import Policies, UnfitError
from policyrules.records.reading import lines
from policyrules.records.verifying import Verification, verify
from policyrules.text import Text

if TYPE_CHECKING:
    from policyrules.proposals import Proposal

Outcome = Literal["same", "differs", "not_replayed"]
OUTCOMES: tuple[Outcome, ...] = ("same", "differs", "not_replayed")


@dataclass(frozen=True, slots=True)
class Replayed:
    """A record, decided again: the same, or what differs; or why it could not be.

    `notes` say what was otherwise when it was recorded: the library, the engine, with `anyway` the policy.
    """

    line: int
    id: str
    policy: str
    year: int
    outcome: Outcome
    reason: Text | None = None
    notes: tuple[Text, ...] = ()
    differences: tuple[Difference, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "line": self.line,
            "id": self.id,
            "policy": self.policy,
            "year": self.year,
            "outcome": self.outcome,
            "reason": None if self.reason is None else {"zh": self.reason.zh, "en": self.reason.en},
            "notes": [{"zh": each.zh, "en": each.en} for each in self.notes],
            "differences": [each.to_dict() for each in self.differences],
        }


@dataclass(frozen=True, slots=True)
class Replay:
    """All records of a file, decided again, and whether the file is as it was written."""

    records: tuple[Replayed, ...]
    verification: Verification

    @property
    def agrees(self) -> bool:
        """Whether the chain is intact and every record was decided again as it was recorded."""
        return self.verification.intact and self.counts["same"] == len(self.records)

    @property
    def differing(self) -> tuple[Replayed, ...]:
        """The records that would be decided otherwise."""
        return tuple(each for each in self.records if each.outcome == "differs")

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many records came out how."""
        return {outcome: sum(each.outcome == outcome for each in self.records) for outcome in OUTCOMES}


def replay(
    path: str | Path,
    policy: Policy | str | Path | None = None,
    proposals: Sequence[str | Path | Proposal] = (),
    *,
    anyway: bool = False,
) -> Replay:
    """Decide each record of a file again, with its facts, year and interpretations, by the policy that decided it.

    `policy` is that policy, for records of a policy that is not bundled or of an earlier version; `proposals` are
    laid over it, to see what they would change (a proposal that settles an interpretation decides it). A record of
    another version of the policy is not decided again, unless it was of the amended one, or `anyway` is given.
    Raises RecordsError, UsageError, PolicyError, ProposalError.
    """
    verification = verify(path)
    policies = Policies(policy, proposals, anyway)
    records = [_replayed(line, found, policies) for line, found in lines(path) if isinstance(found, Record)]
    idle = policies.idle()
    if idle is not None:
        raise idle
    return Replay(tuple(records), verification)


def _replayed(line: int, record: Record, policies: Policies) -> Replayed:
    notes: list[Text] = []
    try:
        result = _decided(record, policies, notes)
    except UnfitError as unfit:
        reason = unfit.reason
        return Replayed(line, record.id, record.policy.id, record.year, "not_replayed", reason, tuple(notes))
    found = differences(record.result, result)
    outcome: Outcome = "differs" if found else "same"
    return Replayed(line, record.id, record.policy.id, record.year, outcome, None, tuple(notes), found)


def _decided(record: Record, policies: Policies, notes: list[Text]) -> dict[str, Any]:
    """The result of deciding a record again; notes what was otherwise then. Raises UnfitError."""
    try:
        policy, said = policies.of(record)
        program = policy.program(record.year)
    except UsageError as error:
        raise UnfitError(error.message) from error
    notes += said
    if record.facts is None:
        raise UnfitError(Text("记录没有保存事实", "the record holds no facts"))
    asked = asked_although_masked(record.masked, program)
    if asked is not None:
        raise UnfitError(Text(f"事实已遮盖：{asked.zh}", f"its facts are masked: {asked.en}"))
    if record.library != library_version():
        zh, en = f"记录时的版本为 {record.library}", f"recorded with version {record.library}"
        notes.append(Text(f"{zh}，现为 {library_version()}", f"{en}, now {library_version()}"))
    try:
        decision = policy.decide(record.facts, record.year, _engine(record, notes), guard=False)
    except FactsError as error:
        first = error.problems[0]
        raise UnfitError(Text(f"事实被拒绝：{first.line('zh')}", f"its facts are refused: {first.line()}")) from error
    except EngineError as error:
        raise UnfitError(Text(f"引擎不能执行：{error}", f"the engine cannot run it: {error}")) from error
    return decision.to_dict()


def _engine(record: Record, notes: list[Text]) -> Engine:
    """The engine that decided; where it cannot be had, the usual one, which is noted."""
    if record.engine in NAMES:
        try:
            return choose(record.engine)
        except EngineError:
            pass
    engine = choose()
    zh, en = f"记录时的引擎为 {record.engine}，现用 {engine.name}", f"recorded with the engine {record.engine}"
    notes.append(Text(zh, f"{en}, replayed with {engine.name}"))
    return engine
