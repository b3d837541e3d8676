"""Generated cases as a case file: the same bytes for the same policy."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import yaml

from policyrules.bundled_files import bundled_policies
from policyrules.coverage.generating import Generated, GeneratedCase
from policyrules.language.quantities import Value, decimal_text

_HEAD = """\
# 由 policyrules cases generate 生成，每一项都须由人核对：对照文件确认 expect 之后，删去 confirmed: false。
# Generated. What is expected is what the policy says now; whether it should is for a person to say.
# Lay each case beside the document, correct `expect` where it is wrong, then remove `confirmed: false`.
"""
_TITLE = {"zh": "待确认的案例", "en": "Cases to be confirmed"}
_WIDTH = 110


def case_file(found: Generated) -> str:
    """The text of a case file with all generated cases."""
    content: dict[str, Any] = {"title": _TITLE}
    if found.policy.id in bundled_policies():
        content["policy"] = found.policy.id
    content["cases"] = {each.name: _case(each) for each in found.cases}
    return _HEAD + yaml.dump(
        content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=_WIDTH
    )


class _Dumper(yaml.SafeDumper):
    """Nothing is written as a reference to what stands elsewhere: each case can be read alone."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _case(case: GeneratedCase) -> dict[str, Any]:
    options = {name: _option(option) for name, option in case.interpretations.items()}
    return {
        "label": {"zh": case.label.zh, "en": case.label.en},
        "year": case.year,
        **({"interpretations": options} if options else {}),
        "facts": case.facts,
        "confirmed": False,
        "expect": case.expect,
    }


def _option(option: str | Value) -> str | int:
    if isinstance(option, Fraction):
        return f"{decimal_text(option * 100)}%"
    return option
