"""The policies and schemas that come with the library: in a checkout at its top, in a wheel inside the package."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from policyrules.errors import UsageError
from policyrules.suggestions import did_you_mean
from policyrules.text import Text

_PACKAGE = Path(__file__).resolve().parent


@lru_cache(maxsize=2)
def room(name: str) -> Path:
    """The folder `policies` or `schemas`."""
    inside = _PACKAGE / "bundled" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


@lru_cache(maxsize=1)
def bundled_policies() -> dict[str, Path]:
    """The bundled policies by id."""
    return {path.parent.name: path.parent for path in sorted(room("policies").glob("*/policy.yaml"))}


def policy_folder(policy: str | Path) -> Path:
    """The folder of a policy given by its path. Raises UsageError where there is none."""
    path = Path(policy)
    if path.is_dir():
        return path
    if path.is_file() and path.name == "policy.yaml":
        return path.parent
    bundled = bundled_policies()
    hint = did_you_mean(str(policy), bundled) or Text("", "")
    raise UsageError(
        Text(
            f"没有政策 `{policy}`：既不是内置政策，也不是政策文件夹；{hint.zh}",
            f"no policy `{policy}`: neither a bundled policy nor a policy folder; {hint.en}",
        )
    )
