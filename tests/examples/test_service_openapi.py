"""What the example service says of itself: a valid OpenAPI document that it keeps to, whatever it is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode, engine
from schemathesis.config import (
    ChecksConfig,
    GenerationConfig,
    PhasesConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
    StatefulPhaseConfig,
)
from schemathesis.engine import events

from examples.paths import EXAMPLES
from examples.serving import running

pytestmark = pytest.mark.thorough

#: Requests of each operation beside those that try each keyword of its schemas once.
TRIES = 10


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running(policies=str(EXAMPLES / "new-policy")) as address:
        yield address


@pytest.fixture(scope="module")
def document(address: str) -> Any:
    return httpx.get(f"{address}/openapi.json", timeout=60).json()


def test_every_schema_is_valid_and_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    """Generators of clients stop at a schema that is none, and at a reference to nothing."""
    assert document["openapi"] == "3.1.0"
    schemathesis.openapi.from_dict(document).validate()
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    references = set(_references(document))
    assert len(references) > 15
    for each in references:
        found: Any = document
        for step in each.removeprefix("#/").split("/"):
            found = found[step]


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _references(each)


def test_service_keeps_to_its_document(address: str) -> None:
    """Whatever is sent, good or bad, the status, the media type and the content are among those that are documented.

    What a schema cannot say (ids that are unique, references that name something) may refuse data that conform.
    """
    generation = GenerationConfig(
        modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE],
        max_examples=TRIES,
        deterministic=True,
        no_shrink=True,
        database="none",
    )
    project = ProjectConfig(
        generation=generation,
        continue_on_failure=True,
        checks=ChecksConfig(positive_data_acceptance=PositiveDataAcceptanceConfig(enabled=False)),
        phases=PhasesConfig(stateful=StatefulPhaseConfig(enabled=False)),
    )
    config = SchemathesisConfig(seed=1, projects=ProjectsConfig(default=project))
    schema = schemathesis.openapi.from_url(f"{address}/openapi.json", config=config)
    failures: list[str] = []
    answered: Counter[tuple[str, int]] = Counter()
    for event in engine.from_schema(schema).execute():
        assert not isinstance(event, events.NonFatalError | events.FatalError), event
        if not isinstance(event, events.ScenarioFinished):
            continue
        for checks in event.recorder.checks.values():
            failed = [each.failure_info for each in checks if each.failure_info is not None]
            failures += [f"{event.label}: {each.failure.title}: {each.code_sample}" for each in failed]
        for interaction in event.recorder.interactions.values():
            assert interaction.response is not None
            answered[str(event.label), interaction.response.status_code] += 1
    assert not failures, "\n\n".join(failures)
    for verb in ("decide", "explain", "validate"):
        assert answered[f"POST /policies/reading_rooms/{verb}", 422] > 20
    for verb in ("decide", "validate"):
        assert answered[f"POST /policies/reading_rooms/{verb}", 200] > 20
