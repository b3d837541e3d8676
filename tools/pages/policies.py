"""The pages of `docs/policies`: each bundled policy as tables, in both languages, from its own data."""

from __future__ import annotations

from policyrules import load_policy
from policyrules.bundled_files import bundled_policies

from .running import run

#: The year for which the pages show what depends on one.
YEAR = 2025
_NOTES = {
    "en": "Made from the policy's data by `make pages`; do not edit. [中文]({other})",
    "zh": "由政策数据生成（`make pages`），请勿手改。[English]({other})",
}


def pages() -> dict[str, str]:
    """Every page, by its path in `docs`."""
    found = {}
    for policy in bundled_policies():
        names = {"en": f"{policy}.md", "zh": f"{policy}.zh.md"}
        for language, name in names.items():
            other = names["zh" if language == "en" else "en"]
            found[f"policies/{name}"] = page(policy, language, other)
    return found


def page(policy: str, language: str, other: str) -> str:
    """One policy in one language; `other` is the page in the other."""
    identity = load_policy(policy).definition.identity
    title = identity.title.zh if language == "zh" else identity.title.en
    shown = run(f"show {policy} --format markdown --lang {language} --year {YEAR}").printed
    return f"# {title}\n\n{_NOTES[language].format(other=other)}\n\n{shown.strip()}\n"
