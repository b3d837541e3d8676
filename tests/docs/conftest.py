"""The documentation site in small: the real settings and extensions with a few pages, built once.

`make docs` runs these tests. Where Sphinx is not installed (extra `docs`) there is no site to test.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from .loading import ROOT

if find_spec("sphinx") is None:
    collect_ignore_glob = ["test_*.py"]

PAGES = {
    "docs/index.md": """
# Site
[Guide](guide.md), [examples](../examples/README.md), [front page](../README.md), [lint](lint.md)

```{toctree}
guide
guide.zh
lint
project/examples
```
""",
    "docs/guide.md": "# Guide\n## A part\nExclusive awards are 就高不就低. See [a program](../examples/embed.py).\n",
    "docs/guide.zh.md": """
# 指南
一条奖励说明，
`code` 与[英文](guide.md)
两行相连，只付较高的一项
and English
lines。
""",
    "docs/lint.md": "# Lint\n[PR101](lint/PR101.md)\n",
    "docs/lint/PR101.md": "# PR101: never applies\nUnlisted by any page of contents.\n",
    "docs/project/examples.md": "# Examples\nOnly what stands outside is shown.\n",
    "examples/README.md": "# Examples of the repository\n[Guide](../docs/guide.md#a-part), [data](data/facts.json)\n",
    "examples/embed.py": "print('embedded')\n",
    "examples/data/facts.json": "{}\n",
    "README.md": "# The front page\n",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of `PAGES`, built as `make docs` builds the real one: a warning fails."""
    root = tmp_path_factory.mktemp("repository")
    for path, text in PAGES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for folder in ("_extensions", "_static", "_templates"):
        shutil.copytree(ROOT / "docs" / folder, root / "docs" / folder)
    shutil.copy(ROOT / "docs" / "conf.py", root / "docs")
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", str(root / "docs"), str(root / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return root / "site"
