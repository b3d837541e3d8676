"""A decision → its record."""

from __future__ import annotations

import platform
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from policyrules.decision.decision import Decision
from policyrules.errors import UsageError
from policyrules.facts.export import data_of
from policyrules.records.canonical import digest
from policyrules.records.masking import fields_to_mask, masked
from policyrules.records.model import Record, RecordedPolicy, RecordedProposal
from policyrules.text import Text

#: Until the record is put into a chain.
_EMPTY = "sha256:" + "0" * 64


def record(
    decision: Decision,
    *,
    time: datetime | None = None,
    id: str | None = None,
    facts: bool = True,
    mask: Sequence[str] = (),
) -> Record:
    """The record of a decision, as yet the first of a chain; `append` puts it after others.

    `time` (with a time zone) and `id` are those of now and a random UUID unless given. Without `facts` only their
    digest is kept. `mask` names fields of free text that are hidden, in facts and result. Raises UsageError for
    a field that cannot be masked, or a time without a zone.
    """
    moment = datetime.now(UTC) if time is None else time
    if moment.tzinfo is None:
        raise UsageError(Text("记录的时间须带时区", "the time of a record needs a time zone"))
    hidden = fields_to_mask(mask, decision.program, decision.prose[""].vocabulary)
    kept = masked(decision, hidden)
    result = kept.to_dict()
    return Record(
        id=str(uuid.uuid4()) if id is None else id,
        time=moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        policy=RecordedPolicy(**decision.policy),
        proposals=tuple(RecordedProposal(id=name, digest=each) for name, each in decision.proposals),
        interpretations=decision.interpretations,
        year=decision.year,
        engine=decision.engine,
        library=decision.library,
        python=platform.python_version(),
        masked=hidden,
        facts_digest=digest(data_of(decision.facts)),
        facts=data_of(kept.facts) if facts else None,
        result_digest=digest(result),
        result=result,
        hash=_EMPTY,
    ).after(None)
