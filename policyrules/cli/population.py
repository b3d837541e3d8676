"""Deciding a population for the command line: when the columnar engine does, and how its lines are written."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from policyrules.cli import common, writing
from policyrules.engines import COLUMNAR
from policyrules.errors import EngineError, UsageError
from policyrules.facts.frames.missing import needed
from policyrules.facts.records import Facts
from policyrules.language.options import defaults
from policyrules.policy import Policy
from policyrules.text import Language, Text

if TYPE_CHECKING:
    from policyrules.decision.frame_decision import FrameDecision

#: Facts of more things than this are decided as columns, unless an engine is asked for.
LARGE = 20_000
ENGINE = Text(
    f"；{COLUMNAR}：按列计算，不给理由，事实超过 {LARGE:,} 项时自动选用",
    f"; {COLUMNAR} decides as columns, without reasons: by itself where the facts hold more than {LARGE:,} things",
)
#: What the engine writes, and what it writes without being asked for.
_FORMATS = ("table", "json", "csv", "parquet")
_BY_ITSELF = ("table", "csv", "parquet")


def check(options: argparse.Namespace, format_: str) -> None:
    """Raises UsageError where the engine that is asked for does not do what else is asked for, or is not installed."""
    if options.engine == COLUMNAR and format_ not in _FORMATS:
        raise UsageError(_not_columnar(f"--format {format_}"))
    kept = "--record" if options.record is not None else "--register" if options.register is not None else ""
    if options.engine == COLUMNAR and options.record is not None:
        raise UsageError(_not_columnar(kept))
    if options.engine == COLUMNAR and kept:
        zh, en = f"引擎 {COLUMNAR} 不读登记簿", f"the engine {COLUMNAR} reads no register"
        raise UsageError(Text(f"{kept}：{zh}，请用 --engine rete", f"{kept}: {en}; use --engine rete"))
    if format_ == "parquet" and (kept or options.engine not in (None, COLUMNAR)):
        given = kept or f"--engine {options.engine}"
        zh, en = f"只由引擎 {COLUMNAR} 写出，不能与 {given} 同用", f"only --engine {COLUMNAR} writes it, not {given}"
        raise UsageError(Text(f"--format parquet：{zh}", f"--format parquet: {en}"))
    if options.engine == COLUMNAR or format_ == "parquet":
        needed("polars")


def _not_columnar(option: str) -> Text:
    zh, en = (
        f"引擎 {COLUMNAR} 不给出理由，请用 --engine rete",
        f"the engine {COLUMNAR} has no reasons; use --engine rete",
    )
    return Text(f"{option}：{zh}", f"{option}: {en}")


def inputs(source: str) -> list[str]:
    """A file or a folder of facts, and the files of a folder."""
    path = Path(source)
    return [source, *map(str, path.iterdir())] if path.is_dir() else [source]


class Choice(NamedTuple):
    """Whether the columnar engine decides, and from what.

    Parquet files are named by their path; whatever else was read to choose is checked facts; None where nothing was.
    """

    columnar: bool
    source: Facts | Path | None = None


def choose(policy: Policy, options: argparse.Namespace, format_: str, language: Language) -> Choice:
    """The engine for the facts of the command line; says on stderr where it was not asked for. Raises FactsError."""
    asked = options.engine == COLUMNAR or format_ == "parquet"
    if not asked and not (_may_choose(options, format_) and _installed()):
        return Choice(columnar=False)
    policy.program(options.year)  # a wrong year is said before facts are read
    source: Facts | Path = Path(options.facts)
    if parquet := _parquet(Path(options.facts)):
        size = sum(map(_rows, parquet))
    else:
        with common.warnings_as_lines(language):
            source = policy.facts(options.facts)
        size = sum(map(len, source.lists.values()))
    if not asked and size <= LARGE:
        return Choice(columnar=False, source=None if parquet else source)
    if options.engine is None:
        common.note(_why(size, asked), language)
    return Choice(columnar=True, source=source)


def _may_choose(options: argparse.Namespace, format_: str) -> bool:
    return options.engine is None and format_ in _BY_ITSELF and options.record is None and options.register is None


def _installed() -> bool:
    try:
        needed("polars")
    except UsageError:
        return False
    return True


def _parquet(path: Path) -> list[Path]:
    """The Parquet files that a path names."""
    if path.suffix.lower() == ".parquet" and path.is_file():
        return [path]
    files = path.iterdir() if path.is_dir() else ()
    return sorted(each for each in files if each.suffix.lower() == ".parquet" and not each.name.startswith((".", "~")))


def _rows(path: Path) -> int:
    """How many rows a Parquet file has; of one that cannot be read none, for its reader to say so."""
    import pyarrow
    import pyarrow.parquet

    try:
        rows: int = pyarrow.parquet.read_metadata(path).num_rows
    except (pyarrow.ArrowException, OSError):
        return 0
    return rows


def _why(size: int, asked: bool) -> Text:
    """Why the engine decides that was not named."""
    if asked:
        zh = f"Parquet 由引擎 {COLUMNAR} 按列写出，不含理由"
        return Text(zh, f"Parquet is written by the engine {COLUMNAR}, without reasons")
    zh = f"事实共 {size:,} 项，超过 {LARGE:,} 项，由引擎 {COLUMNAR} 按列决定"
    en = f"the facts hold {size:,} things, more than {LARGE:,}: the engine {COLUMNAR} decides them"
    return Text(f"{zh}；需要理由请用 --engine rete", f"{en}; --engine rete gives the reasons")


def decide(policy: Policy, source: Facts | Path, year: int, format_: str, language: Language) -> FrameDecision:
    """The decision as frames. Lines of files stay as they stream; of what was read they are put in order.

    Raises FactsError, UsageError, EngineError.
    """
    with common.warnings_as_lines(language), _in_our_words():
        return policy.decide_frame(source, year, ordered=format_ == "json" or isinstance(source, Facts))


def write(
    decision: FrameDecision,
    policy: Policy,
    format_: str,
    output: str | None,
    language: Language,
    only: tuple[str, ...],
    section: str,
) -> None:
    """Write the lines, whole or not at all.

    Raises UsageError where they cannot be written, EngineError where they cannot be computed, InvariantError where they
    break what the document promises.
    """
    from policyrules.reports.population import data, files, screen

    with common.warnings_as_lines(language), _in_our_words():
        if format_ == "json":
            writing.emit(data.json_of(decision), output)
        elif format_ == "csv" and output is None:
            writing.emit_file(lambda new: files.fill_csv(decision, section or "awards", new))
        elif output is not None and format_ in ("csv", "parquet"):
            write_file = files.write_csv if format_ == "csv" else files.write_parquet
            write_file(decision, section or "awards", output)
        else:
            width = None if output else writing.terminal_width()
            colour = output is None and writing.colour()
            usual = defaults(policy.definition)
            writing.show(screen.summary(decision, language, usual, only, width, colour, section), output)


@contextmanager
def _in_our_words() -> Iterator[None]:
    """What the libraries below raise while they compute, as an error of ours in one line."""
    from narwhals.exceptions import NarwhalsError
    from polars.exceptions import PolarsError

    try:
        yield
    except (NarwhalsError, PolarsError) as error:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise EngineError(f"the engine {COLUMNAR} failed: {reason}") from error
