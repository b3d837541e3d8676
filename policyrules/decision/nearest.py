"""The smallest change of facts that would meet criteria that are missed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from policyrules.decision.findings import TierFinding
from policyrules.decision.prose import Prose
from policyrules.language.quantities import Kind, Value
from policyrules.language.tree import (
    OPPOSITE,
    Attribute,
    Compare,
    Comparison,
    Constant,
    Every,
    Expression,
    Negation,
    Some,
)
from policyrules.program.evaluate import Lookup, truth
from policyrules.text import Text


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that would have to be otherwise: what it is now, and the nearest value that would do."""

    attribute: Attribute
    now: Value | None
    target: Value
    operator: Comparison
    bound: Value

    def text(self, prose: Prose) -> Text:
        """The change in words: `3 more hosts`, `sales above 20,000,000 yuan, now 19,400,000`."""
        name, now = prose.name(self.attribute), prose.value(self.attribute, self.now)
        if self.attribute.kind is Kind.COUNT and isinstance(self.now, int) and isinstance(self.target, int):
            step = prose.value(self.attribute, abs(self.target - self.now))
            more = Text("再增加", "more") if self.target > self.now else Text("再减少", "fewer")
            target = prose.value(self.attribute, self.target)
            words = f"{step.en} {more.en}" if prose.unit(self.attribute) is None else _more(step.en, more.en)
            return Text(
                f"{name.zh}{more.zh} {step.zh}（现为 {now.zh}，须达 {target.zh}）",
                f"{words} ({name.en}: now {now.en}, needed {target.en})",
            )
        if self.attribute.kind is Kind.FLAG:
            wanted = "" if self.target else "非"
            return Text(
                f"须{wanted}{name.zh}（现为{now.zh}）",
                f"{'' if self.target else 'not '}{name.en} (now {now.en})",
            )
        bound = prose.value(self.attribute, self.bound)
        word = {
            ">": Text("超过", "above"),
            ">=": Text("达到", "at least"),
            "<": Text("低于", "below"),
            "<=": Text("不超过", "at most"),
        }.get(self.operator, Text("为", "equal to"))
        return Text(f"{name.zh}{word.zh} {bound.zh}（现为 {now.zh}）", f"{name.en} {word.en} {bound.en}, now {now.en}")


def _more(step: str, more: str) -> str:
    """`3 hosts`, `more` → `3 more hosts`."""
    number, _, unit = step.partition(" ")
    return f"{number} {more} {unit}"


def nearest_tier(
    findings: tuple[TierFinding, ...], lookup: Lookup, year: int
) -> tuple[TierFinding, tuple[Change, ...]] | None:
    """The tier that asks for the fewest changes, the lowest of several, and the changes; None where none can be met."""
    possible = [(finding, changes) for finding in findings if (changes := _for_tier(finding, lookup, year))]
    return min(possible, key=lambda each: len(each[1]), default=None)


def _for_tier(finding: TierFinding, lookup: Lookup, year: int) -> tuple[Change, ...] | None:
    found: dict[Attribute, Change] = {}
    for criterion in finding.criteria:
        if criterion.truth is not True:
            changes = changes_for(criterion.criterion.test, True, lookup, year)
            if changes is None:
                return None
            found.update({change.attribute: change for change in changes})
    return tuple(found.values())


def changes_for(expression: Expression, wanted: bool, lookup: Lookup, year: int) -> tuple[Change, ...] | None:
    """The fewest changes that make a formula of flags come out as wanted; None where none can.

    What lies before the sales year is history and cannot change; what is unknown there can still turn out well.
    """
    if truth(expression, lookup) is wanted:
        return ()
    match expression:
        case Negation(part=part):
            return changes_for(part, not wanted, lookup, year)
        case Every(parts=parts) | Some(parts=parts):
            ways = [changes_for(part, wanted, lookup, year) for part in parts]
            if isinstance(expression, Every) == wanted:
                known = [way for way in ways if way is not None]
                return None if len(known) < len(ways) else tuple(change for way in known for change in way)
            return min((way for way in ways if way is not None), key=len, default=None)
        case Attribute():
            return _change(expression, "==", wanted, lookup, year)
        case Compare(operator=operator, left=Attribute() as attribute, right=Constant(value=bound)):
            return _change(attribute, operator if wanted else OPPOSITE[operator], bound, lookup, year)
    return None


def _change(
    attribute: Attribute, operator: Comparison, bound: Value, lookup: Lookup, year: int
) -> tuple[Change, ...] | None:
    now = lookup(attribute)
    history = attribute.year is not None and attribute.year < year
    target = _target(operator, bound)
    if target is None or (history and now is not None):
        return None
    return (Change(attribute, now, target, operator, bound),)


def _target(operator: Comparison, bound: Value) -> Value | None:
    """The nearest value that satisfies a comparison, in smallest units."""
    if operator in ("==", ">=", "<="):
        return bound
    if isinstance(bound, bool | str | Fraction):
        return None
    return bound + 1 if operator == ">" else bound - 1 if operator == "<" else None
