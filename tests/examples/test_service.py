"""The example service, asked by real requests: what it answers, eight at a time, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

import policyrules as pr
from examples.paths import EXAMPLES, GANZHOU, ZHANJIANG
from examples.service_mistakes import BAD_ADDRESSES, BAD_BODIES, BAD_HEADERS, EMPTY, JSON
from examples.serving import running
from policyrules.cli.main import main

pytestmark = pytest.mark.thorough

ROOMS = EXAMPLES / "new-policy"
FOLDERS: dict[str, str | Path] = {"ganzhou": "ganzhou", "zhanjiang": "zhanjiang", "reading_rooms": ROOMS}
FACTS = {
    "ganzhou": GANZHOU / "facts.json",
    "zhanjiang": ZHANJIANG / "facts.json",
    "reading_rooms": ROOMS / "facts.json",
}
#: What is asked at once: policies, years and readings that answer differently.
ASKED: list[tuple[str, int, dict[str, str]]] = [
    ("ganzhou", 2025, {}),
    ("ganzhou", 2025, {"growth_tiers_in_one_year": "cumulative"}),
    ("ganzhou", 2025, {"agri_rate": "0.5%", "platform_places": "1"}),
    ("ganzhou", 2026, {}),
    ("zhanjiang", 2025, {}),
    ("reading_rooms", 2025, {}),
    ("reading_rooms", 2025, {"visits_of": "year_before"}),
    ("reading_rooms", 2026, {}),
]


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A client of a service with the three policies."""
    with (
        running(policies=f"ganzhou,zhanjiang,{ROOMS}") as address,
        httpx.Client(base_url=address, timeout=60, limits=httpx.Limits(max_connections=8)) as client,
    ):
        yield client


@cache
def _decision(asked: int) -> pr.Decision:
    name, year, options = ASKED[asked]
    return pr.load_policy(FOLDERS[name]).interpret(**options).decide(FACTS[name], year)


def _ask(client: httpx.Client, asked: int, verb: str = "decide", **more: str) -> httpx.Response:
    name, year, options = ASKED[asked]
    parameters = httpx.QueryParams(
        [("year", str(year)), *more.items(), *(("set", f"{key}={each}") for key, each in options.items())]
    )
    content = FACTS[name].read_bytes()
    return client.post(f"/policies/{name}/{verb}", params=parameters, content=content, headers=JSON)


def test_eight_at_a_time_each_gets_its_own_decision(client: httpx.Client) -> None:
    """Requests that run at once would answer each other's question if anything of one were kept for another."""
    order = [(start + step) % len(ASKED) for start in range(8) for step in range(8)]
    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = list(pool.map(lambda asked: _ask(client, asked), order))
    assert [each.status_code for each in answers] == [200] * len(order)
    assert len({_decision(asked).digest for asked in order}) == len(ASKED)
    for asked, answer in zip(order, answers, strict=True):
        assert answer.text == _decision(asked).to_json()


def test_decision_is_what_the_command_line_prints(client: httpx.Client, tmp_path: Path) -> None:
    """Whoever compares the two, byte by byte, must find no difference."""
    output = tmp_path / "decision.json"
    assert main(["decide", "ganzhou", str(FACTS["ganzhou"]), "--year", "2025", "--output", str(output)]) == 0
    assert _ask(client, 0).content == output.read_bytes()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_explanation_is_that_of_the_library(client: httpx.Client, language: Any) -> None:
    """As text by default and as a page where it is asked for, in the language of the parameter or of the header."""
    explained = _decision(0).explain("E1", language)
    for answer in (
        _ask(client, 0, "explain", subject="E1", language=language),
        client.post(
            "/policies/ganzhou/explain?year=2025&subject=E1",
            content=FACTS["ganzhou"].read_bytes(),
            headers={**JSON, "Accept-Language": f"fr, {language}-SG;q=0.5, *;q=0.1"},
        ),
    ):
        assert (answer.headers["content-type"], answer.text) == ("text/plain; charset=utf-8", f"{explained}\n")
    page = client.post(
        f"/policies/ganzhou/explain?year=2025&subject=E1&language={language}",
        content=FACTS["ganzhou"].read_bytes(),
        headers={**JSON, "Accept": "application/pdf, text/html;q=0.9, text/*;q=0.1"},
    )
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert explained._repr_html_() in page.text


def test_markup_in_names_stays_text(client: httpx.Client) -> None:
    """A page that shows an id from outside must not run it, and no browser may guess JSON to be a page."""
    name = "<script>alert(1)</script>"
    facts = {"enterprises": [{"id": name, "name": name, "recognized": True, "online_sales": {"2025": 1}}]}
    page = client.post(
        "/policies/ganzhou/explain",
        params={"year": "2025", "subject": name},
        content=json.dumps(facts),
        headers={**JSON, "Accept": "text/html"},
    )
    assert page.status_code == 200
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text
    wrong = client.post(EMPTY, content=json.dumps({name: 1}), headers=JSON)
    assert wrong.headers["content-type"] == "application/problem+json"
    assert (wrong.headers["x-content-type-options"], wrong.headers["cache-control"]) == ("nosniff", "no-store")


@pytest.mark.parametrize(
    ("sales", "status"), [("999999999999999.99", 200), ("999999999999999.991", 422), ("1000000000000000.01", 422)]
)
def test_numbers_are_read_exactly(client: httpx.Client, sales: str, status: int) -> None:
    """As floats the three are one number; an amount with a tenth of a fen, or above the most, would be let pass."""
    body = f'{{"enterprises": [{{"id": "E", "online_sales": {{"2025": {sales}}}}}]}}'
    assert client.post(EMPTY, content=body, headers=JSON).status_code == status


def test_policies_are_described(client: httpx.Client) -> None:
    """A client that knows only the address must find the policies, their schemas, and every option that it may set."""
    assert [each["id"] for each in client.get("/policies").json()["policies"]] == list(FOLDERS)
    for name, folder in FOLDERS.items():
        policy = pr.load_policy(folder)
        described = client.get(f"/policies/{name}").json()
        assert described["digest"] == policy.digest
        assert client.get(f"/policies/{name}/schema").json() == policy.facts_schema()
        told = {each["name"]: each["default"] for each in described["interpretations"]}
        assert told == policy.decide({}, 2025).interpretations
        for each in described["interpretations"]:
            for option in each["options"]:
                policy.interpret(**{each["name"]: option["option"]})
    assert client.get("/health").json()["status"] == "ok"


def test_validation_counts_and_warns(client: httpx.Client) -> None:
    """Facts that are odd and can still be decided are valid, and what is odd is told where it stands."""
    facts = {"enterprises": [{"id": "E1", "agri_sales": {"2025": 1}, "agri_upstream_sales": {"2025": 2}}]}
    told = client.post("/policies/ganzhou/validate", json=facts, headers={"Accept-Language": "en"}).json()
    assert (told["valid"], told["counts"]["enterprises"]) == (True, 1)
    assert [each["pointer"] for each in told["warnings"]] == ["/enterprises/0/agri_upstream_sales/2025"]
    assert client.post(EMPTY, json=facts).headers["policyrules-warnings"] == "1"


@pytest.mark.parametrize(("method", "path", "status", "parameter"), BAD_ADDRESSES)
def test_bad_address_is_told(client: httpx.Client, method: str, path: str, status: int, parameter: str | None) -> None:
    """Each is refused as a problem document that names the parameter, in the language that is asked for."""
    content = b"{}" if method == "POST" else None
    found = {
        language: client.request(method, path, content=content, headers={**JSON, "Accept-Language": language})
        for language in ("zh", "en")
    }
    for answer in found.values():
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert answer.json()["status"] == status
        assert [each["parameter"] for each in answer.json()["problems"] if "parameter" in each] == [parameter] * bool(
            parameter
        )
    assert found["zh"].json()["title"] != found["en"].json()["title"]
    assert found["zh"].json()["title"].isascii() is False
    if status == 405:
        assert set(answer.headers["allow"].split(", ")) in ({"POST"}, {"GET", "HEAD"})


@pytest.mark.parametrize(("body", "status", "pointers"), BAD_BODIES, ids=lambda each: repr(each)[:40])
def test_bad_body_is_told_where_it_is_wrong(
    client: httpx.Client, body: bytes, status: int, pointers: list[str | None]
) -> None:
    """No body may end in a traceback; each problem of the facts is told at its JSON pointer, all at once."""
    for path in (EMPTY, "/policies/ganzhou/validate"):
        answer = client.post(path, content=body, headers=JSON)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        problems = answer.json()["problems"]
        assert [each.get("pointer") for each in problems] == pointers
        assert all(each["message"] for each in problems)


def test_syntax_error_is_told_by_line_and_column(client: httpx.Client) -> None:
    """Who wrote the JSON by hand must find the place."""
    problem = client.post(EMPTY, content=b'{"enterprises": [\n  {"id": }]}', headers=JSON).json()["problems"][0]
    assert (problem["line"], problem["column"]) == (2, 10)


@pytest.mark.parametrize(("headers", "status"), BAD_HEADERS)
def test_bad_headers_are_refused(client: httpx.Client, headers: dict[str, str], status: int) -> None:
    """A body that is packed, or in another encoding, is never guessed at; nobody gets a format that they refuse."""
    answer = client.post(EMPTY, content=b"{}", headers=headers)
    assert (answer.status_code, answer.json()["status"]) == (status, status)


@pytest.mark.parametrize(
    "headers", [{}, {"Accept": ""}, {"Accept": "text/html, application/*;q=0.5"}, {"Accept": "*/*;q=nonsense"}]
)
def test_good_headers_are_taken(client: httpx.Client, headers: dict[str, str]) -> None:
    """Clients that say little, or much, get their answer."""
    kind = {"Content-Type": 'Application/JSON; Charset="UTF-8"'}
    assert client.post(EMPTY, content=b"\xef\xbb\xbf{}", headers={**kind, **headers}).status_code == 200
