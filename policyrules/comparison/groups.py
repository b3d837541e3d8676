"""Sums over lines: of all, of each award, unit and band of size. Lines are grouped by the baseline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from policyrules.comparison.bands import Bands
from policyrules.comparison.model import Group, Pair, PayeeChange
from policyrules.decision.decision import Decision
from policyrules.text import Text, same

NOT_SAID = Text("未填写", "not stated")
ALL = Text("合计", "Total")


def of_all(pairs: Sequence[Pair]) -> Group:
    """The sums over all lines."""
    return _group("all", ALL, pairs)


def by_award(pairs: Sequence[Pair], before: Decision, after: Decision) -> tuple[Group, ...]:
    """One group for each award, in the order of the baseline's document; what it does not have comes behind."""
    labels = {each.id: each.label for decision in (after, before) for each in decision.program.awards}
    order = dict.fromkeys(each.id for decision in (before, after) for each in decision.program.awards)
    found = _split(pairs, lambda pair: pair.award)
    return tuple(_group(name, labels[name], found[name]) for name in order if name in found)


def by_county(pairs: Sequence[Pair], before: Decision) -> tuple[Group, ...]:
    """One group for each unit, in the order of the policy; none at all where payees have no unit."""
    group = before.prose[""].vocabulary.lists.get(before.program.payees)
    if group is None or not any(each.type == "place" and not each.series for each in group.fields.values()):
        return ()
    found = _split(pairs, lambda pair: pair.payee.county)
    units = [each for each in before.program.places if each in found]
    return tuple(_group(each, same(each) if each else NOT_SAID, found[each]) for each in (*units, *_unsaid(found)))


def by_size(pairs: Sequence[Pair], bands: Bands | None) -> tuple[Group, ...]:
    """One group for each band of size, from the lowest; none at all where the policy gives no bands."""
    if bands is None:
        return ()
    found = _split(pairs, lambda pair: "" if pair.payee.band is None else str(pair.payee.band))
    known = sorted(int(each) for each in found if each)
    groups = [_group(str(each + 1), bands.label(each), found[str(each)]) for each in known]
    return (*groups, *(_group("", NOT_SAID, found[each]) for each in _unsaid(found)))


def payee_changes(pairs: Iterable[Pair]) -> tuple[PayeeChange, ...]:
    """What each payee gets before and after, by id. A payee with an unknown line is unknown on that side."""
    found = _split(pairs, lambda pair: pair.payee.id)
    return tuple(_payee_change(found[each]) for each in sorted(found))


def _payee_change(pairs: Sequence[Pair]) -> PayeeChange:
    before = _sum_or_unknown([pair.before.paid for pair in pairs])
    return PayeeChange(pairs[0].payee, before, _sum_or_unknown([pair.after.paid for pair in pairs]))


def _sum_or_unknown(amounts: list[int | None]) -> int | None:
    known = [each for each in amounts if each is not None]
    return sum(known) if len(known) == len(amounts) else None


def _split(pairs: Iterable[Pair], key: Callable[[Pair], str]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(key(pair), []).append(pair)
    return found


def _unsaid(found: dict[str, list[Pair]]) -> list[str]:
    return [""] if "" in found else []


def _group(key: str, label: Text, pairs: Sequence[Pair]) -> Group:
    payees = payee_changes(pairs)
    changes = [each.change for each in payees if each.change is not None]
    return Group(
        key=key,
        label=label,
        payees=len(payees),
        lines=len(pairs),
        paid_before=sum(pair.before.paid or 0 for pair in pairs),
        paid_after=sum(pair.after.paid or 0 for pair in pairs),
        gained=sum(each for each in changes if each > 0),
        lost=-sum(each for each in changes if each < 0),
        gainers=sum(each > 0 for each in changes),
        losers=sum(each < 0 for each in changes),
        unchanged=changes.count(0),
        undetermined=len(payees) - len(changes),
        newly_eligible=sum(pair.newly_eligible for pair in pairs),
        no_longer_eligible=sum(pair.no_longer_eligible for pair in pairs),
    )
