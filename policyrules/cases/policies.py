"""The policies that cases are about, each loaded and amended once."""

from __future__ import annotations

from pathlib import Path

from policyrules.bundled_files import bundled_policies
from policyrules.errors import UsageError
from policyrules.policy import Policy, load_policy
from policyrules.proposals import load_proposal
from policyrules.suggestions import did_you_mean
from policyrules.text import Text


class Policies:
    """Policies by what files call them. Share one between calls, so that no policy is loaded twice."""

    def __init__(self) -> None:
        self._policies: dict[Path, Policy] = {}
        self._amended: dict[tuple[int, tuple[Path, ...]], tuple[Policy, Policy]] = {}

    def named(self, name: str, folder: Path) -> Policy:
        """The bundled policy of that id, or the policy folder of that path, seen from `folder`.

        Raises UsageError, PolicyError.
        """
        bundled = bundled_policies()
        if name not in bundled and not (folder / name).exists():
            hint = did_you_mean(name, bundled) or Text("", "")
            zh = f"没有政策 `{name}`：既不是内置政策，也不是从该文件看去的政策文件夹；{hint.zh}"
            en = f"no policy `{name}`: neither a bundled one nor a policy folder, seen from the file; {hint.en}"
            raise UsageError(Text(zh, en))
        return self.at(bundled[name] if name in bundled else folder / name)

    def at(self, folder: Path) -> Policy:
        """The policy of a folder. Raises UsageError, PolicyError."""
        key = folder.resolve()
        if key not in self._policies:
            ours = next((name for name, each in bundled_policies().items() if each.resolve() == key), None)
            self._policies[key] = load_policy(ours or folder)
        return self._policies[key]

    def base(self, proposal: Path) -> Policy:
        """The policy that a proposal is to change: a bundled one, or a folder of that id, or in `policies`, above it.

        Raises UsageError, PolicyError, ProposalError.
        """
        name = load_proposal(proposal).file.base.policy
        above = proposal.resolve().parents
        near = (each for folder in above for each in (folder / name, folder / "policies" / name))
        found = next((each for each in near if (each / "policy.yaml").is_file()), None)
        if found is None or name in bundled_policies():
            return self.named(name, proposal.parent)
        return self.at(found)

    def amended(self, policy: Policy, proposals: tuple[Path, ...]) -> Policy:
        """A policy with proposals applied. Raises PolicyRulesError for proposals that cannot be."""
        if not proposals:
            return policy
        key = id(policy), tuple(each.resolve() for each in proposals)
        if key not in self._amended:
            # The base is kept as well: as long as it lives, no other policy can have its identity.
            self._amended[key] = policy, policy.amend(*proposals)
        return self._amended[key][1]
