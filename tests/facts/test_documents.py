"""Facts as the bytes of a JSON document, as a service or a message brings them."""

from __future__ import annotations

from collections import UserDict
from collections.abc import ItemsView
from typing import Any

import pytest

from policyrules import FactsError, load_policy
from policyrules.facts.pointers import Positions

WRONG = [
    (b" ", "nothing is there; expected JSON in UTF-8"),
    (b'"\xff"', "expected JSON in UTF-8"),
    (b"[1", "1:3: no valid JSON here: expecting ',' delimiter"),
    (b'{"enterprises": [], "enterprises": []}', "/enterprises: a key may stand only once; found `enterprises`"),
    (b'{"enterprises": [{"id": "E1", "online_sales": {"2025": 1e400}}]}', "/enterprises/0/online_sales/2025: "),
    (b'{"enterprises": [{"id": "E1", "online_sales": {"2025": NaN}}]}', "/enterprises/0/online_sales/2025: "),
]


def test_numbers_of_a_document_are_read_exactly() -> None:
    """A figure that went through a float would be 0.01 yuan off, and this bound is a strict one."""
    body = b'{"enterprises": [{"id": "E1", "recognized": true, "online_sales": {"2024": 0, "2025": 100000000.01}}]}'
    at_the_bound = body.replace(b"000.01", b"000.00")
    policy = load_policy("ganzhou")
    statuses = [policy.decide(each, 2025).awards[0].status for each in (body, at_the_bound)]
    assert statuses == ["paid", "not_eligible"]


@pytest.mark.parametrize(("body", "problem"), WRONG)
def test_bad_documents_are_told_in_one_line(body: bytes, problem: str) -> None:
    with pytest.raises(FactsError) as told:
        load_policy("ganzhou").facts(body)
    assert [each.line("en").startswith(problem) for each in told.value.problems] == [True]


class Counted(UserDict[str, Any]):
    """An object that counts how often all its members are gone through."""

    times = 0

    def items(self) -> ItemsView[str, Any]:
        self.times += 1
        return super().items()


def test_members_of_an_object_are_counted_once() -> None:
    """Else a small document with many unknown keys keeps a service busy for minutes: the square of their number."""
    members = Counted({f"k{index}": index for index in range(50)})
    positions = Positions({"list": [members]})
    found = [positions.of(f"/list/0/k{index}") for index in range(50)]
    assert found == [(0, 0, index) for index in range(50)]
    assert positions.of("/list/0/absent") > found[-1]
    assert members.times == 1
