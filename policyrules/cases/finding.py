"""The cases that somebody asks for: of a policy, of a folder, of a proposal, or of one file."""

from __future__ import annotations

from pathlib import Path

from policyrules.bundled_files import bundled_policies
from policyrules.cases.case import Case
from policyrules.cases.load import load_cases, policy_cases
from policyrules.cases.policies import Policies
from policyrules.errors import CasesError, PolicyError, Problem, UsageError
from policyrules.language import source
from policyrules.proposals import load_proposal
from policyrules.suggestions import did_you_mean
from policyrules.text import Text


def find_cases(asked: str | Path, policies: Policies | None = None) -> tuple[Case, ...]:
    """The cases of a case file, a proposal file, a policy folder, any other folder, or a bundled policy by its id.

    Those of a proposal are run on its base with the proposal applied. Raises UsageError where nothing of that name
    is there, or it has no cases; CasesError, ProposalError, PolicyError for what is wrong.
    """
    policies = policies or Policies()
    path = Path(asked)
    if str(asked) in bundled_policies() or (path / "policy.yaml").is_file():
        found = policy_cases(asked, policies)
    elif path.is_file() and _is_proposal(path):
        found = _of_proposal(path, policies)
    elif path.exists():
        found = load_cases(path, policies)
    else:
        hint = did_you_mean(str(asked), bundled_policies()) or Text("", "")
        zh = f"没有 `{asked}`：既不是文件或文件夹，也不是内置政策；{hint.zh}"
        raise UsageError(Text(zh, f"no `{asked}`: neither a file or folder nor a bundled policy; {hint.en}"))
    if not found:
        raise UsageError(Text(f"`{asked}` 中没有案例", f"there are no cases in `{asked}`"))
    return found


def _is_proposal(path: Path) -> bool:
    """Whether a file says changes; what cannot be read is for the reader of cases to complain about."""
    try:
        data = source.read(path).data
    except PolicyError:
        return False
    return isinstance(data, dict) and "changes" in data


def _of_proposal(path: Path, policies: Policies) -> tuple[Case, ...]:
    proposal = load_proposal(path)
    amended = policies.amended(policies.base(path), (path,))
    found: list[Case] = []
    for file in proposal.case_files:
        if not file.is_file():
            place = proposal.place("cases", of_key=True)
            allowed = Text("没有这个案例文件", "there is no such file of cases")
            raise CasesError([Problem("missing_file", place, str(file), allowed)])
        found += load_cases(file, policies, amended)
    return tuple(found)
