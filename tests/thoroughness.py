"""How many examples a property is tried on: all of them, or fewer where the same tests have run in full elsewhere.

POLICYRULES_EXAMPLES is a share in percent. `tools/test-everywhere --others` sets it, since a second Python finds what
depends on the Python, which few examples show.
"""

from __future__ import annotations

import os

_SHARE = int(os.environ.get("POLICYRULES_EXAMPLES", "100"))


def tries(examples: int) -> int:
    """That share of `examples`, at least one."""
    return max(1, examples * _SHARE // 100)
