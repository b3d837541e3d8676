"""Recording a decision: once, and only where it knew what the register holds."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from policyrules.decision.decision import Decision
from policyrules.errors import RegisterError
from policyrules.register import reading, stale, writing
from policyrules.register.amending import check_free
from policyrules.register.model import Change, Recorded
from policyrules.register.payments import payments
from policyrules.register.problems import refused
from policyrules.register.shape import award_of, fitted, list_of
from policyrules.text import Text


def check(decision: Decision, amended: bool, shown: str) -> None:
    """Raises RegisterError for a decision that is not to be recorded, whatever the register holds."""
    list_of(decision.prose[""].vocabulary, decision.policy["id"], shown)
    if not decision.released:
        zh, en = (
            "未按政策承诺核对的决定（guard=False）不能登记",
            "a decision that was not held to the policy's promises",
        )
        raise refused(shown, "unreleased", Text(zh, f"{en} (guard=False) is not recorded"))
    if decision.proposals and not amended:
        names = ", ".join(name for name, _ in decision.proposals)
        hint = Text(
            "提案已生效的，请给出 amended=True（--amended）", "where they are in force, say amended=True (--amended)"
        )
        allowed = Text("按提案作出的决定不能登记", "a decision under proposals is not recorded")
        raise refused(shown, "proposals", allowed, names, hint)


def record(
    connection: Connection, decision: Decision, digests: tuple[str, str], at: datetime, by: str, again: bool, shown: str
) -> Recorded:
    """Record a decision, or find that it was. Raises RegisterError where it knew less, or other, than the register."""
    policy = decision.policy["id"]
    before = reading.recordings(connection, policy, *digests)
    entries = reading.last_versions(connection, policy)
    if before:
        change = _change(connection, policy, before[-1])
        numbers = {each.number for each in change.entries}
        withdrawn = bool(numbers) and all(each.withdrawn for each in entries if each.number in numbers)
        if not withdrawn:
            return Recorded(change, new=False)
        if not again:
            raise _was_withdrawn(change, shown)
    held = [each.paid for each in entries if not each.withdrawn]
    vocabulary = decision.prose[""].vocabulary
    stale.check([award_of(each) for each in decision.facts.paid], fitted(held, vocabulary), shown)
    new = payments(decision)
    check_free([each.paid for each in new], [each for each in entries if not each.withdrawn], shown)
    number = writing.add_change(connection, policy, "recorded", at, by)
    writing.add_decision(connection, number, decision, digests, len(before) + 1)
    writing.add_entries(connection, policy, number, new)
    return Recorded(_change(connection, policy, number), new=True)


def _change(connection: Connection, policy: str, number: int) -> Change:
    return next(each for each in reading.changes(connection, policy) if each.number == number)


def _was_withdrawn(change: Change, shown: str) -> RegisterError:
    zh = f"此决定已于变更 {change.number} 登记，其后全部撤回"
    en = f"this decision was recorded as change {change.number}, and all of it was withdrawn since"
    hint = Text(
        "确须再次发放的，请给出 again=True（--again）", "where it is to be paid after all, say again=True (--again)"
    )
    return refused(shown, "withdrawn", Text(zh, en), "", hint)
