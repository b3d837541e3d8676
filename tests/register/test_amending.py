"""Entries imported, corrected and withdrawn: what counts changes, what was stays readable, and nobody is unnamed."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from policyrules.errors import FactsError, PolicyRulesError, RegisterError
from policyrules.policy import load_policy
from policyrules.register import Register
from policyrules.register.shape import with_awards

from .samples import FACTS, GANZHOU, Json, decide_with, paid, told

#: Three entries from before the register: the second does not say for which platform, the third is E2's own.
ROWS: list[Json] = [
    {"year": 2024, "award": "platform", "enterprise": "E1", "subject": "P1", "amount": "200000.00"},
    {"year": 2024, "award": "platform", "enterprise": "E1", "amount": 50_000},
    {"year": 2024, "award": "growth", "tier": 1, "enterprise": "E2", "amount": "200000.00"},
]
WORDS = ["platform, 2024, E1/P1, 200000.00", "platform, 2024, E1, 50000.00", "growth/1, 2024, E2, 200000.00"]


def imported(register: Register) -> Register:
    register.import_(ROWS, GANZHOU, by="Li Hua", reason="paid before 2025")
    return register


def test_what_was_paid_before_counts_from_the_first_decision_on(register: Register) -> None:
    """A cap over the whole period must see what a list kept by hand says was paid: 50,000 of 300,000 is left."""
    imported(register)
    assert told(register) == WORDS
    whole = GANZHOU.interpret(platform_cap_period="whole_period")
    assert paid(decide_with(register, FACTS, 2025, whole))["platform P1"] == "50000.00"
    assert register.awards_paid("ganzhou")[1] == {**ROWS[1], "amount": "50000.00"}


def test_rows_come_from_a_table_as_facts_do(register: Register, tmp_path: Path) -> None:
    """A list kept in a spreadsheet is read with its Chinese headings and units, and with places for what is wrong."""
    path = tmp_path / "awards_paid.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file)
        written.writerow(["年度", "奖励", "企业", "对象", "金额（万元）"])
        written.writerow(["2024", "网销平台奖励", "E1", "P1", "20"])
    register.import_(path, GANZHOU, by="Li Hua")
    assert told(register) == WORDS[:1]
    path.write_text("year,award,enterprise,amount\n2024,platfrm,E1,1\n", encoding="utf-8")
    with pytest.raises(FactsError, match=r"awards_paid\.csv:B2.*platfrm"):
        register.import_(path, GANZHOU, by="Li Hua")
    with pytest.raises(RegisterError, match="holds no awards paid"):
        register.import_({"enterprises": []}, GANZHOU, by="Li Hua")


def test_a_correction_keeps_what_was(register: Register) -> None:
    """What is decided next follows the correction; the auditor sees both, who corrected it, and why."""
    imported(register)
    change = register.correct("ganzhou", 2, by="Wang Min", reason="it was for P1's sister", subject="P9", amount="1.5")
    assert (change.number, change.kind, change.by, change.reason) == (
        2,
        "corrected",
        "Wang Min",
        "it was for P1's sister",
    )
    assert (change.before[2].paid.words(), change.entries[0].paid.words()) == (WORDS[1], "platform, 2024, E1/P9, 1.50")
    assert (change.before[2].version, change.entries[0].version, change.fen) == (1, 2, -4_999_850)
    register.correct("ganzhou", 2, by="Wang Min", reason="back", subject=None, amount=50_000)
    assert told(register) == WORDS
    assert [len(each.entries) for each in register.history("ganzhou")] == [3, 1, 1]
    assert [each.before[2].paid.amount for each in register.history("ganzhou")[1:]] == ["50000.00", "1.50"]


def test_a_withdrawal_gives_free_what_was_paid(register: Register) -> None:
    """Money that came back can be paid again; until then the entry stays in the history, and only there."""
    register.record(decide_with(register, FACTS, 2025), by="Li Hua")
    change = register.withdraw("ganzhou", 2, 2, by="Wang Min", reason="the account was closed")
    assert [each.words() for each in (entry.paid for entry in change.entries)] == ["growth/2, 2025, E1, 300000.00"]
    assert change.fen == -30_000_000
    again = decide_with(register, FACTS, 2025)
    assert paid(again) == {"growth E1": "300000.00"}
    register.record(again, by="Li Hua")
    assert [each.number for each in register.entries("ganzhou")] == [1, 3, 4]
    assert [each.kind for each in register.history("ganzhou")] == ["recorded", "withdrawn", "recorded"]


REFUSED: list[tuple[str, tuple[Any, ...], dict[str, Any], str]] = [
    ("correct", (4,), {"amount": 1}, "no such entry; the register has 3; found `4`"),
    ("correct", (0,), {"amount": 1}, "no such entry"),
    ("correct", (1,), {"amout": 1}, "an entry has no such field; found `amout`; did you mean `amount`"),
    ("correct", (1,), {"amount": -1}, "/awards_paid/0/amount"),
    ("correct", (1,), {"amount": 0.001}, "/awards_paid/0/amount"),
    ("correct", (1,), {"award": "growht"}, "did you mean `growth`"),
    ("correct", (1,), {"enterprise": None}, "/awards_paid/0/enterprise"),
    ("correct", (1,), {"amount": "200000.00"}, "the correction changes nothing"),
    ("correct", (1,), {}, "the correction changes nothing"),
    ("correct", (1,), {"amount": 1, "reason": " "}, "say a reason"),
    ("correct", (1,), {"amount": 1, "by": ""}, "say who does it"),
    ("correct", (2,), {"subject": "P1"}, "the same award is there already (as entry 1)"),
    ("correct", (1,), {"subject": None, "amount": 50_000}, "the same award is there already (as entry 2)"),
    ("withdraw", (), {}, "say which entries"),
    ("withdraw", (1, 7, 9), {}, "no such entry; the register has 3; found `9`"),
    ("withdraw", (1,), {"reason": ""}, "say a reason"),
]


@pytest.mark.thorough
@pytest.mark.parametrize(("method", "entries", "options", "said"), REFUSED)
def test_what_is_refused_leaves_the_register_as_it_was(
    databases: Any, method: str, entries: tuple[int, ...], options: dict[str, Any], said: str
) -> None:
    """A slip is told in our words, with what is allowed, and half of nothing is written."""
    with Register.open(databases.fresh()) as register:
        imported(register)
        before = register.history("ganzhou")
        with pytest.raises(PolicyRulesError) as caught:
            getattr(register, method)("ganzhou", *entries, **{"by": "Li Hua", "reason": "a slip", **options})
        assert said in "\n".join(caught.value.lines())
        assert register.history("ganzhou") == before


def test_an_import_is_taken_whole_or_not_at_all(register: Register) -> None:
    """A list that is imported twice, or overlaps with what is there, would count payments double."""
    imported(register)
    before = register.history("ganzhou")
    new = {"year": 2024, "award": "platform", "enterprise": "E9", "subject": "P9", "amount": 1}
    with pytest.raises(RegisterError) as caught:
        register.import_([new, *ROWS, {**new, "amount": 2}], GANZHOU, by="Li Hua")
    words = caught.value.lines()
    assert [line.partition("(")[2].partition(")")[0] for line in words] == [
        "as entry 1",
        "as entry 2",
        "as entry 3",
        "among these",
    ]
    register.withdraw("ganzhou", 1, by="Li Hua", reason="a slip")
    with pytest.raises(RegisterError, match="was withdrawn \\(change 2\\); found `1`"):
        register.withdraw("ganzhou", 1, by="Li Hua", reason="a slip")
    assert register.history("ganzhou")[:1] == before
    register.import_([new, ROWS[0]], GANZHOU, by="Li Hua")
    assert told(register) == [*WORDS[1:], "platform, 2024, E9/P9, 1.00", WORDS[0]]


def test_an_award_that_the_policy_does_not_know_any_more_is_told(register: Register) -> None:
    """A register that outlives a policy's award must not be read with that award left out."""
    imported(register)
    vocabulary = GANZHOU.definition.vocabulary
    things = vocabulary.lists["awards_paid"]
    field = things.fields["award"]
    options = {name: option for name, option in field.options.items() if name != "growth"}
    fields = {**things.fields, "award": field.model_copy(update={"options": options})}
    lists = {**vocabulary.lists, "awards_paid": things.model_copy(update={"fields": fields})}
    less = vocabulary.model_copy(update={"lists": lists})
    rows = [each.paid for each in register.entries("ganzhou")]
    with pytest.raises(FactsError, match=r"/awards_paid/2/award.*growth"):
        with_awards(GANZHOU.facts(FACTS), rows, less, "awards_paid")


def test_a_list_without_tiers_and_subjects_will_do(register: Register, tmp_path: Path) -> None:
    """Another policy's facts may not tell them: what they cannot is added up for them, and kept in the register."""
    rooms = Path(__file__).parents[2] / "examples" / "new-policy"
    folder = Path(copytree(rooms, tmp_path / "rooms"))
    lines = (folder / "facts.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("      tier:", "      subject:"))]
    assert len(lines) - len(kept) == 2
    (folder / "facts.yaml").write_text("\n".join(kept), encoding="utf-8")
    policy = load_policy(folder)
    facts = json.loads((rooms / "facts.json").read_text(encoding="utf-8"))
    facts.pop("grants_paid", None)
    first = decide_with(register, facts, 2025, policy)
    register.record(first, by="Li Hua")
    before = register.entries(policy)
    rows = register.awards_paid(policy)
    assert {key for row in rows for key in row} == {"year", "award", "enterprise", "amount"}
    assert len(rows) < len(before) == len(paid(first))
    assert not paid(decide_with(register, facts, 2025, policy)).keys() & paid(first).keys()
    change = register.correct(policy, 1, by="Li Hua", reason="a slip", amount=1)
    assert change.entries[0].paid == replace(before[0].paid, fen=100)
