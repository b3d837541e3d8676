"""What the environment sets: which policies are served, and the bounds of all that is taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

PREFIX = "POLICYRULES_SERVICE_"
#: The least and the most of each number.
BOUNDS = {
    "body_bytes": (1_024, 64 * 1024 * 1024),
    "body_seconds": (1, 300),
    "decision_seconds": (1, 600),
    "workers": (1, 64),
    "waiting": (0, 1_000),
    "problems": (1, 100_000),
}


class SettingsError(ValueError):
    """The environment sets what cannot be; one line for each problem."""


@dataclass(frozen=True)
class Settings:
    """The bounds of the service. The defaults are for one process on one or two processors."""

    policies: tuple[str, ...] = ("ganzhou", "zhanjiang")
    """Bundled policies by id, or the paths of policy folders."""
    body_bytes: int = 256 * 1024
    """The longest body. One that is wrong everywhere takes longest to read: some 25 µs for each byte."""
    body_seconds: int = 10
    """How long a body may take to arrive."""
    decision_seconds: int = 10
    """How long a request may wait for a worker and be decided."""
    workers: int = 2
    """How many requests are worked on at once."""
    waiting: int = 16
    """How many more may wait for a worker; what comes above that is told to come again."""
    problems: int = 1_000
    """The most problems that one answer lists; the others are counted."""


def from_environment(environment: Mapping[str, str]) -> Settings:
    """The settings of POLICYRULES_SERVICE_… variables. Raises SettingsError with a line for each that is wrong."""
    wrong: list[str] = []
    values: dict[str, int] = {}
    known = {PREFIX + each.name.upper(): each.name for each in fields(Settings)}
    given = {name: text for name, text in environment.items() if name.startswith(PREFIX)}
    for name, text in sorted(given.items()):
        if name not in known:
            wrong.append(f"{name}: there is no such setting; there are: {', '.join(sorted(known))}")
        elif known[name] in BOUNDS:
            least, most = BOUNDS[known[name]]
            if text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:
                values[known[name]] = int(text)
            else:
                wrong.append(f"{name}: expected a whole number in {least}…{most}; found `{text}`")
    policies = _policies(given.get(f"{PREFIX}POLICIES"), wrong)
    if wrong:
        raise SettingsError("\n".join(wrong))
    return Settings(policies, **values)


def _policies(text: str | None, wrong: list[str]) -> tuple[str, ...]:
    if text is None:
        return Settings.policies
    names = tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))
    if not names:
        wrong.append(f"{PREFIX}POLICIES: expected policies or policy folders, with commas between them; found `{text}`")
    return names
