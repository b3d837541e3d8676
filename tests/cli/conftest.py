from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from reports import cases, zhanjiang

from policyrules.cli.main import main


class Done(NamedTuple):
    """A finished command: its exit code, and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with facts that are good, bad, and no facts at all; an English locale."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    write = {
        "facts.json": json.dumps(cases.facts()),
        "centres.json": json.dumps(zhanjiang.facts()),
        "bad.json": json.dumps({"enterprises": [{"id": "E1", "online_sale": 1}, {"id": "E1", "recognized": "x"}]}),
        "broken.json": '{"enterprises": [',
        "bad.csv": "id,online_sales_2025\nE1,12\nE2,-5\n",
    }
    for file, text in write.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command line, written as one string, in the folder."""

    def command(line: str) -> Done:
        code = main(line.split())
        out, err = capfd.readouterr()
        return Done(code, out, err)

    return command
