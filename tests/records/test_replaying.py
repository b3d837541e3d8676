"""Replaying: what was decided is decided again, by the policy that decided it, and nothing is guessed."""

from __future__ import annotations

import dataclasses
import shutil
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import cases, zhanjiang
from thoroughness import tries

from policyrules.bundled_files import bundled_policies
from policyrules.errors import ProposalError, UsageError
from policyrules.policy import Policy, load_policy
from policyrules.records import Record, append, record, replay, verify
from policyrules.testing import facts, options, years

GANZHOU = load_policy("ganzhou")


def proposal(path: Path, *changes: str) -> Path:
    """A proposal against the Ganzhou policy as it is loaded."""
    lines = [
        f"id: {path.stem}",
        "title: {zh: 改, en: Change}",
        "reason: {zh: 试, en: Trial}",
        f"base: {{policy: ganzhou, digest: '{GANZHOU.digest}'}}",
        "changes:",
        *(f"  - {change}" for change in changes),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


RAISED = "{parameter: live_base.tier_1.reward, value: 12万元, from: 2020-01-01}"
SETTLED = "{interpretation: growth_tiers_in_one_year, option: cumulative}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.jsonl"


def changed_policy(tmp_path: Path) -> Path:
    """The Ganzhou policy with another amount: another version."""
    folder = tmp_path / "ganzhou"
    shutil.copytree(bundled_policies()["ganzhou"], folder)
    file = folder / "parameters.yaml"
    file.write_text(file.read_text("utf-8").replace("10万元", "11万元", 1), "utf-8")
    return folder


@pytest.mark.parametrize("name", ["ganzhou", "zhanjiang"])
@settings(max_examples=tries(12), deadline=None)
@given(data=st.data())
def test_a_fresh_record_differs_in_nothing(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    """Any facts, any year, any interpretations: read back from its line, a record is decided to the same result."""
    path = tmp_path_factory.mktemp("replay") / "records.jsonl"
    whole = load_policy(name)
    policy = whole.interpret(**data.draw(options(whole)))
    year = data.draw(years(whole))
    decision = policy.decide(data.draw(facts(policy, year)), year, data.draw(st.sampled_from(["rete", "reference"])))
    append(path, record(decision))
    found = replay(path)
    assert (found.records[0].outcome, found.records[0].notes) == ("same", ())
    assert found.agrees


def test_what_a_proposal_would_change(path: Path, tmp_path: Path) -> None:
    """Each field that moves is named with its line, before and after; nothing else is; the file is not touched."""
    append(path, record(cases.decision()))
    content = path.read_bytes()
    found = replay(path, proposals=[proposal(tmp_path / "raise.yaml", RAISED)])
    moved = {
        (*each.line, each.field): (each.before, each.after)
        for each in found.records[0].differences
        if each.section == "awards"
    }
    assert {line for line in moved if line[2] in ("entitled", "paid")} == set(moved)
    expected = {
        (line.award, line.subject, "entitled"): (line.entitled, "120000.00")
        for line in cases.decision().awards
        if line.award == "live_base" and line.entitled == "100000.00"
    }
    assert expected
    assert {line: both for line, both in moved.items() if line[2] == "entitled"} == expected
    assert not found.agrees
    assert path.read_bytes() == content


def test_a_proposal_settles_what_the_record_chose(path: Path, tmp_path: Path) -> None:
    """The interpretations of the record hold, but for one that the proposal settles: that is what it is about."""
    settled = proposal(tmp_path / "settle.yaml", SETTLED)
    append(path, record(cases.decision(growth_tiers_in_one_year="highest", cap_order="pro_rata")))
    append(path, record(cases.decision(growth_tiers_in_one_year="cumulative", cap_order="pro_rata")))
    first, second = replay(path, proposals=[settled]).records
    assert {each.line[0] for each in first.differences if each.field == "entitled" and each.line} == {"growth"}
    assert (second.outcome, second.differences) == ("same", ())


def test_a_record_of_an_amended_policy(path: Path, tmp_path: Path) -> None:
    """It is decided again by the policy with the same proposals, and refused, with their names, without them."""
    raised = proposal(tmp_path / "raise.yaml", RAISED)
    amended = GANZHOU.amend(raised)
    made = record(amended.decide(cases.FACTS, 2025, "reference"))
    append(path, made)
    assert replay(path, proposals=[raised]).agrees
    (alone,) = replay(path).records
    assert (alone.outcome, alone.reason is not None and "`raise`" in alone.reason.en) == ("not_replayed", True)


def test_another_version_is_named_not_guessed(path: Path, tmp_path: Path) -> None:
    """Where the policy has changed since, both digests are told and nothing is decided, unless asked for anyway."""
    old = load_policy(changed_policy(tmp_path))
    append(path, record(old.decide(cases.FACTS, 2025, "reference")))
    (found,) = replay(path).records
    assert found.outcome == "not_replayed"
    assert found.reason is not None
    assert old.digest in found.reason.en
    assert GANZHOU.digest in found.reason.en
    assert replay(path, old).agrees
    (anyway,) = replay(path, anyway=True).records
    assert (anyway.outcome, [old.digest in note.en for note in anyway.notes]) == ("differs", [True])


def altered(made: Record, **other: Any) -> Record:
    """The record as another library, or another engine, would have made it."""
    return made.model_copy(update=other).after(None)


@pytest.mark.parametrize(
    ("other", "outcome", "words"),
    [
        ({"library": "0.0.1"}, "same", "recorded with version 0.0.1, now"),
        ({"engine": "theirs"}, "same", "recorded with the engine theirs, replayed with"),
        ({"facts": None}, "not_replayed", "holds no facts"),
        ({"masked": ("enterprises.online_sales",)}, "not_replayed", "asks about `enterprises.online_sales`"),
        ({"interpretations": {"no_such": "x"}}, "not_replayed", "no interpretation is called `no_such`"),
        ({"year": 99}, "not_replayed", "year `99`"),
    ],
)
def test_what_has_to_be_said(path: Path, other: dict[str, Any], outcome: str, words: str) -> None:
    """What was otherwise then is told; what cannot be decided again has its reason, and makes the answer no."""
    append(path, altered(record(cases.decision()), **other))
    found = replay(path)
    (only,) = found.records
    assert only.outcome == outcome
    assert words in " ".join(each.en for each in (only.reason, *only.notes) if each is not None)
    assert found.agrees == (outcome == "same")


def test_facts_that_are_refused_today(path: Path) -> None:
    """Facts that the policy no longer accepts are told with the first problem, and not decided."""
    made = record(cases.decision())
    append(path, altered(made, facts={"enterprises": [{"id": "E1", "shoe_size": 3}]}, masked=("enterprises.name",)))
    (found,) = replay(path).records
    assert found.reason is not None
    assert "/enterprises/0/shoe_size" in found.reason.en


def test_an_altered_record_is_not_decided_again(path: Path) -> None:
    """A record that was tampered with is no witness: it is told, and the others are decided."""
    append(path, record(cases.decision()))
    append(path, record(zhanjiang.decision()))
    path.write_bytes(path.read_bytes().replace(b'"year":2025', b'"year":2026', 1))
    found = replay(path)
    assert [(each.place.line, each.code) for each in found.verification.problems] == [(1, "altered")]
    assert [(each.line, each.outcome) for each in found.records] == [(2, "same")]
    assert not found.agrees


def test_what_was_asked_for_wrongly(path: Path, tmp_path: Path) -> None:
    """A policy of another name, a proposal for a policy without records, one against another version."""
    append(path, record(zhanjiang.decision()))
    (found,) = replay(path, "ganzhou").records
    assert found.outcome == "not_replayed"
    with pytest.raises(UsageError, match="no record was decided by the policy `ganzhou`"):
        replay(path, proposals=[proposal(tmp_path / "raise.yaml", RAISED)])
    append(path, record(cases.decision()))
    with pytest.raises(ProposalError):
        replay(path, load_policy(changed_policy(tmp_path)), proposals=[tmp_path / "raise.yaml"])


def test_records_are_reproducible(tmp_path: Path) -> None:
    """With id and time given, the same decision has the same record to the byte; a time without a zone is refused."""
    moment = datetime(2026, 3, 1, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    made = [record(cases.decision(), time=moment, id="r1") for _ in range(2)]
    assert made[0].line() == made[1].line()
    assert made[0].time == "2026-03-01T00:00:00.000000Z"
    assert record(cases.decision()).id != record(cases.decision()).id
    before = datetime.now(UTC).isoformat()[:10]
    assert record(cases.decision()).time[:10] in (before, datetime.now(UTC).isoformat()[:10])
    with pytest.raises(UsageError, match="time zone"):
        record(cases.decision(), time=datetime(2026, 3, 1))


def test_the_answer_can_be_kept(path: Path) -> None:
    """A replay is frozen, and its policy may be an object that nobody has on disk."""
    append(path, record(cases.decision()))
    found = replay(path, Policy(GANZHOU.definition))
    assert found.counts == {"same": 1, "differs": 0, "not_replayed": 0}
    assert found.verification == verify(path)
    anything: Any = found
    with pytest.raises(dataclasses.FrozenInstanceError):
        anything.records = ()
