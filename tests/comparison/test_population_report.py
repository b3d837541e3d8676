"""What is said of a comparison on a population: in every form that it is one, how large, and what is told of it."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import polars
import pytest

import policyrules as pr
from comparison.test_population import FACTS, PROPOSALS, YEAR, facts
from policyrules.cli.main import main
from policyrules.comparison.comparison import Comparison
from policyrules.comparison.population.compare import compare_population
from policyrules.comparison.schema import comparison_schema
from policyrules.facts.frames import missing
from policyrules.reports.comparison.book import book
from policyrules.reports.comparison.brief import brief
from policyrules.reports.comparison.charts import charts
from policyrules.reports.comparison.page import page
from policyrules.reports.comparison.screen import screen
from policyrules.text import LANGUAGES, Language

pytestmark = pytest.mark.thorough

RAISE = next(each for each in PROPOSALS if each.stem == "raise-base-award")
FIRST = 3


@lru_cache(maxsize=1)
def comparison() -> Comparison:
    """Of a proposal that moves more lines than are told."""
    base = pr.load_policy("ganzhou")
    found = compare_population(base, base.amend(RAISE), facts(), YEAR, first=FIRST)
    assert found.moved > FIRST
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_says_that_it_is_of_a_population(language: Language) -> None:
    """Nobody takes the few lines that are told for all, or a simulated population for the cases of a year."""
    found = comparison()
    population = found.population
    assert population is not None
    many = f"{population.things:,}"
    workbook = openpyxl.load_workbook(io.BytesIO(book(found, language)))
    cells = "\n".join(
        [*workbook.sheetnames, *(str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row)]
    )
    for text in (screen(found, language), brief(found, language), page(found, language), cells):
        assert {"zh": "对总体的比较", "en": "A comparison on a population"}[language] in text
        assert many in text
        assert "columnar" in text
        assert "polars" in text
        assert {"zh": "结果变化", "en": "Statuses"}[language] in text
    left = found.moved - FIRST
    for text in (screen(found, language, 100), brief(found, language), page(found, language)):
        assert {"zh": f"另有 {left:,} 项", "en": f"and {left:,} more"}[language] in text


def test_the_chart_adds_up_to_all_payees() -> None:
    """What the payees told gain, and what all others lose together, is of all of the population."""
    found = comparison()
    chart = next(each for each in charts(found, "en") if each.title == "Who gains and who loses")
    rest = found.all.losers - sum((each.change or 0) < 0 for each in found.payees)
    assert (len(found.payees), len(chart.rows)) == (FIRST, FIRST + 1)
    assert rest > 0
    assert f"{rest:,} others that lose" in chart.summary


def test_the_json_follows_its_schema() -> None:
    found = comparison().to_dict()
    jsonschema.Draft202012Validator(comparison_schema()).validate(found)
    assert found["population"]["moved"] == sum(each["lines"] for each in found["population"]["transitions"])
    assert len(comparison().to_frame("transitions", "polars")) == len(found["population"]["transitions"])


def parquet(folder: Path) -> Path:
    """The population as files, with the city as a small table beside them."""
    for name, each in facts().items():
        if isinstance(each, polars.DataFrame):
            each.write_parquet(folder / f"{name}.parquet")
    city = json.loads(FACTS.read_text("utf-8"))["city"]
    row = {f"{name}_{year}": [str(value)] for name, figures in city.items() for year, value in figures.items()}
    polars.DataFrame(row).write_csv(folder / "city.csv")
    return folder


def test_the_command_reads_a_folder_of_parquet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same sums from files as from frames in memory, JSON alone on stdout, and the exit code of the checks."""
    asked = [
        "compare",
        "ganzhou",
        str(RAISE),
        "--facts",
        str(parquet(tmp_path)),
        "--year",
        str(YEAR),
        "--search",
        "0",
        "--no-proofs",
    ]
    assert main([*asked, "--engine", "columnar", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    expected = comparison().to_dict()
    for key in ("changes", "summary", "by_award", "by_county", "by_size"):
        assert said[key] == expected[key], key
    assert said["population"] == {**expected["population"], "untold": 0}
    assert said["checks"]["passed"] is True
    (held,) = {each["state"] for each in said["checks"]["invariants"]} - {"not_promised", "given_up"}
    assert held == "not_searched"
    texts = {finding["text_en"] for each in said["checks"]["invariants"] for finding in each["findings"]}
    assert any("the whole population" in each for each in texts)


def test_without_the_libraries_it_is_said_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Frames are an extra: who does not have it is told its name, in a line."""
    monkeypatch.setattr(missing, "find_spec", lambda name: None if name == "narwhals" else object())
    asked = [
        "compare",
        "ganzhou",
        str(RAISE),
        "--facts",
        str(tmp_path),
        "--year",
        str(YEAR),
        "--engine",
        "columnar",
        "--no-proofs",
    ]
    assert main(asked) == 2
    assert 'pip install "policyrules[columnar]"' in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ["missing", "text"])
def test_wrong_files_are_refused_in_a_line(wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """2, a line that names what is wrong, no traceback, and no file left behind."""
    folder, output = parquet(tmp_path), tmp_path / "found.html"
    path = folder / "enterprises.parquet"
    if wrong == "text":
        path.write_text("not Parquet", "utf-8")
    else:
        polars.read_parquet(path).rename({"online_sales_2026": "online_sale_2026"}).write_parquet(path)
    asked: list[Any] = [
        "compare",
        "ganzhou",
        RAISE,
        "--facts",
        folder,
        "--year",
        YEAR,
        "--output",
        output,
        "--no-proofs",
    ]
    assert main([*map(str, asked), "--engine", "columnar", "--search", "0"]) == 2
    err = capsys.readouterr().err
    assert "enterprises" in err
    assert "Traceback" not in err
    assert not output.exists()
