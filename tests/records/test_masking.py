"""Masking: what is named is gone from the record, and the record can still be decided again."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from reports import cases, zhanjiang

from policyrules.errors import UsageError
from policyrules.policy import load_policy
from policyrules.records import append, record, replay
from policyrules.records.canonical import canonical, digest
from policyrules.records.masking import fields_to_mask

SECRET = "赣南脐橙网络销售有限公司"


def told(policy: str, *fields: str) -> str:
    """What is said of fields that cannot be masked."""
    chosen = load_policy(policy)
    with pytest.raises(UsageError) as caught:
        fields_to_mask(fields, chosen.program(2025), chosen.definition.vocabulary)
    (line,) = caught.value.lines()
    return line


def test_masked_names_are_gone() -> None:
    """No masked name is anywhere in the record, and its result is the one that was decided."""
    decision = cases.decision()
    made = record(decision, mask=["name"])
    assert made.masked == ("enterprises.name", "live_bases.name", "platforms.name")
    assert SECRET in canonical(record(decision).facts)
    assert SECRET not in made.line().decode()
    assert made.result == decision.to_dict()


def test_masked_text_is_gone_from_the_result() -> None:
    """Evidence that a county filed is repeated in the tasks of the result: it is masked there as well."""
    data: dict[str, Any] = zhanjiang.facts()
    for county in data["counties"]:
        for filing in county.get("filings", []):
            filing["evidence"] = SECRET
    decision = zhanjiang.decision(data)
    assert SECRET in canonical(decision.to_dict())
    assert SECRET not in record(decision, mask=["filings.evidence"]).line().decode()


def test_the_digest_is_of_the_facts_as_they_were() -> None:
    """Whoever holds the true facts can show that they are those that were decided, masked or kept out."""
    decision = cases.decision()
    digests = {
        record(decision).facts_digest,
        record(decision, mask=["name"]).facts_digest,
        record(decision, facts=False).facts_digest,
        digest(record(decision).facts),
    }
    assert len(digests) == 1
    other = copy.deepcopy(cases.FACTS)
    other["enterprises"][0]["name"] = "乙"
    assert record(cases.decision(other)).facts_digest not in digests


@pytest.mark.parametrize(
    ("policy", "field", "words"),
    [
        ("ganzhou", "live_bases.hosts", "Live-stream base award (三（二）) asks about"),
        ("ganzhou", "online_sales", "asks about `enterprises.online_sales`"),
        ("ganzhou", "other_support", "asks about `city.other_support`"),
        ("ganzhou", "enterprises.id", "only free text"),
        ("ganzhou", "operator", "only free text"),
        ("ganzhou", "county", "only free text"),
        ("ganzhou", "awards_paid.subject", "only free text"),
        ("zhanjiang", "site.zones", "asks about `town_centres.site.zones`"),
        ("zhanjiang", "association", "asks about `counties.association`"),
        ("zhanjiang", "filings.quarter", "only free text"),
        ("zhanjiang", "name", "`counties.name` cannot be masked"),
        ("ganzhou", "nmae", "did you mean `name`?"),
        ("ganzhou", "enterprise.name", "did you mean `enterprises.name`?"),
    ],
)
def test_what_cannot_be_masked(policy: str, field: str, words: str) -> None:
    """What a rule asks about is refused by the name of the rule; so is what ties things together, and a slip."""
    assert words in told(policy, field)


def test_a_masked_record_is_decided_again(tmp_path: Path) -> None:
    """Masked text takes part in nothing: the record replays as it is, though its facts have another digest."""
    path = tmp_path / "records.jsonl"
    append(path, record(cases.decision(), mask=["name"]))
    append(path, record(zhanjiang.decision(), mask=["evidence", "filings.status", "town"]))
    assert replay(path).agrees
