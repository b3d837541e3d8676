"""The wheel holds all that the library needs, wherever it is run from."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CASE = {"enterprises": [{"id": "E1", "recognized": True, "online_sales": {"2024": 0, "2025": "100000000.01"}}]}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    return next(folder.glob("*.whl"))


def _run(*command: str, cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_wheel_carries_policies_schemas_and_types(wheel: Path) -> None:
    """What is data in the checkout is data in the wheel, and the wheel says that it is typed."""
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "policyrules/py.typed" in names
    for room in ("policies", "schemas"):
        for path in (ROOT / room).rglob("*.*"):
            assert f"policyrules/bundled/{path.relative_to(ROOT).as_posix()}" in names


def test_wheel_carries_what_is_not_python(wheel: Path) -> None:
    """A template, a script of a page, a font or a migration that stays behind is missed only by strangers."""
    names = set(zipfile.ZipFile(wheel).namelist())
    data = [each for each in (ROOT / "policyrules").rglob("*.*") if each.is_file() and "__pycache__" not in each.parts]
    assert {each.relative_to(ROOT).as_posix() for each in data} <= names


def test_wheel_says_on_which_pythons_it_is_tested(wheel: Path) -> None:
    """An installer must refuse an older Python, and an index must list the one that runs this test."""
    with zipfile.ZipFile(wheel) as held:
        path = next(each for each in held.namelist() if each.endswith(".dist-info/METADATA"))
        metadata = message_from_bytes(held.read(path))
    listed = {each.rpartition(" ")[2] for each in metadata.get_all("Classifier", []) if " :: 3." in each}
    assert metadata["Requires-Python"] == ">=3.11"
    assert listed == {"3.11", "3.12", "3.13"}
    assert "{}.{}".format(*sys.version_info) in listed
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])


def test_wheel_decides_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    """A stranger who installs the wheel alone decides a case on rete, from a folder that knows nothing of us."""
    _run(sys.executable, "-m", "venv", str(tmp_path / "env"))
    python = tmp_path / "env" / "bin" / "python"
    constraints = ROOT / "constraints.txt"
    _run(str(python), "-m", "pip", "install", "--quiet", "-c", str(constraints), str(wheel))
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(CASE), encoding="utf-8")
    command = [str(python.with_name("policyrules")), "decide", "ganzhou", str(facts), "--year", "2025"]
    decision = json.loads(_run(*command, "--format", "json", cwd=tmp_path))
    assert decision["engine"] == "rete"
    assert [(line["award"], line["status"], line["paid"]) for line in decision["awards"]] == [
        ("growth", "paid", "200000.00"),
        ("agricultural", "excluded", "0.00"),
    ]
