"""Piece by piece: which of two policies are written alike, which are proved alike, and which are left open."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyrules.program.lowering import lower
from policyrules.program.program import Program
from policyrules.proof.equivalence.alike import Alike
from policyrules.proof.equivalence.meaning import Piece, meaning
from policyrules.proof.equivalence.readings import Options, Pair, key_of
from policyrules.proposals.facts import vocabularies_of_both

#: A program, and its pieces by their addresses.
Meant = tuple[Program, dict[str, Piece]]


@dataclass(frozen=True)
class Setting:
    """A year, and the options of both policies."""

    year: int
    one: Options
    other: Options
    in_effect: bool
    """Whether these are the options chosen for both."""

    @property
    def key(self) -> object:
        """What tells it apart from others."""
        return (self.year, key_of(self.one), key_of(self.other))


@dataclass(frozen=True)
class Open:
    """A piece that was not proved alike in a setting."""

    address: str
    setting: Setting


@dataclass
class Pieces:
    """The pieces of two policies, in some years and readings. Nothing is proved after `until` (`time.monotonic`)."""

    pair: Pair
    years: tuple[int, ...]
    all_readings: bool
    until: float
    rewritten: list[str] = field(default_factory=list)
    """The addresses of pieces that are not written alike, and were proved alike everywhere."""
    compared: list[str] = field(default_factory=list)
    """The addresses of all pieces that are not written alike."""
    cut_short: bool = False
    """Whether some reading was not looked at."""
    alike: Alike = field(init=False)
    _meant: dict[object, Meant] = field(default_factory=dict)

    def __post_init__(self) -> None:
        vocabularies = vocabularies_of_both(self.pair.one, self.pair.other)
        self.alike = Alike(*vocabularies, self.until, not self.pair.facts_differ)

    def left_open(self) -> list[Open]:
        """What was not proved alike."""
        found: list[Open] = []
        for address in self._addresses():
            if not self.pair.is_written_alike(address):
                self.compared.append(address)
                own = list(self._of(address))
                found += own
                self.rewritten += [address] if not own and address != "policy" else []
        return found

    def programs(self, setting: Setting) -> tuple[Program, Program]:
        """The programs of both policies in a setting."""
        one, other = (self._meaning(*each)[0] for each in self._sides(setting))
        return one, other

    def payees_are_alone(self, setting: Setting) -> bool:
        """Whether the two decide all payees alike in a setting if they do each one alone.

        What comes after the first limit over all payees was proved alike then, and so was what it ranks by.
        """
        programs = self.programs(setting)
        one, other = (self._meaning(*each)[1] for each in self._sides(setting))
        if not self.alike.pieces(one["limits"][1], other["limits"][1], programs):
            return False
        ranked = [name for name in one.keys() & other.keys() if name.startswith("awards.")]
        return all(self.alike.pieces(one[name][1], other[name][1], programs) for name in ranked)

    def _sides(self, setting: Setting) -> tuple[tuple[int, int, Options], tuple[int, int, Options]]:
        return (0, setting.year, setting.one), (1, setting.year, setting.other)

    def _addresses(self) -> list[str]:
        options = self.pair.one.options, self.pair.other.options
        sides = [self._meaning(index, year, each)[1] for index, each in enumerate(options) for year in self.years]
        return list(dict.fromkeys(address for side in sides for address in side))

    def _of(self, address: str) -> Iterator[Open]:
        if self.pair.are_too_many(address):
            self.cut_short = True
        for number, (one, other) in enumerate(self._readings(address)):
            for year in self.years:
                if time.monotonic() > self.until:
                    self.cut_short = True
                    return
                first, second = self._meaning(0, year, one), self._meaning(1, year, other)
                programs = first[0], second[0]
                there = address in first[1] and address in second[1]
                if not there or not self.alike.pieces(first[1][address], second[1][address], programs):
                    yield Open(address, Setting(year, one, other, number == 0))

    def _readings(self, address: str) -> Iterator[tuple[Options, Options]]:
        if self.all_readings:
            yield from self.pair.readings(address)
        else:
            yield self.pair.one.options, self.pair.other.options

    def _meaning(self, index: int, year: int, options: Options) -> Meant:
        key = (index, year, key_of(options))
        if key not in self._meant:
            policy = (self.pair.one, self.pair.other)[index]
            program = lower(policy.definition, year, options)
            self._meant[key] = (program, meaning(program))
        return self._meant[key]
