"""The chain: whatever is done to a file of records afterwards is found."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import cases, zhanjiang
from thoroughness import tries

from policyrules.bundled_files import room
from policyrules.decision.decision import Decision
from policyrules.records import Record, RecordsError, append, read, record, verify
from policyrules.records.canonical import canonical, parsed

from .samples import chain, small

Lines = list[bytes]


def codes(path: Path) -> list[tuple[int, str]]:
    """What is wrong with a file: line and code."""
    return [(each.place.line, each.code) for each in verify(path).problems]


def test_any_altered_byte_is_found(tmp_path: Path) -> None:
    """No byte of a record may be changed unseen: not in a text, a digest, a key, or between two records."""
    whole = b"".join(chain(tmp_path / "whole.jsonl", 3))
    changed, chance = tmp_path / "changed.jsonl", random.Random(4)
    unseen = []
    for index in range(len(whole)):
        other = whole[index] ^ chance.randrange(1, 256)
        changed.write_bytes(whole[:index] + bytes([other]) + whole[index + 1 :])
        if verify(changed).intact:
            unseen.append(index)
    assert unseen == []


def rehashed(line: bytes) -> bytes:
    """A record with another result, and with all digests of its own put right."""
    found = read_line(line)
    result = {"awards": [], "totals": {"paid": "1.00"}}
    digest = "sha256:" + hashlib.sha256(canonical(result).encode()).hexdigest()
    return found.model_copy(update={"result": result, "result_digest": digest}).after(found.previous).line()


def read_line(line: bytes) -> Record:
    return Record.model_validate(parsed(line.decode()))


def forged(line: bytes, **other: object) -> bytes:
    """A record with other contents and its hash put right, as one would who knows of the hash alone."""
    found = read_line(line)
    return found.model_copy(update=other).after(found.previous).line()


TAMPERED: dict[str, tuple[Callable[[Lines], Lines], list[tuple[int, str]]]] = {
    "nothing done": (lambda it: it, []),
    "a record dropped": (lambda it: [it[0], *it[2:]], [(2, "dropped")]),
    "the head dropped": (lambda it: it[1:], [(1, "head")]),
    "two swapped": (lambda it: [it[0], it[2], it[1], it[3]], [(2, "reordered"), (3, "reordered"), (4, "reordered")]),
    "the first put last": (lambda it: [*it[1:], it[0]], [(1, "reordered"), (4, "reordered")]),
    "one repeated": (lambda it: [*it[:2], it[1], *it[2:]], [(3, "repeated")]),
    "altered, digests put right": (lambda it: [it[0], rehashed(it[1]), *it[2:]], [(3, "dropped")]),
    "the last one's result forged": (lambda it: [*it[:3], forged(it[3], result={"awards": []})], [(4, "altered")]),
    "the last one's facts forged": (lambda it: [*it[:3], forged(it[3], facts={"note": "y"})], [(4, "altered")]),
    "other spelling": (lambda it: [it[0].replace(b":", b": ", 1), *it[1:]], [(1, "altered")]),
    "a key twice": (lambda it: [b'{"id":"x",' + it[0][1:], *it[1:]], [(1, "altered")]),
    "a blank line": (lambda it: [it[0], b"\n", *it[1:]], [(2, "json")]),
    "not a record": (lambda it: [*it[:3], b"{}\n", it[3]], [(4, "no_record")]),
    "cut off": (lambda it: [*it[:3], it[3][:-1]], [(4, "half_line")]),
    "not UTF-8": (lambda it: [it[0], b"\xff" + it[1], *it[2:]], [(2, "json")]),
    "nested without end": (lambda it: [it[0], b"[" * 100_000 + b"\n", *it[1:]], [(2, "json")]),
    "a number without end": (lambda it: [it[0].replace(b"2025", b"1e9999999"), *it[1:]], [(1, "no_record")]),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_done_is_named(tmp_path: Path, name: str) -> None:
    """Each kind of tampering is told at its line, and what it was; an untouched file has no problem."""
    path = tmp_path / "records.jsonl"
    tamper, expected = TAMPERED[name]
    path.write_bytes(b"".join(tamper(chain(path))))
    assert codes(path) == expected


@settings(max_examples=tries(60), deadline=None)
@given(st.data())
def test_any_other_choice_of_lines_is_found(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Of the lines of a file, only a beginning of it is a whole chain: no other sequence of them is."""
    path = tmp_path_factory.mktemp("chain") / "records.jsonl"
    lines = chain(path)
    chosen = data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=6))
    path.write_bytes(b"".join(lines[index] for index in chosen))
    assert verify(path).intact == (chosen == list(range(len(chosen))))


def test_dropped_tail_needs_the_last_hash(tmp_path: Path) -> None:
    """Records missing at the end leave a whole chain; the hash that was noted elsewhere tells, then and later."""
    path = tmp_path / "records.jsonl"
    lines = chain(path)
    noted = verify(path)
    path.write_bytes(b"".join(lines[:-1]))
    assert verify(path).intact
    assert (noted.count, verify(path).count) == (4, 3)
    assert [each.code for each in verify(path, expect=noted.last).problems] == ["end"]
    path.write_bytes(b"".join(lines))
    append(path, small("later"))
    assert (verify(path, expect=noted.last).intact, verify(path, expect=noted.last).expected) == (True, 4)


def test_two_records_may_not_share_an_id(tmp_path: Path) -> None:
    """An id names one record: a second one is told, though the chain holds."""
    path = tmp_path / "records.jsonl"
    chain(path, 2)
    append(path, small("r1"))
    assert codes(path) == [(3, "repeated")]


def test_files_that_are_no_records(tmp_path: Path) -> None:
    """A file of something else is refused as such, not reported line by line; an empty one holds nothing."""
    path = tmp_path / "facts.json"
    path.write_text('{\n "enterprises": []\n}\n')
    for wrong in (path, tmp_path, tmp_path / "none.jsonl"):
        with pytest.raises(RecordsError) as caught:
            verify(wrong)
        assert len(caught.value.problems) == 1
    path.write_bytes(b"")
    assert (verify(path).count, verify(path).last, verify(path).intact) == (0, None, True)


def test_reading_refuses_what_was_altered(tmp_path: Path) -> None:
    """`read` gives records only where every line is one, and is as it was written."""
    path = tmp_path / "records.jsonl"
    lines = chain(path, 2)
    assert [each.id for each in read(path)] == ["r1", "r2"]
    path.write_bytes(lines[0] + lines[1].replace(b"0.00", b"9.00"))
    with pytest.raises(RecordsError, match=r"records\.jsonl:2:1: .*altered"):
        read(path)


@pytest.mark.parametrize("decision", [cases.decision(), zhanjiang.decision()], ids=["ganzhou", "zhanjiang"])
def test_anybody_can_check_a_record(tmp_path: Path, decision: Decision) -> None:
    """The format is what the schema and the docs say: plain JSON, its hash that of the sorted rest."""
    path = tmp_path / "records.jsonl"
    append(path, small())
    made = append(path, record(decision))
    whole = json.loads(path.read_bytes().splitlines()[1])
    schema = json.loads((room("schemas") / "decision-record.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(whole)
    stated = whole.pop("hash")
    plain = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert stated == made.hash == "sha256:" + hashlib.sha256(plain.encode()).hexdigest()
    assert whole["previous"] == small().hash
