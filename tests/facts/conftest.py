from __future__ import annotations

from pathlib import Path

import pytest

from policyrules.language.model import Label
from policyrules.language.source import model, read
from policyrules.language.vocabulary import Field, Option, Vocabulary

ROOT = Path(__file__).parents[2]
#: The official numbering skips 23.
NUMBERS = [number for number in range(1, 29) if number != 23]


def vocabulary_of(name: str) -> Vocabulary:
    """The vocabulary of a bundled policy, its duties numbered as the compiler would."""
    found = model(Vocabulary, read(ROOT / "policies" / name / "facts.yaml"))
    lists = {
        key: things.model_copy(update={"fields": {each: _numbered(field) for each, field in things.fields.items()}})
        for key, things in found.lists.items()
    }
    return found.model_copy(update={"lists": lists})


def _numbered(field: Field) -> Field:
    if field.type != "duty":
        return field
    options = {str(each): Option(label=Label(zh=f"第{each}项", en=f"duty {each}")) for each in NUMBERS}
    refused = {"23": Label(zh="官方台账没有第23项", en="the official table skips it")}
    return field.model_copy(update={"options": options, "refused": refused})


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return vocabulary_of("ganzhou")


@pytest.fixture(scope="session")
def zhanjiang() -> Vocabulary:
    return vocabulary_of("zhanjiang")


@pytest.fixture(scope="session", params=["ganzhou", "zhanjiang"])
def any_vocabulary(request: pytest.FixtureRequest) -> Vocabulary:
    return vocabulary_of(request.param)
