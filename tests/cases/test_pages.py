"""What the pages about cases show is what happens, and they name every key."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyrules.bundled_files import bundled_policies
from policyrules.cases.model import CasesFile
from policyrules.cli.main import main
from policyrules.language.model import Model

DOCS = Path(__file__).parents[2] / "docs"
HOW_TO = (DOCS / "how-to" / "write-policy-cases.md").read_text("utf-8")


def block(language: str) -> str:
    """The first block of a language in the how-to."""
    found = re.search(rf"^```{language}\n(.*?)^```$", HOW_TO, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_the_first_cases_pass_and_fail_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ours = Path("policies/ours")
    shutil.copytree(bundled_policies()["ganzhou"], ours, ignore=shutil.ignore_patterns("cases"))
    file = ours / "cases" / "live_base.yaml"
    file.parent.mkdir()
    file.write_text(block("yaml"), "utf-8")
    assert main(["--lang", "en", "test", "policies/ours"]) == 0
    assert capsys.readouterr().out == block("console").partition("\n")[2]
    file.write_text(block("yaml").replace("5000.01万元", "5000万元"), "utf-8")
    assert main(["--lang", "en", "test", "policies/ours"]) == 1
    shown = block("text").splitlines()
    printed = capsys.readouterr().out.splitlines()
    assert [line for line in printed if line in shown] == shown


def keys(model: type[Model]) -> Iterator[str]:
    """The keys of a model and of all models in it."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        waiting = [field.annotation]
        while waiting:
            each = waiting.pop()
            if isinstance(each, type) and issubclass(each, Model):
                yield from keys(each)
            else:
                waiting += getattr(each, "__args__", ())


def test_the_reference_names_every_key_of_a_case_file() -> None:
    reference = (DOCS / "reference" / "cases.md").read_text("utf-8")
    found = set(keys(CasesFile))
    assert {"with", "decided_by", "overrun", "late"} <= found
    assert {key for key in found if f"`{key}`" not in reference} <= {"zh", "en"}
