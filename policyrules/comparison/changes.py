"""What differs between two policies, in words: one entry for each parameter, reading and part of a provision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from policyrules.comparison.model import Change, ChangeKind
from policyrules.comparison.provision_words import words_at
from policyrules.comparison.raw_changes import RawChange, raw_changes
from policyrules.comparison.uses import uses
from policyrules.decision.figures import compact
from policyrules.language.definition import Interpretation, Parameter
from policyrules.language.quantities import Kind, Value
from policyrules.policy import Policy
from policyrules.text import Text, joined, same

#: What the keys of policy files are called, where a change is one of them.
_KEYS = {
    "amount": Text("金额", "amount"),
    "cap": Text("上限", "cap"),
    "test": Text("条件", "condition"),
    "tiers": Text("档次", "tiers"),
    "combine": Text("多档如何合计", "how tiers combine"),
    "awards": Text("奖励", "awards"),
    "criteria": Text("条件", "criteria"),
    "clause": Text("条款", "clause"),
    "label": Text("名称", "name"),
    "limits": Text("限制", "limits"),
    "standards": Text("标准", "standards"),
    "targets": Text("目标", "targets"),
    "duties": Text("任务", "duties"),
    "years": Text("奖励年度", "award years"),
    "default": Text("默认解释", "default reading"),
    "reason": Text("理由", "reason"),
    "at_least": Text("不低于", "at least"),
    "above": Text("超过", "above"),
    "period": Text("期间", "period"),
    "cut": Text("削减次序", "order of cutting"),
    "in_force": Text("施行期间", "in force"),
    "from": Text("起始", "from"),
    "until": Text("截止", "until"),
}
#: What is longer than this is cut.
_MOST_CHARACTERS = 160


def changes(base: Policy, amended: Policy, year: int) -> tuple[Change, ...]:
    """Every change, in the order of the files: of parameters and readings one each, of provisions part by part.

    Conditions and amounts of awards are put into words as they hold in `year`.
    """
    found: dict[str, Change] = {}
    for raw in raw_changes(base.definition, amended.definition):
        section, _, rest = raw.address.partition(".")
        change = _of_section(section, rest, base, amended) or _of_part(raw, base, amended, year)
        found.setdefault(change.address, change)
    for change in _chosen_otherwise(base, amended):
        found.setdefault(change.address, change)
    return tuple(found.values())


def _of_section(section: str, rest: str, base: Policy, amended: Policy) -> Change | None:
    """The change of a whole parameter or interpretation; None where another thing changed."""
    sides = (base.definition, amended.definition)
    if section == "parameters":
        before, after = (_holding(rest, each.parameters) for each in sides)
        if (before or after) and _values(before) != _values(after):
            return _of_parameter(before, after, base, amended)
    if section == "interpretations":
        first, second = (_holding(rest, each.interpretations) for each in sides)
        either = second or first
        if either is not None and _option(base, either.name, first) != _option(amended, either.name, second):
            return _of_reading(either, base, amended)
    return None


def _holding(address: str, known: Mapping[str, Any]) -> Any:
    """The entry in which something stands: names may hold dots themselves."""
    names = [name for name in known if address == name or address.startswith(f"{name}.")]
    return known[max(names, key=len)] if names else None


def _of_parameter(before: Parameter | None, after: Parameter | None, base: Policy, amended: Policy) -> Change:
    either = after or before
    assert either is not None
    address = f"parameters.{either.name}"
    return Change(
        address=address,
        kind=_kind(before, after),
        label=_with_award(either.label, address, amended if after else base),
        clause=either.clause,
        before=_values(before),
        after=_values(after),
    )


def _with_award(label: Text, address: str, policy: Policy) -> Text:
    """The label of a parameter, after that of the one award that it belongs to: many awards have a first tier."""
    awards = [each for each in policy.definition.awards if address in uses(policy, "awards", each.id)]
    if len(awards) != 1 or awards[0].label.zh in label.zh:
        return label
    return joined([awards[0].label, label], " · ", " · ")


def _kind(before: object, after: object) -> ChangeKind:
    return "added" if before is None else "removed" if after is None else "changed"


def _values(parameter: Parameter | None) -> Text | None:
    """All values of a parameter, with the days from which they hold."""
    if parameter is None:
        return None
    written = []
    for start, value in parameter.values:
        words = _figure(parameter.kind, value, parameter.unit)
        since = Text(f"{start} 起 {words.zh}", f"{words.en} from {start}")
        written.append(words if start == date.min else since)
    return joined(written, "；", "; ")


def _figure(kind: Kind, value: Value, unit: Text | None = None) -> Text:
    return same(str(value)) if isinstance(value, bool | str) else compact(kind, value, unit)


def _chosen_otherwise(base: Policy, amended: Policy) -> Iterator[Change]:
    """Readings that differ because they were chosen, not because the files say so."""
    for name in dict.fromkeys((*base.definition.interpretations, *amended.definition.interpretations)):
        first, second = (each.definition.interpretations.get(name) for each in (base, amended))
        either = second or first
        assert either is not None
        by_default = all(
            each is None or policy.options[name] == each.default for policy, each in ((base, first), (amended, second))
        )
        if not by_default and _option(base, name, first) != _option(amended, name, second):
            yield _of_reading(either, base, amended)


def _of_reading(interpretation: Interpretation, base: Policy, amended: Policy) -> Change:
    name = interpretation.name
    first, second = (each.definition.interpretations.get(name) for each in (base, amended))
    return Change(
        address=f"interpretations.{name}",
        kind=_kind(first, second),
        label=interpretation.question,
        clause=interpretation.clause,
        before=_option(base, name, first),
        after=_option(amended, name, second),
    )


def _option(policy: Policy, name: str, interpretation: Interpretation | None) -> Text | None:
    """The option in effect, in words; a number as the document writes it."""
    if interpretation is None:
        return None
    option = policy.options[name]
    if isinstance(option, str) and option in interpretation.options:
        return interpretation.options[option]
    kind = interpretation.number.kind if interpretation.number else Kind.COUNT
    return _figure(kind, option)


def _of_part(raw: RawChange, base: Policy, amended: Policy, year: int) -> Change:
    """The change of a part of a provision: in words where there are any, else as the file writes it."""
    before, after = (words_at(each, year, raw.address) for each in (base, amended))
    if before is None and after is None:
        before, after = _parameters(raw, base, amended)
    return Change(
        address=raw.address,
        kind=raw.kind,
        label=_label(raw),
        clause=next((each["clause"] for _, each in reversed(raw.around) if _has(each, "clause")), ""),
        before=None if raw.before is None else before or _said(raw.before),
        after=None if raw.after is None else after or _said(raw.after),
    )


def _label(raw: RawChange) -> Text:
    """The labels of what encloses the part, then the keys below the innermost of them."""
    words: list[Text] = []
    keys: list[Text] = []
    for key, value in raw.around:
        called = _called(value)
        if called is not None:
            words.append(called)
            keys = []
        else:
            keys.append(_KEYS.get(key, same(key)))
    if words and keys[:1] == [_KEYS["criteria"]]:
        keys = keys[1:]
    last = raw.address.rpartition(".")[2]
    if not words and not keys:
        keys = [_KEYS.get(last, same(last))]
    return joined([*words, *keys], " · ", " · ")


def _called(value: Any) -> Text | None:
    """What a part is called: its label, or the question that an interpretation answers."""
    named = next((value[key] for key in ("label", "question") if _has(value, key)), None)
    return Text(str(named["zh"]), str(named["en"])) if isinstance(named, Mapping) else None


def _has(value: Any, key: str) -> bool:
    return isinstance(value, Mapping) and key in value


def _parameters(raw: RawChange, base: Policy, amended: Policy) -> tuple[Text | None, Text | None]:
    """What a part says, where both sides name a parameter there: what it is called, and its values."""
    sides = ((raw.before, base), (raw.after, amended))
    named = [each.definition.parameters.get(name) if isinstance(name, str) else None for name, each in sides]
    words = [
        Text(f"{each.label.zh}（{said.zh}）", f"{each.label.en} ({said.en})")
        for each in named
        if each is not None and (said := _values(each)) is not None
    ]
    return (words[0], words[1]) if len(words) == len(sides) else (None, None)


def _said(value: Any) -> Text:
    """What a part says: a phrase in its languages, a formula as it is written, anything long by its label."""
    if isinstance(value, Mapping):
        if set(value) == {"zh", "en"}:
            return Text(str(value["zh"]), str(value["en"]))
        called = _called(value)
        if called is not None:
            return called
    words = _plain(value)
    return same(words if len(words) <= _MOST_CHARACTERS else words[: _MOST_CHARACTERS - 1] + "…")


def _plain(value: Any) -> str:
    """What a file writes, without its brackets."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_plain(each)}" for key, each in value.items())
    if isinstance(value, list):
        nested = any(isinstance(each, list | Mapping) for each in value)
        return ("; " if nested else ", ").join(map(_plain, value)) or "–"
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
