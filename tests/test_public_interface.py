"""The promise in docs/reference/public-interface.md: what it names is there, and what is there is named."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import policyrules
from policyrules import errors
from policyrules.decision import reasons

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "reference" / "public-interface.md").read_text(encoding="utf-8")
_NAME = re.compile(r"`([\w.]+)`")


def rows(part: str) -> list[list[list[str]]]:
    """The names in code in each cell of each row of the table between two comments."""
    start, end = f"<!-- {part} -->", f"<!-- end of {part} -->"
    lines = PAGE[PAGE.index(start) : PAGE.index(end)].strip().splitlines()
    table = [line for line in lines if line.startswith("|")][2:] or lines[1:]
    return [[_NAME.findall(cell) for cell in line.strip("|").split("|")] for line in table]


def test_names_of_the_front_door_are_promised_and_no_others() -> None:
    """A name that can be imported and is not on the page is promised to nobody; one that is promised must be there."""
    told = {tuple(modules): names for modules, names in rows("names")}
    raised = [error for (error,), *_ in rows("errors")]
    assert sorted([*told[("policyrules",)], *raised]) == sorted(policyrules.__all__)
    for modules, names in told.items():
        for module in modules:
            found = import_module(module)
            wanted = found.__all__ if "__all__" in names else names
            missing = [name for name in wanted if not hasattr(found, name)]
            assert not missing, f"{module} has no {missing}"


@pytest.mark.parametrize(("path", "promised"), [(path, names) for (path,), names in rows("attributes")])
def test_classes_have_what_is_promised(path: str, promised: list[str]) -> None:
    """An attribute that was renamed would break whoever reads it."""
    module, _, name = path.rpartition(".")
    kind = getattr(import_module(module), name)
    own = set(dir(kind)) | set(getattr(kind, "__annotations__", ())) | _set_in_init(kind)
    assert [each for each in promised if each not in own] == []


def _set_in_init(kind: type) -> set[str]:
    """The attributes that a class sets on itself when it is made."""
    source = Path(str(import_module(kind.__module__).__file__)).read_text(encoding="utf-8")
    (found,) = [
        each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.ClassDef) and each.name == kind.__name__
    ]
    targets = [each for each in ast.walk(found) if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store)]
    return {each.attr for each in targets if isinstance(each.value, ast.Name) and each.value.id == "self"}


def test_errors_stand_as_they_are_drawn() -> None:
    """Who catches an error of the page catches those below it."""
    told = {name: below for (name,), (below,), *_ in rows("errors")}
    for name, below in told.items():
        parent = Exception if below == "Exception" else getattr(errors, below)
        assert issubclass(getattr(errors, name), parent)
    with_problems = {name for (name,), _, when in rows("errors") if "problems" in when}
    assert with_problems == {name for name in told if issubclass(getattr(errors, name), errors.ProblemsError)}


def test_reason_codes_are_those_of_lines() -> None:
    """A code that a line can bear and the page does not name would be nobody's promise."""
    tree = ast.parse(Path(str(reasons.__file__)).read_text(encoding="utf-8"))
    calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    made = [each.args[0] for each in calls if isinstance(each.func, ast.Name) and each.func.id == "Reason"]
    codes = {each.value for each in made if isinstance(each, ast.Constant)}
    assert codes == {code for (code,), *_ in rows("reasons")}


def test_extras_and_pythons_are_those_of_the_package() -> None:
    """`pip install 'policyrules[NAME]'` must work for every name on the page; `dev` and `test` are the house's own."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = {name for line in rows("extras") for cell in line for name in cell}
    assert told == set(project["optional-dependencies"]) - {"dev", "test"}
    versions = [each.rsplit(" ", 1)[1] for each in project["classifiers"] if "Python :: 3." in each]
    assert f"(now {', '.join(versions)}, on Linux)" in PAGE
