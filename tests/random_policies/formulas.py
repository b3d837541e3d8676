"""Random formulas about the things of one list, or about shared circumstances, as the policy language writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policyrules.language.quantities import Kind
from policyrules.language.vocabulary import KINDS
from random_policies.drawing import Json, Sketch
from random_policies.vocabulary import CITY

#: What may be compared with `>`, and beside it `==`.
_FIGURES = (Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.RATE, Kind.YEAR)
#: What is written down exactly, and so can rank.
RANKED = (Kind.MONEY, Kind.COUNT, Kind.AREA)
#: Mostly as thresholds are, so that some thing satisfies several of them.
_SIGNS = (">=", ">", ">=", ">", ">=", ">", "!=", "<=", "<", "==")
_YEARS = ("year", "year - 1", "in_force.first_year")


@dataclass(frozen=True)
class Fact:
    """A name of a formula: what it measures, whether it takes a year, whether it is a whole number as it stands."""

    name: str
    kind: Kind
    series: bool
    whole: bool = True


def facts_of(vocabulary: Json, subject: str) -> list[Fact]:
    """The facts that formulas about the things of a list may name: their own, of those they name, of the city."""
    return list(_facts_of(vocabulary, subject))


def _facts_of(vocabulary: Json, subject: str) -> Iterator[Fact]:
    own = vocabulary["lists"][subject]["fields"] if subject else {}
    yield from _named("", own)
    for name, each in own.items():
        if each["type"] == "reference":
            yield from _named(f"{name}.", vocabulary["lists"][each["to"]]["fields"])
    yield from _named(f"{CITY}.", vocabulary["objects"][CITY]["fields"])


def _named(owner: str, fields: Mapping[str, Json]) -> Iterator[Fact]:
    for name, each in fields.items():
        kind = KINDS[each["type"]]
        yield Fact(f"{owner}{name}", kind, bool(each.get("series")), kind is not Kind.RATE)


@dataclass(frozen=True)
class Formulas:
    """Draws formulas over some facts; `tier` gives the parameters that every tier of an award has."""

    sketch: Sketch
    facts: Sequence[Fact]
    tier: Mapping[Kind, Sequence[str]] = field(default_factory=dict)
    years: tuple[str, ...] = _YEARS
    exact: bool = False
    """Whether to leave out rates and quotients, as ranks must."""

    # Conditions

    def test(self, depth: int = 2) -> str:
        """A condition."""
        if depth == 0 or self.sketch.chance(2):
            return self._simple()
        forms: list[Callable[[int], str]] = [self._joined, self._joined, self._negated, self._for_years]
        return self.sketch.pick(forms)(depth - 1)

    def _joined(self, depth: int) -> str:
        word = self.sketch.pick((" and ", " or "))
        return word.join(f"({self.test(depth)})" for _ in range(2 + self.sketch.upto(1)))

    def _negated(self, depth: int) -> str:
        return f"not ({self.test(depth)})"

    def _for_years(self, depth: int) -> str:
        name = "y" if "y" not in self.years else "z"
        if name in self.years:
            return self.test(depth)
        within = replace(self, years=(name, name, *self.years))
        quantifier, first = self.sketch.pick(("all", "any")), self.year_without_facts()
        last = self.year_without_facts()
        return f"{quantifier}({within.test(depth)} for {name} in years({first}, {last}))"

    def _simple(self) -> str:
        forms: list[Callable[[], str]] = [self._comparison] * 5
        forms += [self._flag] * bool(self._of(Kind.FLAG))
        forms += [self._choice] * bool(self._of(Kind.CHOICE))
        forms += [self._several] * bool(self._of(Kind.CHOICES))
        forms += [self._texts] * bool(self._of(Kind.TEXT))
        return self.sketch.pick(forms)()

    def _comparison(self) -> str:
        """A figure against a threshold, or against another figure; now and then several in a chain."""
        kind = self.kind_of_a_fact(_FIGURES)
        found = self.number(kind, 1)
        for _ in range(2 if self.sketch.chance(8) else 1):
            found += f" {self.sketch.pick(_SIGNS)} {self.threshold(kind)}"
        return found

    def kind_of_a_fact(self, kinds: Sequence[Kind]) -> Kind:
        """One of several kinds, of which there is a fact if there is any."""
        return self.sketch.pick([each.kind for each in self.facts if each.kind in kinds] or kinds)

    def threshold(self, kind: Kind) -> str:
        """What a figure is compared with: mostly a number of the document."""
        if self.sketch.chance(3):
            return self.number(kind, 1)
        return self._tier_parameter(kind) if kind in self.tier else self.settled_leaf(kind)

    def _flag(self) -> str:
        flag = self._fact(Kind.FLAG)
        if not self.sketch.chance(4):
            return flag
        other = self._fact(Kind.FLAG) if self.sketch.chance(2) else f"({self._comparison()})"
        return f"{flag} {self.sketch.pick(('==', '!='))} {other}"

    def _choice(self) -> str:
        left = self._fact(Kind.CHOICE)
        right = self._fact(Kind.CHOICE) if self.sketch.chance(3) else self._option()
        return f"{left} {self.sketch.pick(('==', '!='))} {right}"

    def _several(self) -> str:
        several = self._fact(Kind.CHOICES)
        if self.sketch.chance(2):
            return f"{self.sketch.pick(('all', 'any'))}({several})"
        return f"{self._option()} {self.sketch.pick(('in', 'not in'))} {several}"

    def _option(self) -> str:
        return self.sketch.pick(('"a"', '"b"', '"c"'))

    def _texts(self) -> str:
        return f"{self._fact(Kind.TEXT)} {self.sketch.pick(('==', '!='))} {self._fact(Kind.TEXT)}"

    # Figures

    def number(self, kind: Kind, depth: int = 2) -> str:
        """A figure of a kind."""
        forms: list[Callable[[Kind, int], str]] = [self._leaf] * 6
        if depth > 0:
            forms += [self._sum, self._extremum]
            forms += [self._product] if kind is not Kind.YEAR else []
            forms += [self._quotient] * 2 if kind is Kind.RATE else []
        return self.sketch.pick(forms)(kind, depth - 1)

    def _leaf(self, kind: Kind, _: int) -> str:
        named = [self._fact] * 4 if self._of(kind) else []
        named += [self._tier_parameter] * 4 if kind in self.tier else []
        named += [self.settled_leaf]
        return self.sketch.pick(named)(kind)

    def _tier_parameter(self, kind: Kind) -> str:
        return f"tier.{self.sketch.pick(self.tier[kind])}"

    def settled_leaf(self, kind: Kind) -> str:
        """A figure that names no fact."""
        if kind is Kind.YEAR and self.sketch.chance(2):
            return self.sketch.pick(self.years)
        if kind is Kind.COUNT and self.sketch.chance(4):
            return self.sketch.pick(("0", "1"))
        if kind in (Kind.COUNT, Kind.RATE) and self.sketch.chance(4):
            return self.sketch.number(kind)
        return self.sketch.parameter(kind)

    def _sum(self, kind: Kind, depth: int) -> str:
        sign = self.sketch.pick("+-")
        if kind is Kind.COUNT and self.sketch.chance(4):
            return f"({self.number(Kind.YEAR, depth)} - {self.number(Kind.YEAR, depth)})"
        second = Kind.COUNT if kind is Kind.YEAR else kind
        return f"({self.number(kind, depth)} {sign} {self.number(second, depth)})"

    def _product(self, kind: Kind, depth: int) -> str:
        factor = Kind.COUNT if self.exact or kind is Kind.COUNT else Kind.RATE
        if kind in (Kind.MONEY, Kind.AREA) and self.sketch.chance(4):
            factor = Kind.COUNT
        parts = [self.number(factor, depth), self.number(kind, depth)]
        first, second = parts if self.sketch.chance(2) else parts[::-1]
        return f"({first} * {second})"

    def _quotient(self, _: Kind, depth: int) -> str:
        kind = self.sketch.pick(RANKED)
        return f"({self.number(kind, depth)} / {self.number(kind, depth)})"

    def _extremum(self, kind: Kind, depth: int) -> str:
        parts = [self.number(kind, depth) for _ in range(3 if self.sketch.chance(5) else 2)]
        return f"{self.sketch.pick(('min', 'max'))}({', '.join(parts)})"

    # Names

    def _of(self, kind: Kind) -> list[Fact]:
        return [each for each in self.facts if each.kind is kind]

    def _fact(self, kind: Kind) -> str:
        found = self.sketch.pick(self._of(kind))
        return f"{found.name}[{self._year()}]" if found.series else found.name

    def _year(self) -> str:
        return self.sketch.pick(self.years)

    def year_without_facts(self) -> str:
        """A year as brackets and ranges of years take it."""
        return self.settled_leaf(Kind.YEAR) if self.sketch.chance(2) else self._year()
