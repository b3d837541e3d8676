"""The pytest plugin: what it collects, what it says of failures, what it costs where there is none."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .written import written

FAILING = ("status: paid", "status: reduced")
MORE = """\
  second_case: {expect: {lines: {awards: 3}}}
  third_case: {confirmed: false, expect: {}}
"""


def pytest_in(folder: Path, *arguments: str) -> tuple[int, str]:
    """Another pytest, with the plugin as it is installed: its exit code, and what it printed."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTEST"))}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file of cases of which one passes, one fails and one is to be confirmed; and YAML that is none of ours."""
    path = written(tmp_path, FAILING)
    path.write_text(path.read_text("utf-8") + MORE, "utf-8")
    (tmp_path / "other.yaml").write_text("cases: no cases at all\n", "utf-8")
    (tmp_path / "others.cases.yaml").write_text("- somebody else's cases\n", "utf-8")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "other.yaml").write_text("- not ours: its folder lies beside no policy\n", "utf-8")
    return tmp_path


def test_cases_are_items_and_failures_say_what_and_where(folder: Path) -> None:
    code, said = pytest_in(folder, "-v")
    assert code == 1
    assert re.findall(r"^(\S+::\S+) (\w+)", said, re.MULTILINE)[:3] == [
        ("growth.cases.yaml::on_the_bound", "FAILED"),
        ("growth.cases.yaml::second_case", "PASSED"),
        ("growth.cases.yaml::third_case", "FAILED"),
    ]
    path = re.escape(str(folder / "growth.cases.yaml"))
    assert re.search(rf"^{path}:9 on_the_bound \(exactly on the bound\): failed$", said, re.MULTILINE)
    assert re.search(rf"^  {path}:15:49: growth E1: status: expected reduced, found paid$", said, re.MULTILINE)
    assert re.search(rf"^{path}:20 third_case: unconfirmed$", said, re.MULTILINE)
    assert "Traceback" not in said
    assert "pytest_plugin.py" not in said


@pytest.mark.thorough
def test_items_are_chosen_and_shared_out_like_other_tests(folder: Path) -> None:
    """With `-k` and with xdist, whose workers must all collect the same."""
    code, said = pytest_in(folder, "-k", "second or third", "-n", "2")
    assert (code, "1 failed, 1 passed" in said) == (1, True), said


@pytest.mark.thorough
def test_a_broken_file_is_told_in_lines(folder: Path) -> None:
    """One line for each problem, and no traceback; other files are run all the same."""
    path = written(folder, ("award: growth", "award: grwth"), ("paid: 200000", "paid: much"), name="broken.cases.yaml")
    code, said = pytest_in(folder, "--continue-on-collection-errors")
    assert code == 1
    assert f"{path}:15:19: there is no such award; found `grwth`; did you mean `growth`?" in said
    assert f"{path}:18:22: expected an amount such as 30万元 or 300000; found `much`" in said
    assert "Traceback" not in said
    assert "2 failed, 1 passed, 1 error" in said


def test_the_plugin_costs_nothing_until_a_file_of_cases_is_collected(tmp_path: Path) -> None:
    """It is loaded in every test run of everybody who has the library installed."""
    (tmp_path / "other.yaml").write_text("{}", "utf-8")
    (tmp_path / "test_loaded.py").write_text(
        "import json, sys\n"
        "def test_loaded(request):\n"
        "    assert request.config.pluginmanager.has_plugin('policyrules')\n"
        "    names = [name for name in sys.modules if name.partition('.')[0] in\n"
        "             ('policyrules', 'pydantic', 'yaml', 'durable')]\n"
        "    open('loaded.json', 'w').write(json.dumps(sorted(names)))\n",
        "utf-8",
    )
    code, said = pytest_in(tmp_path)
    assert code == 0, said
    loaded = json.loads((tmp_path / "loaded.json").read_text("utf-8"))
    assert loaded == ["policyrules", "policyrules.cases", "policyrules.cases.files", "policyrules.pytest_plugin"]
