"""Mistakes of every sort, made for the catalogue of problems: what was written, and what is said of it.

The mistakes in policies, proposals and cases are those of the tables that the tests hold; those in facts and records
stand in `facts_mistakes.yaml` and below. Each is made anew, so that what is said is what the library says.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from policyrules import load_policy
from policyrules.cases import load_cases
from policyrules.errors import Problem, ProblemsError
from policyrules.language.load import load_definition
from policyrules.records import append, record, verify
from policyrules.text import Language

from .register_mistakes import refusals

TESTS = Path(__file__).parents[2] / "tests"
_POLICIES = TESTS / "language" / "mistakes"
_WELLS = TESTS / "language" / "wells"
#: Files of a policy that are wrong as a whole.
_FILES = {
    "an empty file": ("limits.yaml", ""),
    "a file of another name": ("award.yaml", "awards: {}\n"),
    "a tag": ("limits.yaml", "limits: !!set {a, b}\n"),
    "a file too deep": ("limits.yaml", "limits: " + "[" * 60 + "]" * 60 + "\n"),
}
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: what it is called, what was written, and the problem that it is."""

    name: str
    written: str
    problem: Problem

    def said(self, language: Language) -> str:
        """What is said of it; digests, which change with every policy, are cut."""
        return _DIGEST.sub("…", self.problem.line(language))


def in_facts() -> Iterator[Mistake]:
    """Facts of Ganzhou's policy that are not as they should be."""
    policy = load_policy("ganzhou")
    for name, mistake in _table(Path(__file__).with_name("facts_mistakes.yaml")):
        holds = mistake["holds"]
        for file, text in holds.items():
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_bytes(text.encode("gb18030" if mistake.get("encoding") else "utf-8"))
        source = mistake.get("read", next(iter(holds)))
        shown = "\n".join(holds.values()).strip()
        yield from _raised(name, shown, lambda source=source: policy.facts(source).warnings)


def in_policies() -> Iterator[Mistake]:
    """A text of a policy replaced by a wrong one, or a whole file."""
    chosen = dict(_table(Path(__file__).with_name("policies_mistakes.yaml")))
    for table in sorted(_POLICIES.glob("*.yaml")):
        for name, mistake in _table(table):
            if name in chosen.get(table.stem, ()):
                _fresh(_WELLS)
                file = Path("policy", mistake["in"])
                file.write_text(file.read_text("utf-8").replace(mistake["replace"], mistake["by"], 1), "utf-8")
                yield from _raised(name, mistake["by"], lambda: load_definition(Path("policy")))
    for name, (file_name, text) in _FILES.items():
        _fresh(_WELLS)
        Path("policy", file_name).write_text(text, "utf-8")
        yield from _raised(name, text[:40], lambda: load_definition(Path("policy")))
    _fresh(_WELLS)
    Path("policy", "facts.yaml").unlink()
    yield from _raised("no facts.yaml", "", lambda: load_definition(Path("policy")))
    yield from _raised("no such folder", "", lambda: load_definition(Path("police")))


def _fresh(policy: Path) -> None:
    """A copy of a policy in the folder `policy`."""
    shutil.rmtree("policy", ignore_errors=True)
    shutil.copytree(policy, "policy")


def in_proposals() -> Iterator[Mistake]:
    """Changes that do not fit the policy."""
    policy = load_policy(_WELLS)
    head = (
        "id: more\ntitle: {zh: 提案, en: A proposal}\nreason: {zh: 理由, en: A reason}\n"
        f"base: {{policy: wells, digest: '{policy.digest}'}}\n"
    )
    for name, mistake in _table(TESTS / "proposals" / "mistakes.yaml"):
        text = f"{head}{mistake.get('more', '')}changes:\n{mistake['changes']}\n"
        Path("more.yaml").write_text(text, "utf-8")
        yield from _raised(name, mistake["changes"], lambda: policy.amend(Path("more.yaml")))
    change = "  - {parameter: household_cap, value: 9000元}\n"
    for name, old, new in (
        ("another policy", "policy: wells", "policy: springs"),
        ("another version of the policy", policy.digest, "sha256:" + "0" * 64),
    ):
        Path("more.yaml").write_text(f"{head}changes:\n{change}".replace(old, new), "utf-8")
        yield from _raised(name, new, lambda: policy.amend(Path("more.yaml")))
    for name, id_, value in (("the same parameter", "less", "8500元"), ("the same id", "more", "8500元")):
        Path("more.yaml").write_text(f"{head}changes:\n{change}", "utf-8")
        text = f"{head}changes:\n{change}".replace("id: more", f"id: {id_}").replace("9000元", value)
        Path("less.yaml").write_text(text, "utf-8")
        yield from _raised(name, text.splitlines()[-1], lambda: policy.amend(Path("more.yaml"), Path("less.yaml")))


def in_cases() -> Iterator[Mistake]:
    """Texts of a file of cases replaced by wrong ones."""
    good = _good_cases()
    for name, mistake in _table(TESTS / "cases" / "mistakes.yaml"):
        Path("growth.cases.yaml").write_text(good.replace(mistake["replace"], mistake["by"]), "utf-8")
        yield from _raised(name, mistake["by"], lambda: load_cases("growth.cases.yaml"))


def in_records() -> Iterator[Mistake]:
    """Lines of a file of records changed, dropped and moved."""
    decision = load_policy("ganzhou").decide({"enterprises": [{"id": "E1"}]}, year=2025, engine="reference")
    time = datetime(2026, 1, 1, tzinfo=UTC)
    for name in ("A", "B", "C"):
        append("good.jsonl", record(decision, id=name, time=time))
    lines = Path("good.jsonl").read_text("utf-8").splitlines()
    for name, changed in _changes(lines).items():
        Path("records.jsonl").write_text(changed, "utf-8")
        yield from _raised(name, "", lambda: verify("records.jsonl").problems)
    yield from _raised(
        "a record that was the last once", "", lambda: verify("good.jsonl", "sha256:" + "0" * 64).problems
    )
    yield from _raised("no such file", "", lambda: verify("other.jsonl").problems)


def _changes(lines: list[str]) -> dict[str, str]:
    a, b, c = lines
    return {
        "an amount rewritten": f"{a}\n{b.replace('2025', '2026')}\n{c}\n",
        "a record taken out": f"{a}\n{c}\n",
        "two records exchanged": f"{b}\n{a}\n{c}\n",
        "the first record taken out": f"{b}\n{c}\n",
        "a record put in twice": f"{a}\n{b}\n{b}\n{c}\n",
        "a line that is no JSON": f"{a}\nhello\n{b}\n{c}\n",
        "a line that is another thing": f'{a}\n{{"id": "A"}}\n{b}\n{c}\n',
        "a last line cut off": f"{a}\n{b}\n{c[:100]}",
    }


def in_register() -> Iterator[Mistake]:
    """What a register refuses."""
    for name, written, call in refusals():
        yield from _raised(name, written, call)


def _raised(name: str, written: str, call: Callable[[], Any]) -> Iterator[Mistake]:
    """Each problem that comes of a call, whether it raises them or gives them back; one of a sort."""
    try:
        given = call()
        problems = list(given) if isinstance(given, tuple) else []
    except ProblemsError as error:
        problems = list(error.problems)
    seen = {problem.code: problem for problem in reversed(problems)}
    for problem in reversed(seen.values()):
        yield Mistake(str(name), written, problem)


def _table(file: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    return iter(yaml.safe_load(file.read_text("utf-8")).items())


def _good_cases() -> str:
    """The case file that the tests change."""
    source = (TESTS / "cases" / "written.py").read_text("utf-8")
    return source.partition('GOOD = """\\\n')[2].partition('"""')[0]


#: Every sort of mistake: the name of its page, its title, the error that carries it, and the mistakes.
SORTS: dict[str, tuple[str, str, Callable[[], Iterator[Mistake]]]] = {
    "facts": ("Problems of facts", "FactsError", in_facts),
    "policies": ("Problems of policies", "PolicyError", in_policies),
    "proposals": ("Problems of proposals", "ProposalError", in_proposals),
    "cases": ("Problems of cases", "CasesError", in_cases),
    "records": ("Problems of records", "RecordsError", in_records),
    "register": ("Problems of the register", "RegisterError", in_register),
}


def made(sort: str) -> dict[str, list[Mistake]]:
    """The mistakes of a sort, by the code of their problem."""
    found: dict[str, list[Mistake]] = {}
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for mistake in SORTS[sort][2]():
            found.setdefault(mistake.problem.code, []).append(mistake)
    return dict(sorted(found.items()))
