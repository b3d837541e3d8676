"""Keeping a record of a decision that the command line made."""

from __future__ import annotations

import argparse
from pathlib import Path

from policyrules.cli import writing
from policyrules.cli.parser import Parser
from policyrules.decision.decision import Decision
from policyrules.errors import UsageError
from policyrules.policy import Policy
from policyrules.text import Text


def add_arguments(parser: Parser) -> None:
    """--record, --no-facts, --mask."""
    record = Text("把决定记录追加到该文件", "append a record of the decision to this file")
    parser.add("--record", metavar="FILE.jsonl", help=record)
    without = Text("记录只保存事实的摘要", "keep only the digest of the facts in the record")
    parser.add("--no-facts", action="store_true", help=without)
    mask = Text(
        "在记录中遮盖该字段的文字，如 enterprises.name（可重复）",
        "hide the text of this field in the record, e.g. enterprises.name (may be repeated)",
    )
    parser.add("--mask", action="append", default=[], metavar="FIELD", help=mask)


def check(options: argparse.Namespace, policy: Policy) -> None:
    """Raises UsageError for what could not be recorded, before anything is decided."""
    if options.record is None:
        if options.no_facts or options.mask:
            given = "--no-facts" if options.no_facts else "--mask"
            raise UsageError(Text(f"{given} 须同时给出 --record", f"{given} needs --record FILE.jsonl"))
        return
    for name, other in (("FACTS", options.facts), ("--output", options.output)):
        if other is not None and Path(other).resolve() == Path(options.record).resolve():
            zh, en = f"不能与 {name} 是同一文件", f"it cannot be the file of {name}"
            raise UsageError(Text(f"--record {options.record}：{zh}", f"--record {options.record}: {en}"))
    writing.spare_inputs(options.output, [options.record])
    if options.mask:
        from policyrules.records.masking import fields_to_mask

        fields_to_mask(options.mask, policy.program(options.year), policy.definition.vocabulary)


def keep(options: argparse.Namespace, decision: Decision) -> None:
    """Append the record that was asked for. Raises RecordsError where it cannot be."""
    if options.record is not None:
        from policyrules.records import append, record

        made = record(decision, facts=not options.no_facts, mask=options.mask)
        append(options.record, made)
