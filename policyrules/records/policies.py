"""The policy by which a record is decided again: the one that decided it, and nothing that only looks like it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policyrules.bundled_files import bundled_policies
from policyrules.errors import InterpretationError, UsageError
from policyrules.policy import Policy, load_policy
from policyrules.proposals import Proposal, load_proposal
from policyrules.records.model import Record
from policyrules.text import Text


class UnfitError(Exception):
    """Why a record cannot be decided again."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Policies:
    """Policies by the records that they decided, with proposals laid over them, each made once."""

    def __init__(
        self, policy: Policy | str | Path | None, proposals: Sequence[str | Path | Proposal], anyway: bool
    ) -> None:
        self._given = policy if policy is None or isinstance(policy, Policy) else load_policy(policy)
        self._proposals = [each if isinstance(each, Proposal) else load_proposal(each) for each in proposals]
        self._anyway = anyway
        self._made: dict[tuple[str, ...], Policy] = {}
        self._seen: set[str] = set()

    def of(self, record: Record) -> tuple[Policy, list[Text]]:
        """The policy that decides a record again, under its interpretations, and what has to be said of that.

        Raises UnfitError where it is not the policy that decided; ProposalError where a proposal does not fit.
        """
        base = self._base(record)
        self._seen.add(base.id)
        proposals = [each for each in self._proposals if each.file.base.policy == base.id]
        recorded, amended = record.policy.digest, self._amended(base, proposals)
        if recorded == base.digest:
            return self._amended(_under(base, record), proposals), []
        if recorded == amended.digest:
            return _under(amended, record), []
        if not self._anyway:
            raise UnfitError(_other_version(record, base, amended))
        notes = [_other_version(record, base, amended)]
        return self._amended(_under(base, record, notes), proposals), notes

    def idle(self) -> UsageError | None:
        """The error for a proposal that no record had a policy for."""
        for each in self._proposals:
            if self._seen and each.file.base.policy not in self._seen:
                name = each.file.base.policy
                zh, en = f"没有政策 `{name}` 的记录", f"no record was decided by the policy `{name}`"
                return UsageError(Text(f"提案 `{each.id}`：{zh}", f"proposal `{each.id}`: {en}"))
        return None

    def _base(self, record: Record) -> Policy:
        name = record.policy.id
        if self._given is not None:
            if self._given.id == name:
                return self._given
            zh, en = f"记录属于政策 `{name}`", f"it was decided by the policy `{name}`"
            raise UnfitError(Text(f"{zh}，所给的是 `{self._given.id}`", f"{en}, `{self._given.id}` was given"))
        if name not in bundled_policies():
            zh, en = f"没有内置政策 `{name}`；请用 --policy 给出", f"no bundled policy `{name}`; give it with --policy"
            raise UnfitError(Text(zh, en))
        return load_policy(name)

    def _amended(self, policy: Policy, proposals: Sequence[Proposal]) -> Policy:
        options = (f"{name}={option}" for name, option in sorted(policy.options.items()))
        key = (policy.digest, *options)
        if key not in self._made:
            self._made[key] = policy.amend(*proposals)
        return self._made[key]


def _other_version(record: Record, base: Policy, amended: Policy) -> Text:
    recorded, digests = record.policy.digest, dict.fromkeys((base.digest, amended.digest))
    loaded = ", ".join(f"`{each}`" for each in digests)
    zh = f"由政策 `{base.id}` 的另一版本决定：记录为 `{recorded}`，所载入的是 {loaded}"
    en = f"it was decided by another version of `{base.id}`: recorded `{recorded}`, loaded {loaded}"
    if record.proposals:
        names = ", ".join(f"`{each.id}`" for each in record.proposals)
        zh, en = f"{zh}；当时采用了提案 {names}", f"{en}; the proposals {names} were applied then"
    return Text(zh, en)


def _under(policy: Policy, record: Record, notes: list[Text] | None = None) -> Policy:
    """The policy under the interpretations of a record; those that it does not have are noted, or refused."""
    chosen: dict[str, str] = {}
    for name, option in record.interpretations.items():
        try:
            policy.interpret(**{name: option})
            chosen[name] = option
        except InterpretationError as error:
            if notes is None:
                raise UnfitError(error.message) from error
            notes.append(error.message)
    return policy.interpret(**chosen)
