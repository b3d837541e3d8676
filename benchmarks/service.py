"""The example service under eight connections at once, beside the library called directly in one process.

`python -m benchmarks.service [--requests N] [--connections N] [--workers N]`. Each request decides one enterprise with
one platform and one base, from JSON to JSON. Both take turns, so that a busy machine slows both: quote the ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path

import policyrules as pr
from benchmarks.cases import CASES, YEAR
from benchmarks.measuring import percentile, versions

SERVICE = Path(__file__).parents[1] / "examples"
PATH = f"/policies/ganzhou/decide?year={YEAR}"
HEADERS = {"Content-Type": "application/json"}
BODIES = [json.dumps(each.facts, ensure_ascii=False).encode() for each in CASES]
#: Requests before anything is measured: every worker compiles its rules.
FIRST = 64
TURNS = 5
_RUNNING = re.compile(r"Uvicorn running on http://([\d.]+):(\d+)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=2_000, help="requests in all")
    parser.add_argument("--connections", type=int, default=8, help="connections at once")
    parser.add_argument("--workers", type=int, default=2, help="threads of the service that decide")
    options = parser.parse_args()
    print(versions("policyrules", "starlette", "uvicorn", "h11"), f"· {os.cpu_count()} processors")
    policy = pr.load_policy("ganzhou")
    served: list[int] = []
    called: list[int] = []
    seconds = {"served": 0.0, "called": 0.0}
    with service(options.workers, options.connections) as (host, port):
        load(host, port, options.connections, FIRST)
        directly(policy, FIRST)
        for _ in range(TURNS):
            started = time.perf_counter()
            served += load(host, port, options.connections, options.requests // TURNS)
            seconds["served"] += time.perf_counter() - started
            started = time.perf_counter()
            called += directly(policy, options.requests // TURNS)
            seconds["called"] += time.perf_counter() - started
    rates = {name: len(times) / seconds[name] for name, times in (("served", served), ("called", called))}
    print("| | a second | p50 ms | p99 ms |\n|---|---:|---:|---:|")
    print(row("called directly, one after the other", called, rates["called"]))
    print(row(f"the service, {options.connections} connections, {options.workers} workers", served, rates["served"]))
    print(f"the service answers {rates['served'] / rates['called']:.2f} of what the library decides directly")


def row(name: str, times: list[int], rate: float) -> str:
    return f"| {name} | {rate:.0f} | {percentile(times, 0.5) / 1000:.1f} | {percentile(times, 0.99) / 1000:.1f} |"


def directly(policy: pr.Policy, requests: int) -> list[int]:
    """Nanoseconds of each decision from JSON to JSON, without HTTP."""
    return [_timed_call(policy, BODIES[number % len(BODIES)]) for number in range(requests)]


def _timed_call(policy: pr.Policy, body: bytes) -> int:
    started = time.perf_counter_ns()
    policy.decide(json.loads(body), YEAR).to_json().encode()
    return time.perf_counter_ns() - started


def load(host: str, port: int, connections: int, requests: int) -> list[int]:
    """Nanoseconds of each request, sent on so many connections at once that stay open."""
    with ThreadPoolExecutor(connections) as pool:
        shares = [len(range(start, requests, connections)) for start in range(connections)]
        found = list(pool.map(lambda share: list(islice(ask(host, port), share)), shares))
    return [each for times in found for each in times]


def ask(host: str, port: int) -> Iterator[int]:
    """Nanoseconds of one request after the other on a connection. Raises RuntimeError for one that is not answered."""
    connection = HTTPConnection(host, port, timeout=60)
    try:
        number = 0
        while True:
            started = time.perf_counter_ns()
            connection.request("POST", PATH, BODIES[number % len(BODIES)], HEADERS)
            response = connection.getresponse()
            content = response.read()
            taken = time.perf_counter_ns() - started
            if response.status != 200:
                raise RuntimeError(f"{response.status}: {content.decode()}")
            number += 1
            yield taken
    finally:
        connection.close()


@contextmanager
def service(workers: int, connections: int) -> Iterator[tuple[str, int]]:
    """The host and port of a service of its own process."""
    settings = {"POLICYRULES_SERVICE_WORKERS": str(workers), "POLICYRULES_SERVICE_WAITING": str(connections)}
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "--port", "0"],
        cwd=SERVICE,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        found = next((match for line in process.stderr if (match := _RUNNING.search(line))), None)
        if found is None:
            raise RuntimeError("the service did not start")
        yield found[1], int(found[2])
    finally:
        process.terminate()
        process.communicate(timeout=60)


if __name__ == "__main__":
    main()
