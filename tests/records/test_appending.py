"""Appending: one record after the other, whole or not at all, whoever else writes and whoever is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from policyrules.errors import PolicyRulesError, UsageError
from policyrules.records import RecordsError, append, intact_head, locks, read, reading, verify

from .samples import chain, small

#: Appends records without end, and names each once it is told that it is kept.
APPENDER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from records.samples import small
from policyrules.records import append
for number in range(int(sys.argv[4])):
    print(append(sys.argv[2], small(f"{sys.argv[3]}-{number}", size=int(sys.argv[5]))).id, flush=True)
"""
TESTS = str(Path(__file__).parent.parent)


def appender(path: Path, name: str, count: int, size: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", APPENDER, TESTS, str(path), name, str(count), str(size)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_kill_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    """Killed at any moment: every record that was acknowledged is there, and at most the last line is half, and told.

    What is whole can then be saved to a new file, behind which appending goes on.
    """
    chance, path, acknowledged = random.Random(4), tmp_path / "records.jsonl", []
    for round_ in range(6):
        with appender(path, f"round{round_}", 10_000, 20_000) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            time.sleep(chance.random() / 20)
            process.kill()
            acknowledged += [first.strip(), *process.stdout.read().split()]
        found = verify(path)
        half = [each for each in found.problems if each.code == "half_line"]
        assert list(found.problems) == half
        assert [each.place.line for each in half] in ([], [found.count + 1])
        if half:
            with pytest.raises(RecordsError, match="cut off"):
                append(path, small())
            path.write_bytes(b"".join(each.line() for each in intact_head(path)))
        kept = [each.id for each in read(path)]
        assert set(acknowledged) <= set(kept)


#: Is killed when the given number of bytes of a record are in the file.
STOPPED = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from records.samples import small
from policyrules.records import append
write = os.write
def stopped(descriptor, line):
    write(descriptor, line[:int(sys.argv[3])])
    os.kill(os.getpid(), signal.SIGKILL)
os.write = stopped
append(sys.argv[2], small("stopped"))
"""


@pytest.mark.parametrize(("length", "whole"), [(0, True), (1, False), (300, False), (-1, False), (10_000, True)])
def test_a_kill_in_the_middle_of_a_write(tmp_path: Path, length: int, whole: bool) -> None:
    """Half a record is told, one that was not begun or is complete leaves a whole chain, and no lock stays behind."""
    path = tmp_path / "records.jsonl"
    chain(path, 2)
    killed = subprocess.run([sys.executable, "-c", STOPPED, TESTS, str(path), str(length)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert [each.code for each in verify(path).problems] == ([] if whole else ["half_line"])
    assert (verify(path).count == 3) == (length == 10_000)
    if whole:
        append(path, small("next"))
        assert verify(path).intact


def test_four_processes_write_one_chain(tmp_path: Path) -> None:
    """Four processes that append at once wait for each other: one chain, nothing lost, nothing twice."""
    path = tmp_path / "records.jsonl"
    processes = [appender(path, f"process{number}", 50, 2_000) for number in range(4)]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0] * 4
    found = verify(path)
    assert (found.count, found.problems) == (200, ())
    assert {each.id for each in read(path)} == {f"process{a}-{b}" for a in range(4) for b in range(50)}


def test_threads_write_one_chain(tmp_path: Path) -> None:
    """The threads of one process wait for each other just so."""
    path = tmp_path / "records.jsonl"
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda number: append(path, small(f"r{number}")), range(40)))
    assert verify(path).problems == ()
    assert {each.hash for each in made} == {each.hash for each in read(path)}


def test_a_reader_waits_for_a_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that is just being written is no half line: the reader waits, and reads it whole."""
    path = tmp_path / "records.jsonl"
    whole = b"".join(chain(path, 2))
    path.write_bytes(whole[:-300])

    def written(_: int) -> None:
        path.write_bytes(whole)

    monkeypatch.setattr(reading, "wait_for_writers", written)
    assert (verify(path).count, verify(path).problems) == (2, ())


def test_every_way_to_be_cut_off_is_told(tmp_path: Path) -> None:
    """Wherever in a record the writing stopped, the line is named, and nothing is put behind it."""
    path = tmp_path / "records.jsonl"
    lines = chain(path, 3)
    head = b"".join(lines[:2])
    for length in range(1, len(lines[2])):
        cut = head + lines[2][:length]
        path.write_bytes(cut)
        assert [(each.place.line, each.code) for each in verify(path).problems] == [(3, "half_line")]
        with pytest.raises(RecordsError, match=r"records\.jsonl:3:1: .*cut off"):
            append(path, small("new"))
        assert path.read_bytes() == cut
        assert len(intact_head(path)) == 2


@pytest.mark.parametrize("last", [b"{}\n", b"[1\n", b'"x"\n', b"\n", b"\xff\n", b'{"enterprises": []}'])
def test_nothing_is_put_behind_what_is_no_record(tmp_path: Path, last: bytes) -> None:
    """A file that ends otherwise than with a record (facts, say) stays as it is, and its line is named."""
    path = tmp_path / "records.jsonl"
    content = b"".join(chain(path, 2)) + last
    path.write_bytes(content)
    with pytest.raises(RecordsError, match=r"records\.jsonl:3:"):
        append(path, small("new"))
    assert path.read_bytes() == content


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails half-way is taken back: an error that is told must not leave half a line."""
    path = tmp_path / "records.jsonl"
    content, write = b"".join(chain(path, 2)), os.write
    calls = iter([100])

    def full(descriptor: int, line: bytes) -> int:
        length = next(calls, 0)
        if not length:
            raise OSError(28, "No space left on device")
        return write(descriptor, line[:length])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(RecordsError, match="No space left on device"):
        append(path, small("new"))
    assert path.read_bytes() == content


def test_a_long_last_record_is_found(tmp_path: Path) -> None:
    """The record to go behind is found however long it is, and wherever the blocks of reading fall."""
    for size in (0, 65_000, 65_536, 200_000, 1_000_000):
        path = tmp_path / f"{size}.jsonl"
        for name in ("r1", "r2", "r3"):
            append(path, small(name, size))
        assert (verify(path).count, verify(path).intact) == (3, True)


def test_places_that_cannot_hold_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a pipe, a missing folder, a system without locks: one line each, and nothing is made."""
    os.mkfifo(tmp_path / "pipe")
    wrong = [tmp_path, tmp_path / "pipe", tmp_path / "none" / "records.jsonl", Path("a\0b")]
    for path in wrong:
        with pytest.raises(RecordsError) as caught:
            append(path, small())
        assert len(caught.value.lines()) == 1
    monkeypatch.setattr(locks, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="no file locks"):
        append(tmp_path / "records.jsonl", small())
    assert sorted(each.name for each in tmp_path.iterdir()) == ["pipe"]
    assert issubclass(RecordsError, PolicyRulesError)
