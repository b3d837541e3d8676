"""Case files → `Case`s: every problem of every file is reported, with file, line and column."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from policyrules.bundled_files import bundled_policies, policy_folder
from policyrules.cases.case import Case
from policyrules.cases.changes import with_value, without
from policyrules.cases.checks import Checks, unknown_address
from policyrules.cases.files import FOLDER, case_files
from policyrules.cases.model import CaseModel, CasesFile
from policyrules.cases.policies import Policies
from policyrules.cases.quantities import as_read, in_facts
from policyrules.errors import CasesError, PolicyError, PolicyRulesError, Problem, ProblemsError, UsageError
from policyrules.facts.plan import plan_of
from policyrules.language import source
from policyrules.language.address import AddressError, resolve
from policyrules.language.document import Document, Path_
from policyrules.language.load import FILES
from policyrules.language.mistakes import empty_values, problems_of
from policyrules.policy import Policy
from policyrules.text import Text

#: Below these keys null says something: an unknown fact, a value that is expected to be null.
_NULL_SAYS_SOMETHING = ("facts", "with", "expect")


def load_cases(path: str | Path, policies: Policies | None = None, policy: Policy | None = None) -> tuple[Case, ...]:
    """The cases of a file, or of all case files of a folder, in the order of the files.

    With `policy` they are about that policy, whatever the files say; else `policies` finds and keeps those that the
    files name. Raises UsageError where nothing is there, CasesError with every problem of every file.
    """
    path = Path(path)
    if path.is_dir():
        files = sorted(path.glob("*.yaml")) if path.name == FOLDER else list(case_files(path))
    elif path.is_file():
        files = [path]
    else:
        raise UsageError(Text(f"没有文件 `{path}`", f"there is no file `{path}`"))
    policies = policies or Policies()
    found: list[Case] = []
    problems: list[Problem] = []
    for file in files:
        try:
            found += _File(file, policies, policy).cases()
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise CasesError(list(dict.fromkeys(problems)))  # a broken policy is told once for all files about it
    return tuple(found)


def policy_cases(policy: Policy | str | Path, policies: Policies | None = None) -> tuple[Case, ...]:
    """The cases of a policy's own folder, about that policy; none where it has no such folder.

    `policy` is a bundled id, the path of a policy folder, or a bundled Policy as it was loaded or amended. Raises
    UsageError (also for a Policy whose folder cannot be told), CasesError.
    """
    bundled = bundled_policies()
    if isinstance(policy, Policy) and policy.id not in bundled:
        zh, en = "不是内置政策，请给出其文件夹", "is not bundled: give its folder"
        raise UsageError(Text(f"政策 `{policy.id}` {zh}", f"the policy `{policy.id}` {en}"))
    name = policy.id if isinstance(policy, Policy) else policy
    folder = (bundled.get(str(name)) or policy_folder(name)) / FOLDER
    if not folder.is_dir():
        return ()
    return load_cases(folder, policies, policy if isinstance(policy, Policy) else None)


class _File:
    """One case file on its way to cases."""

    def __init__(self, path: Path, policies: Policies, policy: Policy | None) -> None:
        self.path = path
        self.policies = policies
        self.given = policy
        self.document = Document(path.name, None)

    def cases(self) -> list[Case]:
        """The cases. Raises CasesError with every problem of the file."""
        try:
            self.document = source.read(self.path)
            file = self.model()
            policy = self.given or self.policy(file)
            return self.checked(file, policy)
        except ProblemsError as error:
            raise CasesError([self.located(each) for each in error.problems]) from error

    def located(self, problem: Problem) -> Problem:
        """A problem of this file, by the path under which the file was asked for."""
        ours = problem.place.file == self.document.file
        return replace(problem, place=replace(problem.place, file=str(self.path))) if ours else problem

    def model(self) -> CasesFile:
        nulls = {path: each for path, each in empty_values(self.document).items() if not _may_be_null(path)}
        try:
            file = CasesFile.model_validate(self.document.data)
        except ValidationError as error:
            found = problems_of(CasesFile, self.document, error.errors(include_url=False), nulls)
            raise CasesError(list(found.values())) from error
        if nulls:
            raise CasesError(list(nulls.values()))
        return file

    def policy(self, file: CasesFile) -> Policy:
        """The policy that the file is about. Raises CasesError."""
        folder = self.path.parent
        proposals = tuple(folder / each for each in file.proposals)
        if file.policy is not None:
            policy = self.use(("policy",), lambda: self.policies.named(file.policy or "", folder))
        elif folder.name == FOLDER and (folder.parent / "policy.yaml").is_file():
            policy = self.of_folder(folder.parent)
        elif proposals:
            policy = self.use(("proposals",), lambda: self.policies.base(proposals[0]))
        else:
            zh, en = "须写明 `policy`：内置政策的标识或政策文件夹", "say in `policy` which policy the cases are about"
            raise CasesError([Problem("missing_key", self.document.place(()), "", Text(zh, en))])
        return self.use(("proposals",), lambda: self.policies.amended(policy, proposals))

    def of_folder(self, folder: Path) -> Policy:
        """The policy in whose folder the file stands. Raises CasesError with the problems of its files."""
        try:
            return self.policies.at(folder)
        except PolicyError as error:
            raise CasesError([_within(folder, each) for each in error.problems]) from error

    def use(self, path: Path_, find: Callable[[], Policy]) -> Policy:
        """A policy that the file names at `path`, or why it cannot be used: one line."""
        try:
            return find()
        except PolicyRulesError as error:
            zh, en = error.lines("zh"), error.lines("en")
            more = Text(f"（另有 {len(zh) - 1} 处）", f" (and {len(en) - 1} more)") if len(en) > 1 else Text("", "")
            allowed = Text(f"不可用：{zh[0]}{more.zh}", f"it cannot be used: {en[0]}{more.en}")
            raise CasesError([Problem("unusable", self.document.place(path, of_key=True), "", allowed)]) from error

    def checked(self, file: CasesFile, policy: Policy) -> list[Case]:
        """The cases, each held to the policy. Raises CasesError."""
        checks = Checks(self.document, policy)
        problems = list(checks.file(file))
        interpreted: dict[tuple[tuple[str, str | int], ...], Policy] = {}
        found = []
        for name, model in file.cases.items():
            options = {**file.interpretations, **model.interpretations}
            facts, of_facts = self.facts(name, model, policy)
            higher, of_higher = self.raised(name, model, facts, policy)
            problems += [*checks.case(name, model, file), *of_facts, *of_higher]
            if not problems:
                key = tuple(options.items())
                if key not in interpreted:
                    interpreted[key] = policy.interpret(**options) if options else policy
                case = self.case(name, model, file, options, facts, interpreted[key])
                found.append(replace(case, raised=higher))
        if problems:
            raise CasesError(problems)
        return found

    def facts(self, name: str, model: CaseModel, policy: Policy) -> tuple[dict[str, Any], list[Problem]]:
        """The facts of a case, with its changes made, and the changes that cannot be."""
        document, place = self.document, ("cases", name)
        path = ("facts",) if model.facts is None else (*place, "facts")
        facts: dict[str, Any] = as_read(document, path) or {}
        plan = plan_of(policy.definition.vocabulary)
        problems, removed = [], []
        for index, address in enumerate(model.without):
            try:
                removed.append(resolve(facts, address))
            except AddressError as error:
                problems.append(unknown_address(document.place((*place, "without", index)), error))
        without(facts, removed)
        problems += self.changed(facts, (*place, "with"), model.with_, policy)
        return in_facts(facts, plan, policy.definition.vocabulary.counting_words()), problems

    def raised(
        self, name: str, model: CaseModel, facts: dict[str, Any], policy: Policy
    ) -> tuple[dict[str, Any] | None, list[Problem]]:
        """The facts of a case with its figures raised, if it raises any, and the changes that cannot be."""
        if not model.raised:
            return None, []
        higher, vocabulary = copy.deepcopy(facts), policy.definition.vocabulary
        problems = self.changed(higher, ("cases", name, "raised"), model.raised, policy)
        return in_facts(higher, plan_of(vocabulary), vocabulary.counting_words()), problems

    def changed(self, facts: dict[str, Any], path: Path_, addresses: Iterable[str], policy: Policy) -> list[Problem]:
        """Change facts to what the file says at a path, by address; gives the changes that cannot be."""
        top, problems = plan_of(policy.definition.vocabulary).top, []
        lists = [each for each, group in top.items() if group.is_list]
        for address in addresses:
            try:
                with_value(facts, address, as_read(self.document, (*path, address)), lists, top)
            except AddressError as error:
                problems.append(unknown_address(self.document.place((*path, address), of_key=True), error))
        return problems

    def case(
        self, name: str, model: CaseModel, file: CasesFile, options: Mapping[str, str | int], facts: Any, policy: Policy
    ) -> Case:
        year = model.year if model.year is not None else file.year
        assert year is not None
        return Case(
            file=str(self.path),
            line=self.document.place(("cases", name), of_key=True).line,
            name=name,
            year=year,
            interpretations=options,
            facts=facts,
            expect=model.expect,
            confirmed=model.confirmed,
            policy=policy,
            document=self.document,
            label=None if model.label is None else model.label.text,
            clause=model.clause or "",
        )


def _within(folder: Path, problem: Problem) -> Problem:
    """A problem of a policy file, by its path: case files may have the names of policy files."""
    name = problem.place.file
    return replace(problem, place=replace(problem.place, file=str(folder / name))) if name in FILES else problem


def _may_be_null(path: Path_) -> bool:
    return not set(_NULL_SAYS_SOMETHING).isdisjoint(path[:-1])
