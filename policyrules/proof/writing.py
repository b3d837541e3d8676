"""Counterexamples as files: the facts, and a policy case that asks for the promise."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import yaml

from policyrules.bundled_files import bundled_policies
from policyrules.errors import UsageError
from policyrules.policy import Policy, load_policy
from policyrules.proof.counterexample import Counterexample, other_readings
from policyrules.text import Text

Json = dict[str, Any]
_HEAD = """\
# 由 policyrules prove 找到的反例：事实是虚构的。政策兑现这一承诺，案例即通过。
# A counterexample found by policyrules prove, on made-up facts. It passes on a policy that keeps the promise.
"""
_WIDTH = 110


def write_counterexample(
    counterexample: Counterexample, policy: Policy, folder: str | Path, home: str | Path | None = None
) -> tuple[Path, ...]:
    """Write the facts (`NAME.facts.json`) and a policy case (`NAME.cases.yaml`) into a folder; gives their paths.

    `policy` is the one that was proved. `home` is the folder of a policy that is not bundled: without it the case
    says of no policy, and stands by itself only in that policy's folder `cases`. Of a promise that compares two
    decisions the facts with the raised figure stand in `NAME.raised.facts.json`. All files are written, or none:
    raises UsageError.
    """
    into = _folder(Path(folder))
    files = {into / name: content for name, content in contents(counterexample, policy, into, home).items()}
    return _written(files)


def contents(
    counterexample: Counterexample, policy: Policy, folder: Path, home: str | Path | None = None
) -> dict[str, str]:
    """The contents of the files, by their names: the same for the same counterexample."""
    name, raised = counterexample.invariant, counterexample.raised
    found = {f"{name}.facts.json": _json(counterexample.facts)}
    if raised is not None:
        higher = raised.raised(counterexample.facts, policy.definition.vocabulary)
        found[f"{name}.raised.facts.json"] = _json(higher)
    return {**found, f"{name}.cases.yaml": _HEAD + _yaml(_case_file(counterexample, policy, folder, home))}


def _case_file(counterexample: Counterexample, policy: Policy, folder: Path, home: str | Path | None) -> Json:
    violation, raised = counterexample.violations[0], counterexample.raised
    readings = {**other_readings(policy, Policy(policy.definition)), **counterexample.interpretations}
    about = _about(policy, folder, home)
    case: Json = {
        "label": {"zh": violation.words.zh, "en": violation.words.en},
        **({"clause": violation.clause} if violation.clause else {}),
        "year": counterexample.year,
        **({"interpretations": readings} if readings else {}),
        "facts": counterexample.facts,
        **({} if raised is None else {"raised": {raised.address: raised.to}}),
        "expect": {"holds": [counterexample.invariant]},
    }
    title = {"zh": f"反例：{violation.label.zh}", "en": f"Counterexample: {violation.label.en}"}
    return {"title": title, **about, "cases": {counterexample.invariant: case}}


def _about(policy: Policy, folder: Path, home: str | Path | None) -> Json:
    """Which policy the case is about, with the proposals that amend it, as seen from the folder."""
    named = {"policy": _seen(Path(home), folder)} if home is not None else {}
    if _is_bundled(policy):
        named = {"policy": policy.id}
    proposals = [_seen(each.path, folder) for each in policy.proposals]
    return {**named, **({"proposals": proposals} if proposals else {})}


def _is_bundled(policy: Policy) -> bool:
    """Whether a policy, or the one that it amends, comes with the library: one of that id may be another."""
    plain = policy.base if policy.proposals else policy.definition
    return policy.id in bundled_policies() and load_policy(policy.id).digest == plain.digest


def _seen(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()


def _folder(folder: Path) -> Path:
    """The folder, made where there is none. Raises UsageError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(
            Text(f"无法建立文件夹 `{folder}`：{why}", f"cannot make the folder `{folder}`: {why}")
        ) from error
    return folder


def _written(files: dict[Path, str]) -> tuple[Path, ...]:
    # Reports stand to the right; only what is written in the end needs them.
    from policyrules.reports.output import write_file

    new = [path for path in files if not path.exists()]
    try:
        for path, content in files.items():
            write_file(path, content.encode("utf-8"))
    except UsageError:
        for path in new:
            path.unlink(missing_ok=True)
        raise
    return tuple(files)


def _json(facts: Json) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


class _Dumper(yaml.SafeDumper):
    """Nothing is written as a reference to what stands elsewhere."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml(content: Json) -> str:
    return yaml.dump(
        content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None, width=_WIDTH
    )
