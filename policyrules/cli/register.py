"""`policyrules register ACTION …`: what decisions paid, kept for those that follow."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from policyrules.cli import common, registering, writing
from policyrules.cli.deciding import decide
from policyrules.cli.parser import Parser
from policyrules.errors import UsageError
from policyrules.policy import Policy, load_policy
from policyrules.text import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from policyrules.register.model import Change
    from policyrules.reports.grid import Grid

Json = dict[str, Any]

NAME = "register"
HELP = Text("登记已发奖励", "keep the register of awards paid")
ACTIONS = {
    "record": Text("按登记簿作出决定并登记所发奖励", "decide with the register, and record what is paid"),
    "show": Text("列出有效的条目", "the entries that count"),
    "history": Text("列出全部变更", "everything that was done"),
    "correct": Text("更正一条", "put an entry right"),
    "withdraw": Text("撤回若干条", "take entries back"),
    "import": Text("补录启用登记簿之前已发的奖励", "take in awards paid before the register was kept"),
    "upgrade": Text("新建登记簿，或升级到本版本", "make a register, or bring it up to date"),
}
_SUFFIXES = {".txt": "table", ".json": "json", ".csv": "csv"}
_VALUES = ("year", "award", "tier", "enterprise", "subject", "amount")


def add_arguments(parser: Parser) -> None:
    """The arguments of the verb: those of each action."""
    actions = parser.add_subparsers(metavar="ACTION", dest="action", required=True)
    for name, words in ACTIONS.items():
        said = words.pick(parser.language)
        own: Parser = actions.add_parser(name, help=said, description=said, language=parser.language)
        # Said again after the action, it counts; not said there, what was said before it stays.
        own.add("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=Text("显示的语言", "the language"))
        if name != "upgrade":
            common.add_policy(own)
        _arguments_of(name, own)
        registering.add_register(own)


def _arguments_of(action: str, parser: Parser) -> None:
    if action in ("record", "import"):
        common.add_facts(parser)
    if action == "record":
        common.add_year(parser)
        common.add_set(parser)
        common.add_with(parser)
        amended = Text(
            "提案已生效：登记按提案作出的决定", "the proposals are in force: record what is decided under them"
        )
        parser.add("--amended", action="store_true", help=amended)
        common.add_engine(parser)
        again = Text("再次登记其后被撤回的决定", "record a decision again that was withdrawn since")
        parser.add("--again", action="store_true", help=again)
    if action == "correct":
        parser.add("entry", type=int, metavar="ENTRY", help=Text("条目编号", "the number of the entry"))
        for name in _VALUES:
            words = Text(f"更正后的 {name}（空字符串为未知）", f"its {name} put right (an empty one is unknown)")
            parser.add(f"--{name}", metavar=name.upper(), help=words)
    if action == "withdraw":
        numbers = Text("条目编号", "the numbers of entries")
        parser.add("entries", type=int, nargs="*", metavar="ENTRY", help=numbers)
        change = Text("该项变更登记或补录的全部条目", "all entries that this change recorded or imported")
        parser.add("--change", type=int, metavar="NUMBER", help=change)
    if action in ("record", "import", "correct", "withdraw"):
        parser.add("--by", required=True, metavar="NAME", help=Text("登记人", "who does it"))
    if action in ("import", "correct", "withdraw"):
        needed = action != "import"
        parser.add("--reason", required=needed, metavar="WORDS", help=Text("理由", "why"))
    if action != "upgrade":
        formats = ("table", "json", "csv")
        parser.add("--format", choices=formats, help=Text("格式（默认 table）", "the format (else table)"))
        common.add_output(parser)


def run(options: argparse.Namespace, language: Language) -> int:
    """Do it, and show it. Raises RegisterError, FactsError, UsageError before anything is written."""
    if options.action == "upgrade":
        return _upgrade(options, language)
    format_ = writing.format_for(options.format, options.output, _SUFFIXES)
    facts = [options.facts] if options.action in ("record", "import") else []
    writing.spare_inputs(options.output, [*facts, registering.address(options)])
    return _ACTIONS[options.action](options, format_, language)


def _upgrade(options: argparse.Namespace, language: Language) -> int:
    with registering.opened(options, upgrade=True) as register:
        words = Text(f"{register.shown}：登记簿可以使用", f"{register.shown}: the register is ready")
    writing.show(words.pick(language) + "\n", None)
    return common.DONE


def _record(options: argparse.Namespace, format_: str, language: Language) -> int:
    """Decide with what the register holds, and record that."""
    policy = common.interpreted(options.policy, options.set, options.proposals)
    with registering.opened(options) as register:
        facts = registering.facts_with(register, policy, options.facts, language)
        decision = decide(policy, options, language, facts)
        made = register.record(decision, by=options.by, again=options.again, amended=options.amended)
    _done(made.change, policy, options, format_, language, made.new)
    common.warn(decision.warnings, language)
    if not made.new:
        number, when, by = made.change.number, made.change.time, made.change.by
        zh, en = (
            f"此决定已由{by}于 {when} 登记（变更 {number}）",
            f"recorded before, by {by} at {when} (change {number})",
        )
        common.note(Text(f"{zh}，没有新增", f"{en}: nothing was added"), language)
    elif not made.change.entries:
        common.note(Text("此决定没有应发的奖励", "the decision pays nothing"), language)
    if made.unknown_lines:
        count = made.unknown_lines
        zh, en = f"{count} 行因缺少事实而未定，没有登记", f"{count} lines are unknown for lack of facts: not recorded"
        common.note(Text(zh, en), language)
    return common.DONE


def _import(options: argparse.Namespace, format_: str, language: Language) -> int:
    policy = load_policy(options.policy)
    with registering.opened(options) as register, common.warnings_as_lines(language):
        change = register.import_(options.facts, policy, by=options.by, reason=options.reason)
    return _done(change, policy, options, format_, language)


def _correct(options: argparse.Namespace, format_: str, language: Language) -> int:
    policy = load_policy(options.policy)
    written = {name: getattr(options, name) for name in _VALUES}
    values = {name: _value(name, text) for name, text in written.items() if text is not None}
    if not values:
        named = ", ".join(f"--{name}" for name in _VALUES)
        raise UsageError(Text(f"须给出更正的内容：{named} 之一", f"say what is put right: one of {named}"))
    with registering.opened(options) as register:
        change = register.correct(policy, options.entry, by=options.by, reason=options.reason, **values)
    return _done(change, policy, options, format_, language)


def _value(name: str, written: str) -> str | int | None:
    """A value as facts hold it: years and tiers are numbers, what is empty is unknown."""
    if written and name in ("year", "tier") and written.isascii() and written.isdecimal() and len(written) < 16:
        return int(written)
    return written or None


def _withdraw(options: argparse.Namespace, format_: str, language: Language) -> int:
    policy = load_policy(options.policy)
    with registering.opened(options) as register:
        numbers = list(options.entries)
        if options.change is not None:
            made = [each for each in register.history(policy) if each.number == options.change]
            if not made or not made[0].entries:
                zh, en = f"--change {options.change}：没有条目", f"--change {options.change}: it has no entries"
                raise UsageError(Text(zh, en))
            counting = {each.number for each in register.entries(policy)}
            numbers += [each.number for each in made[0].entries if each.number in counting]
        change = register.withdraw(policy, *numbers, by=options.by, reason=options.reason)
    return _done(change, policy, options, format_, language)


def _show(options: argparse.Namespace, format_: str, language: Language) -> int:
    from policyrules.reports.register_grids import closing, entries_csv, entries_grid

    policy = load_policy(options.policy)
    with registering.opened(options) as register:
        entries = register.entries(policy)
    match format_:
        case "json":
            _emit({"policy": policy.id, "entries": [each.to_dict() for each in entries]}, options.output)
        case "csv":
            _emit_csv(entries_csv(entries), options.output)
        case _:
            _table(entries_grid(entries, policy.definition, language), closing(entries), options.output, language)
    return common.DONE


def _history(options: argparse.Namespace, format_: str, language: Language) -> int:
    from policyrules.reports.register_grids import history_csv, history_grid

    policy = load_policy(options.policy)
    with registering.opened(options) as register:
        changes = register.history(policy)
    match format_:
        case "json":
            _emit({"policy": policy.id, "changes": [each.to_dict() for each in changes]}, options.output)
        case "csv":
            _emit_csv(history_csv(changes), options.output)
        case _:
            words = Text(f"{len(changes)} 项变更", f"{len(changes)} changes")
            _table(history_grid(changes, policy.definition, language), words, options.output, language)
    return common.DONE


def _done(
    change: Change, policy: Policy, options: argparse.Namespace, format_: str, language: Language, new: bool = True
) -> int:
    """What was just done, or had been."""
    from policyrules.reports.register_grids import change_grid, closing_change, history_csv

    match format_:
        case "json":
            _emit({**change.to_dict(), "new": new}, options.output)
        case "csv":
            _emit_csv(history_csv([change]), options.output)
        case _:
            grid = change_grid(change, policy.definition, language)
            _table(grid, closing_change(change), options.output, language)
    return common.DONE


def _emit(data: Json, output: str | None) -> None:
    writing.emit(json.dumps(data, ensure_ascii=False, indent=2) + "\n", output)


def _emit_csv(text: str, output: str | None) -> None:
    # Excel takes a file for UTF-8 only where it begins with a byte order mark.
    writing.emit(("\ufeff" if output else "") + text, output)


def _table(grid: Grid, closing: Text, output: str | None, language: Language) -> None:
    from policyrules.reports.tables import render

    width = None if output else writing.terminal_width()
    text = render([grid], width, output is None and writing.colour())
    writing.show(f"{text}\n{closing.pick(language)}\n", output)


_ACTIONS = {
    "record": _record,
    "show": _show,
    "history": _history,
    "correct": _correct,
    "withdraw": _withdraw,
    "import": _import,
}
