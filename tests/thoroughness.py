"""How many examples a property is tried on, as a share of those that it asks for.

POLICYRULES_EXAMPLES is that share in percent. `tools/test-everywhere --others` lowers it, since a second Python finds
what depends on the Python, which few examples show. After a change of what a property guards, raise it by hand, as in
`POLICYRULES_EXAMPLES=2000 pytest tests/engines`.
"""

from __future__ import annotations

import os

_SHARE = int(os.environ.get("POLICYRULES_EXAMPLES", "100"))


def tries(examples: int) -> int:
    """That share of `examples`, at least one."""
    return max(1, examples * _SHARE // 100)
