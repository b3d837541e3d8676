from __future__ import annotations

from pathlib import Path

import pytest

from policyrules.language.source import model, read
from policyrules.language.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return model(Vocabulary, read(ROOT / "policies" / "ganzhou" / "facts.yaml"))
