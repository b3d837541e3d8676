"""Writes the pages of `docs/policies`: each bundled policy as tables, in both languages, from its own data.

    python tools/policy_pages.py [--check]

With `--check` nothing is written; it ends with 1 where a page does not say what the policy says.
"""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

from policyrules import load_policy
from policyrules.bundled_files import bundled_policies
from policyrules.cli.main import main as policyrules

FOLDER = Path(__file__).parents[1] / "docs" / "policies"
#: The year for which the pages show what depends on one.
YEAR = 2025
_NOTES = {
    "en": "Made from the policy's data by `make pages`; do not edit. [中文]({other})",
    "zh": "由政策数据生成（`make pages`），请勿手改。[English]({other})",
}


def pages() -> dict[Path, str]:
    """Every page, by its path."""
    found = {}
    for policy in bundled_policies():
        names = {"en": f"{policy}.md", "zh": f"{policy}.zh.md"}
        for language, name in names.items():
            other = names["zh" if language == "en" else "en"]
            found[FOLDER / name] = page(policy, language, other)
    return found


def page(policy: str, language: str, other: str) -> str:
    """One policy in one language; `other` is the page in the other."""
    identity = load_policy(policy).definition.identity
    title = identity.title.zh if language == "zh" else identity.title.en
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        policyrules(["show", policy, "--format", "markdown", "--lang", language, "--year", str(YEAR)])
    return f"# {title}\n\n{_NOTES[language].format(other=other)}\n\n{shown.getvalue().strip()}\n"


def main() -> int:
    """Write the pages, or check them."""
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        print("\n".join(f"{path.name} is stale: run `make pages`" for path in stale) or "the policy pages are current")
        return 1 if stale else 0
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for path in stale:
        path.write_text(made[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
