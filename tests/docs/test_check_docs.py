"""The checker of the Markdown pages says which links lead nowhere, as a code host would show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from .loading import loaded

pytestmark = pytest.mark.thorough

check_docs = loaded("tools/check_docs.py")

OTHER = """
# Caps and limits
## The `per_year` cap
## Same
## Same
## See [the other](elsewhere.md)
<a id="by-hand"></a>
(by-name)=
```
# not a heading
```
"""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[a](other.md), [b](data.json), [c](folder)", None),
        ("[a](other.md#caps-and-limits), [b](other.md#the-per_year-cap), [c](other.md#same-1)", None),
        ("[a](other.md#see-the-other), [b](other.md#by-hand), [c](other.md#by-name)", None),
        ("[a](https://example.org/gone), [b](mailto:somebody@example.org)", None),
        ("`[a](gone.md)`\n```\n[b](gone.md)\n```\n", None),
        ("# Here\n[a](#here)", None),
        ("[a](gone.md)", "no such file `gone.md`"),
        ("[`code` in the text](gone.md)", "no such file `gone.md`"),
        ("[![a picture](data.json)](gone.md)", "no such file `gone.md`"),
        ("![a picture](gone.png)", "no such file `gone.png`"),
        ("[a][b]\n\n[b]: gone.md", "no such file `gone.md`"),
        ("[a](other.md#gone)", "no heading `gone` in `other.md`"),
        ("[a](other.md#not-a-heading)", "no heading `not-a-heading` in `other.md`"),
        ("[a](other.md#same-2)", "no heading `same-2` in `other.md`"),
        ("[a](#gone)", "no heading `gone` in `page.md`"),
        ("[a](../..)", "`../..` is outside the project"),
    ],
)
def test_links_that_lead_nowhere_are_told(
    text: str, problem: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dead link on a code host is found before anybody follows it, and a living one is left alone."""
    monkeypatch.setattr(check_docs, "ROOT", tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "data.json").write_text("{}", encoding="utf-8")
    (tmp_path / "other.md").write_text(OTHER, encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    assert check_docs.problems(page) == ([] if problem is None else [f"page.md: {problem}"])
