"""Decision records: what was decided, on which facts, by which policy, kept in a chain that shows what was changed.

    from policyrules.records import append, record, replay, verify
    append("decisions.jsonl", record(decision))
    verify("decisions.jsonl").intact
    replay("decisions.jsonl", proposals=["raise.yaml"]).differing

`model` is one record, `canonical` its one spelling, `making` makes it from a decision, `masking` hides free text,
`appending` puts it at the end of a file, `reading` and `verifying` read it back, `replaying` decides it again and
`differences` says what came out otherwise.
"""

from __future__ import annotations

from policyrules.errors import RecordsError
from policyrules.records.appending import append
from policyrules.records.differences import Difference
from policyrules.records.making import record
from policyrules.records.model import Record
from policyrules.records.reading import read
from policyrules.records.replaying import Replay, Replayed, replay
from policyrules.records.salvaging import intact_head
from policyrules.records.verifying import Verification, verify

__all__ = [
    "Difference",
    "Record",
    "RecordsError",
    "Replay",
    "Replayed",
    "Verification",
    "append",
    "intact_head",
    "read",
    "record",
    "replay",
    "verify",
]
