"""Small records that no policy had to decide, and files of them."""

from __future__ import annotations

from pathlib import Path

from policyrules.records import Record, append
from policyrules.records.canonical import digest
from policyrules.records.model import RecordedPolicy

NOWHERE = "sha256:" + "0" * 64


def small(name: str = "r1", size: int = 0) -> Record:
    """A record of a policy that does not exist, with facts of about `size` bytes."""
    facts, result = {"note": "甲" + "x" * size}, {"awards": [], "totals": {"paid": "0.00"}}
    return Record(
        id=name,
        time="2026-01-31T00:00:00.000000Z",
        policy=RecordedPolicy(id="wells", document="井", digest=NOWHERE),
        interpretations={"depth": "shallow"},
        year=2025,
        engine="reference",
        library="0",
        python="3",
        facts_digest=digest(facts),
        facts=facts,
        result_digest=digest(result),
        result=result,
        hash=NOWHERE,
    ).after(None)


def chain(path: Path, count: int = 4) -> list[bytes]:
    """A file of `count` records; its lines."""
    for number in range(1, count + 1):
        append(path, small(f"r{number}"))
    return path.read_bytes().splitlines(keepends=True)
