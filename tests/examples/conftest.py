"""What the tests of the Zhanjiang example share."""

from __future__ import annotations

from typing import Any

import pytest

from examples import zhanjiang


@pytest.fixture(scope="session", params=["reference", "rete"])
def decided(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The decision of each engine."""
    return zhanjiang.decided(str(request.param))
