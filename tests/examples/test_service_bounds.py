"""The bounds of the example service: bodies, waiting, time, and settings that cannot be."""

from __future__ import annotations

import json
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree

import httpx
import pytest

from examples.paths import EXAMPLES
from examples.serving import command, environment, running

pytestmark = pytest.mark.thorough

ROOMS = EXAMPLES / "new-policy"
JSON = {"Content-Type": "application/json"}
PATH = "/policies/ganzhou/decide?year=2025"
BODY_BYTES = 8 * 1024 * 1024
#: So many cases take longer than the second that they are given, on any machine.
TOO_MANY = {"enterprises": [{"id": f"E{number}", "recognized": True} for number in range(12_000)]}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy that promises what it does not keep: seats only where entry is not free."""
    folder = tmp_path_factory.mktemp("policies") / "broken"
    copytree(ROOMS, folder)
    promised = (folder / "invariants.yaml").read_text(encoding="utf-8")
    (folder / "invariants.yaml").write_text(promised.replace("test: free_entry", "test: not free_entry"), "utf-8")
    return folder


@pytest.fixture(scope="module")
def address(broken: Path) -> Iterator[str]:
    """A service in which nobody waits: one worker, a second for a body, and another for its decision."""
    bounds = {"body_bytes": BODY_BYTES, "body_seconds": 1, "decision_seconds": 1, "workers": 1, "waiting": 0}
    with running(
        policies=f"ganzhou,{broken}", problems="3", **{name: str(each) for name, each in bounds.items()}
    ) as address:
        yield address


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


def _conversation(address: str, sent: bytes) -> bytes:
    """What the service says to bytes on a connection, until it closes it."""
    url = httpx.URL(address)
    assert url.port is not None
    with socket.create_connection((url.host, url.port), timeout=60) as connection:
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


@pytest.mark.parametrize("streamed", [False, True])
def test_body_above_the_bound_is_refused(client: httpx.Client, streamed: bool) -> None:
    """A body is refused by its length where it tells it, and as soon as it is too long where it is streamed."""
    for length, status in ((BODY_BYTES, 400), (BODY_BYTES + 1, 413)):
        whole = b" " * length
        parts = (whole[start : start + 1_000_000] for start in range(0, length, 1_000_000))
        answer = client.post(PATH, content=parts if streamed else whole, headers=JSON)
        assert (answer.status_code, answer.json()["status"]) == (status, status)
        assert client.get("/health").status_code == 200


def test_body_without_a_length_is_refused(address: str) -> None:
    """HTTP/1.1 takes such a request to have no body; who forgot the length must be told so."""
    answer = _conversation(
        address,
        f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n".encode(),
    )
    assert answer.startswith(b"HTTP/1.1 411 ")


def test_body_that_does_not_arrive_is_given_up(address: str) -> None:
    """A client that sends half a body and falls silent must not hold a connection for ever."""
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
    answer = _conversation(address, head.encode() + b'{"enterprises": [')
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in answer.lower()


def test_one_answer_lists_so_many_problems(client: httpx.Client) -> None:
    """An answer may not be many times as long as the body; what is not listed is counted."""
    answer = client.post(PATH, json={"enterprises": [1, 2, 3, 4, 5]}, headers=JSON).json()
    assert (len(answer["problems"]), answer["more"]) == (3, 2)


def test_object_of_very_many_members_is_told_in_time(client: httpx.Client) -> None:
    """Were each unknown member looked up among all others, a megabyte of them would take minutes."""
    wide = {f"k{number}": 1 for number in range(10_000)}
    answer = client.post(PATH, json={"enterprises": [wide]}, headers=JSON)
    told = answer.json()
    assert answer.status_code == 422
    assert [each["pointer"] for each in told["problems"]] == [
        "/enterprises/0/k0",
        "/enterprises/0/k1",
        "/enterprises/0/k2",
    ]
    assert told["more"] > 9_000


def test_too_much_work_is_refused_and_the_service_stays_there(client: httpx.Client) -> None:
    """Work is cut off at its deadline; meanwhile others are told to come again, and health is answered at once."""
    content = json.dumps(TOO_MANY)
    turned_away = 0
    with ThreadPoolExecutor(max_workers=1) as pool:
        long = pool.submit(client.post, PATH, content=content, headers=JSON)
        while not long.done():
            if client.get("/health").json()["taken"] == 0:
                continue
            meanwhile = client.post(PATH, content=b"{}", headers=JSON)
            if not long.done():
                assert (meanwhile.status_code, meanwhile.json()["problems"][0]["code"]) == (503, "full")
                assert int(meanwhile.headers["retry-after"]) >= 1
                turned_away += 1
    assert turned_away
    assert (long.result().status_code, long.result().json()["problems"][0]["code"]) == (503, "deadline")
    assert client.post(PATH, content=b"{}", headers=JSON).status_code == 200


def test_decision_that_breaks_a_promise_is_not_released(client: httpx.Client) -> None:
    """It is no fault of who asks, so no 4xx; and no line of it may get out."""
    facts = (ROOMS / "facts.json").read_bytes()
    for verb in ("decide?year=2025", "explain?year=2025&subject=R1"):
        answer = client.post(f"/policies/reading_rooms/{verb}", content=facts, headers=JSON)
        told = answer.json()
        assert (answer.status_code, told["type"]) == (500, "urn:policyrules:problem:not-released")
        assert told["problems"]
        assert all("free_rooms" in each["message"] for each in told["problems"])


def test_settings_that_cannot_be_are_told() -> None:
    """A service that starts with half of what it was told would fail at night: it says all that is wrong, and ends."""
    wrong = environment(workers="0", body_bytes="1e6", waiting="٣", policies=" , ", colour="red")
    ended = subprocess.run(command(), cwd=EXAMPLES, env=wrong, capture_output=True, encoding="utf-8", timeout=60)
    assert ended.returncode == 2
    lines = ended.stderr.splitlines()
    assert [line.partition(":")[0].removeprefix("POLICYRULES_SERVICE_") for line in lines] == [
        "BODY_BYTES",
        "COLOUR",
        "WAITING",
        "WORKERS",
        "POLICIES",
    ]
    missing = environment(policies="ganzhou,ganzhu")
    ended = subprocess.run(command(), cwd=EXAMPLES, env=missing, capture_output=True, encoding="utf-8", timeout=60)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "did you mean `ganzhou`" in ended.stderr
