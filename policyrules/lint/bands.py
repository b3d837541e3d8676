"""PR201, PR204, PR205: the bounds of two neighbouring tiers: which asks the more, what lies between, what lies in both.

Bounds of one figure are laid side by side. Where there is a solver it is asked whether the figure can rise so at all:
from the lower tier alone, through none of the award's tiers (or both of these two), to the higher tier alone. So it
finds gaps and overlaps that formulas over several figures hide, and passes over those that another tier or criterion
closes. Where the higher asks less, it shows who reaches that one alone, and both with more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policyrules.language.quantities import Kind, shown
from policyrules.language.tree import SUBJECT, Attribute, Every, Expression, Negation, attributes
from policyrules.lint.inquiry import Inquiry
from policyrules.lint.ranges import Range
from policyrules.lint.witness import Json, Rise
from policyrules.text import Text, same

_FIGURES = (Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.RATE, Kind.YEAR)
Criteria = tuple[Expression, ...]


@dataclass(frozen=True)
class Seam:
    """Something about the bounds of two tiers: the higher asks less (PR201), a gap (PR204), an overlap (PR205)."""

    code: str
    what: Text
    proved: bool
    witness: Json | None


@dataclass(frozen=True)
class _Pair:
    """Two neighbouring tiers of an award, and all of its tiers."""

    inquiry: Inquiry
    tiers: Mapping[int, Criteria]
    lower: int
    higher: int

    def seams(self) -> Iterator[Seam]:
        told: dict[str, list[tuple[Expression, Text]]] = {"PR201": [], "PR204": [], "PR205": []}
        for code, term, what in self.by_bounds():
            told[code].append((term, what))
        for code, found in told.items():
            seams = [self.settled(code, term, what) for term, what in found]
            if not found and code != "PR201":
                # Of several figures that are bound together one is enough.
                seams = [self.unseen(code)]
            yield from (each for each in seams if each is not None)

    def by_bounds(self) -> Iterator[tuple[str, Expression, Text]]:
        """What the bounds of each term say."""
        below, above = (self.inquiry.bounds(self.tiers[each]) for each in (self.lower, self.higher))
        at_least = {_name(term) for term, each in (below | above).items() if each.least is not None}
        for term in (each for each in below if each in above):
            first, second, name = below[term], above[term], _name(term)
            # Less is better only of a figure that is nowhere asked for at least: in no other year either.
            if _asks_less(first, second, name not in at_least):
                en = f"tier {self.higher} asks less of `{name}` than tier {self.lower}"
                yield "PR201", term, Text(f"第{self.higher}档对 {name} 的要求低于第{self.lower}档", en)
            elif _are_bands(first, second):
                yield from self.by_ends(term, first, second)

    def by_ends(self, term: Expression, first: Range, second: Range) -> Iterator[tuple[str, Expression, Text]]:
        """Where a bounded tier ends, the next begins: neither later nor earlier."""
        assert first.most is not None
        assert second.least is not None
        between = Range(first.whole, first.most, second.least, not first.most_open, not second.least_open)
        name, ends, begins = _name(term), _shown(term, first.most), _shown(term, second.least)
        zh, en = f"{name}：第{self.lower}档到 {ends.zh} 为止", f"`{name}`: tier {self.lower} ends at {ends.en}"
        if not between.is_empty:
            en += f", tier {self.higher} begins at {begins.en}"
            yield "PR204", term, Text(f"{zh}，第{self.higher}档从 {begins.zh} 起", en)
        elif not first.meet(second).is_empty:
            en += f", and tier {self.higher} begins at {begins.en} already"
            yield "PR205", term, Text(f"{zh}，第{self.higher}档已从 {begins.zh} 起", en)

    def settled(self, code: str, term: Expression, what: Text) -> Seam | None:
        """What the solver says of what bounds tell; where it sees no gap or overlap, there is none."""
        rises = [self.rise(code, figure) for figure in _figures((term,))]
        answers = [self.rises(each) for each in rises]
        if True in answers:
            return self.seam(code, what, rises[answers.index(True)])
        cleared = code != "PR201" and bool(answers) and None not in answers
        return None if cleared else Seam(code, what, False, None)

    def unseen(self, code: str) -> Seam | None:
        """What the solver finds where bounds tell nothing: of the first figure for which it finds it."""
        for figure in _figures((*self.tiers[self.lower], *self.tiers[self.higher])):
            rise = self.rise(code, figure)
            if self.rises(rise):
                return self.seam(code, _words(code, _name(figure), self.lower, self.higher), rise)
        return None

    def rises(self, rise: Rise) -> bool | None:
        return None if self.inquiry.solver is None else self.inquiry.solver.rises(self.inquiry.subject, rise)

    def seam(self, code: str, what: Text, rise: Rise) -> Seam:
        solver = self.inquiry.solver
        return Seam(code, what, True, None if solver is None else solver.risen(self.inquiry.subject, rise))

    def rise(self, code: str, figure: Attribute) -> Rise:
        """How the figure would have to rise."""
        lower, higher = self.tiers[self.lower], self.tiers[self.higher]
        lower_alone, higher_alone = (*lower, Negation(Every(higher))), (*higher, Negation(Every(lower)))
        if code == "PR201":
            return Rise(figure, higher_alone, (*lower, *higher), ())
        none = tuple(Negation(Every(each)) for each in self.tiers.values())
        return Rise(figure, lower_alone, none if code == "PR204" else (*lower, *higher), higher_alone)


def seams(inquiry: Inquiry, tiers: Mapping[int, Criteria], lower: int, higher: int) -> Iterator[Seam]:
    """What is to be said of the bounds of two neighbouring tiers of an award."""
    return _Pair(inquiry, tiers, lower, higher).seams()


def _words(code: str, name: str, lower: int, higher: int) -> Text:
    none = code == "PR204"
    zh = f"{name} 由第{lower}档升到第{higher}档的途中，" + ("各档都达不到" if none else "两档同时达到")
    en = f"as `{name}` rises from tier {lower} to tier {higher}, {'no tier is' if none else 'both are'} reached between"
    return Text(zh, en)


def _figures(criteria: Sequence[Expression]) -> list[Attribute]:
    """The figures of the thing itself that are asked about."""
    asked = dict.fromkeys(each for criterion in criteria for each in attributes(criterion))
    return [each for each in asked if each.owner == SUBJECT and each.kind in _FIGURES]


def _asks_less(first: Range, second: Range, less_is_better: bool) -> bool:
    """Whether the least that is asked falls; or, where less is better, the most rises."""
    if first.least is not None and second.least is not None:
        return second.least < first.least or (second.least == first.least and first.least_open > second.least_open)
    if less_is_better and first.most is not None and second.most is not None:
        return second.most > first.most
    return False


def _are_bands(first: Range, second: Range) -> bool:
    """Whether the first ends where the second has not ended yet."""
    if first.most is None or second.least is None:
        return False
    return second.most is None or second.most > first.most


def _name(term: Expression) -> str:
    """What a term is called, whatever its year."""
    if not isinstance(term, Attribute):
        return "…"
    return f"{term.owner}.{term.field}" if term.owner else term.field


def _shown(term: Expression, value: Fraction) -> Text:
    number = int(value) if value.denominator == 1 else value
    return shown(term.kind, number) if isinstance(term, Attribute) else same(str(value))
