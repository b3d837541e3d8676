"""What a result of `prove` covers, and on what it rests, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyrules.language.definition import Definition, Places
from policyrules.proof.bounded import Size
from policyrules.proof.promises.promised import Promise
from policyrules.proof.readings import Readings, years_named
from policyrules.proof.results import Scope
from policyrules.text import Text, joined, same

_ALL = Text("所有解释的所有选项", "every option of every interpretation")
_CHOSEN = Text("所选的解释", "the readings in effect")
_ONE_CASE = Text("反例的解释和年度", "the year and the readings of the counterexample")
_LINE = Text(
    "逐项：一个对象的任意事实，限额只减不增", "line by line: one subject of whom anything may be said; limits only take"
)
_PAYEE = Text("对任意多项合计作归纳", "induction over the lines of one payee among any number")
_RISE = Text("两次决定，仅一项数字不同", "two decisions that differ in one figure, beside any number of other lines")
_THING = Text("逐个：一个对象的任意事实", "thing by thing: one of which anything may be said")
_METHODS = {"line": _LINE, "payee": _PAYEE, "rise": _RISE, "thing": _THING}
_FEW = Text("对至多这么多对象的一切事实", "all facts about so many things at most")
_CASE = Text("反例", "a counterexample")
_NOTHING = Text("无结论", "no result")
_VALID = Text(
    "事实符合 JSON Schema；未知者按未知决定", "the facts satisfy the JSON Schema; what is unknown is decided as unknown"
)
_LEMMAS = Text(
    "引理（依次、按比例发放）已由求解器归纳证明",
    "the lemmas on serving in order and in proportion, proved by induction in the same run",
)


@dataclass(frozen=True)
class Scopes:
    """What may be said of a promise: for which years and readings, and how it was found out."""

    definition: Definition
    promise: Promise
    readings: Readings
    years: tuple[int, ...]

    def of_any(self, questions: int) -> Scope:
        """For any number of things."""
        kind = self.promise.kind
        lists = self.definition.vocabulary.lists
        outer = [name for name, each in lists.items() if each.within is None]
        if kind == "thing":
            outer = [name for name in outer if not lists[name].register_of_awards]
        notes = [_VALID, *([_LEMMAS] if kind in ("payee", "rise") else []), *self._numbers()]
        return Scope(self.years, self._readings, tuple(outer), {}, _METHODS[kind], tuple(notes))

    def up_to(self, sizes: Sequence[Size]) -> Scope:
        """For no more things than in each of these sizes."""
        up_to: dict[str, int] = {}
        for name, each in self.definition.vocabulary.lists.items():
            if each.within is None:
                up_to[name] = min(self._most(name, size) for size in sizes[-1:])
        return Scope(self.years, self._readings, (), up_to, _FEW, (_VALID, *self._numbers()))

    def _most(self, name: str, size: Size) -> int:
        payees, each, entries = size
        rule = self.definition.vocabulary.lists[name]
        if rule.register_of_awards:
            return entries
        return payees if name in self._payees else payees * each

    @property
    def _payees(self) -> set[str]:
        lists = self.definition.vocabulary.lists
        return {
            award.subject if award.payee is None else lists[award.subject].fields[award.payee].to or ""
            for award in self.definition.awards
        }

    def of_case(self) -> Scope:
        """For the facts of a counterexample."""
        return Scope(self.years, _ONE_CASE, (), {}, _CASE, ())

    def of_none(self) -> Scope:
        """For nothing."""
        return Scope(self.years, self._readings, (), {}, _NOTHING, ())

    @property
    def _readings(self) -> Text:
        return _ALL if self.readings.which == "all" else _CHOSEN

    def _numbers(self) -> Iterator[Text]:
        """Interpretations of which not every number was looked at, as it settles amounts or years before any fact."""
        definition = self.definition
        limits = [each for each in definition.limits if not isinstance(each, Places)]
        settled = [part for each in definition.awards for part in (each.cap, each.first_year, each.last_year)]
        settled += years_named((definition.awards, definition.standards, definition.targets))
        names = self.readings.settled_numbers(*limits, *settled, self.promise.declared)
        if names and self.readings.which == "all":
            named = joined([same(f"`{name}`") for name in names], zh="、")
            yield Text(f"{named.zh} 只取一个数值", f"of {named.en} one number alone was looked at")

    @property
    def sampled(self) -> Text | None:
        """Why a few things settle nothing: some interpretations take any number, and there one was looked at."""
        definition = self.definition
        judged = (*definition.limits, *definition.awards, *definition.standards, *definition.targets)
        names = self.readings.settled_numbers(*judged, self.promise.declared)
        if not names or self.readings.which == "chosen":
            return None
        named = joined([same(f"`{name}`") for name in names], zh="、")
        zh = f"未能对任意多对象证明，而少数对象只看了 {named.zh} 的一个数值"
        return Text(zh, f"not proved for any number of things, and for a few only with one number of {named.en}")

    @property
    def too_many(self) -> Text:
        """Why nothing was asked: more readings than are looked at."""
        zh, en = (
            "解释的组合太多；请只证明所选的解释",
            "the interpretations have too many combinations: prove the readings in effect alone",
        )
        return Text(zh, en)

    @property
    def not_promised(self) -> Text:
        """Why there was nothing to prove."""
        zh, en = "在所看的年度和解释下文件不作这一承诺", "the readings and years asked about do not promise it"
        return Text(zh, en)

    def undecided(self, limit: float) -> Text:
        """Why it was neither proved nor refuted."""
        zh = f"在 {limit:g} 秒内既未证明也未找到反例"
        return Text(zh, f"neither proved nor refuted within {limit:g} seconds")
