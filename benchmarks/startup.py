"""How soon can one begin? Fresh interpreters: the import, a policy, the command line on the example.

`python -m benchmarks.startup [--times N]`
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.measuring import versions

HEAVY = (
    "pandas", "polars", "openpyxl", "z3", "pyarrow", "numpy", "pydantic", "yaml", "jsonschema", "jinja2",
    "rich", "durable", "durable_rules_engine",
)  # fmt: skip
EXAMPLE = Path(__file__).parent.parent / "examples" / "ganzhou" / "ganzhou-2025.xlsx"
#: What is begun, and within how many seconds.
STATEMENTS = {
    "pass": None,
    "import policyrules": 0.2,
    "import policyrules; policyrules.load_policy('ganzhou')": None,
}
COMMAND_AIM = 2.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    times = parser.parse_args().times
    print(versions("policyrules"))
    print(f"\n{'fresh interpreter, seconds (median)':60}{'statement':>10}{'process':>9}{'aim':>6}")
    spent: dict[str, list[tuple[float, float]]] = {statement: [] for statement in STATEMENTS}
    heavy: dict[str, str] = {}
    for _ in range(times):
        for statement in STATEMENTS:
            own, whole, heavy[statement] = begin(statement)
            spent[statement].append((own, whole))
    for statement, aim in STATEMENTS.items():
        own, whole = (median(each) for each in zip(*spent[statement], strict=True))
        print(f"{statement:60}{own:10.3f}{whole:9.3f}{aim or '':>6}  {heavy[statement]}")
    command(times)


def begin(statement: str) -> tuple[float, float, str]:
    """Seconds of a statement alone, of the whole process, and which heavy modules it imported."""
    code = (
        f"import sys, time; started = time.perf_counter(); {statement}; print(time.perf_counter() - started);"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    whole = time.perf_counter() - started
    own, heavy = done.stdout.splitlines()
    return float(own), whole, f"imports {heavy}" if heavy else ""


def command(times: int) -> None:
    """Print what `policyrules decide` on the example takes, if both are there."""
    program = Path(sys.executable).parent / "policyrules"
    if not EXAMPLE.exists() or not program.exists():
        print("policyrules decide: the example or the command is not there: left out")
        return
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        done = subprocess.run(
            [program, "decide", "ganzhou", EXAMPLE, "--year", "2025"],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            print(f"policyrules decide failed: {done.stderr.strip().splitlines()[-1:]}: left out")
            return
        spent.append(time.perf_counter() - started)
    print(f"{'policyrules decide ganzhou ' + EXAMPLE.name:60}{'':10}{median(spent):9.3f}{COMMAND_AIM:6}")


if __name__ == "__main__":
    main()
