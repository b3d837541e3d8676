"""The pytest plugin: policy cases are collected as tests, each an item of its file.

It is loaded wherever the library is installed beside pytest, so it imports the rest of the library only once a file
of cases is there to be collected.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from policyrules.cases import Case, CaseResult, Policies

_POLICIES: pytest.StashKey[Policies] = pytest.StashKey()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CaseFile | None:
    """YAML in the folder `cases` of a policy, and `*.cases.yaml` elsewhere, where that has a section `cases`."""
    if file_path.suffix != ".yaml":
        return None
    from policyrules.cases.files import is_ours

    return CaseFile.from_parent(parent, path=file_path) if is_ours(file_path) else None


class CaseFile(pytest.File):
    """A file of policy cases."""

    def collect(self) -> Iterator[CaseItem]:
        """Its cases, in their order. What is wrong with the file is said in a line for each problem."""
        from policyrules.cases import Policies, load_cases
        from policyrules.errors import PolicyRulesError

        policies = self.config.stash.setdefault(_POLICIES, Policies())
        try:
            cases = load_cases(self.path, policies)
        except PolicyRulesError as error:
            raise self.CollectError("\n".join(error.lines(_language()))) from error
        for case in cases:
            yield CaseItem.from_parent(self, name=case.name, case=case)


class CaseItem(pytest.Item):
    """One policy case."""

    def __init__(self, case: Case, **options: Any) -> None:
        super().__init__(**options)
        self.case = case

    def runtest(self) -> None:
        """Run the case on the reference evaluator. Raises CaseFailedError unless it passes."""
        from policyrules.cases import run_case

        result = run_case(self.case)
        if result.outcome != "passed":
            raise CaseFailedError(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What is not as expected, each with its place in the file, instead of a traceback."""
        if not isinstance(excinfo.value, CaseFailedError):
            return super().repr_failure(excinfo, style)
        from policyrules.cases.wording import report_lines

        return "\n".join(report_lines(excinfo.value.result, _language()))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case stands."""
        return self.path, self.case.line - 1, self.name


class CaseFailedError(Exception):
    """A case that did not come out as expected."""

    def __init__(self, result: CaseResult) -> None:
        super().__init__(result.case.id)
        self.result = result


def _language() -> Any:
    from policyrules.cli.parser import language_of

    return language_of((), os.environ)
