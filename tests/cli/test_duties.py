"""`policyrules duties`: who does what."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

import policyrules as pr
from policyrules.bundled_files import bundled_policies
from policyrules.cli.main import main

from .conftest import Run

BODIES = list(pr.load_policy("ganzhou").definition.duties.bodies)


@pytest.mark.parametrize("body", BODIES)
def test_a_body_has_exactly_its_duties(run: Run, body: str) -> None:
    """Each body finds its own duties and nobody else's, in the order of the document, with their clauses."""
    duties = pr.load_policy("ganzhou").definition.duties.duties
    expected = [(each.id, each.clause) for each in duties if body in each.bodies]
    found = json.loads(run(f"duties ganzhou --body {body} --format json").out)
    assert [(each["duty"], each["clause"]) for each in found["duties"]] == expected
    assert (found["body"], found["count"]) == (body, len(expected))


def test_tables_say_how_many(run: Run) -> None:
    """What is printed ends with a count; a body is known by its English name as well."""
    assert run("duties ganzhou --body 市商务局 --lang zh").out.endswith("共 31 项（全部 49 项）\n")
    assert main(["duties", "ganzhou", "--body", "Municipal Bureau of Commerce"]) == 0


def test_the_table_of_work_points(run: Run) -> None:
    """Official numbers stand as they are: 27 of them, without 23; what the document only points to is named."""
    rows = list(csv.DictReader(io.StringIO(run("duties zhanjiang --format csv --lang en").out)))
    assert [int(each["number"]) for each in rows] == [number for number in range(1, 29) if number != 23]
    assert "recognition standard" in rows[4]["external"]
    assert (rows[10]["places"], rows[0]["places"]) == ("遂溪", "all")


def test_a_county_has_what_is_for_it(run: Run) -> None:
    """Duties that name other counties are left out."""
    found = json.loads(run("duties zhanjiang --county 遂溪县 --format json").out)
    numbers = {each["number"] for each in found["duties"]}
    assert (found["county"], 11 in numbers, 27 in numbers) == ("遂溪", True, False)


@pytest.mark.parametrize("policy", sorted(bundled_policies()))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_formats(run: Run, folder: Path, policy: str, language: str) -> None:
    """Each format can be had for each policy, in each language."""
    for format_, start in {"table": "", "html": "<!doctype html>", "markdown": "## ", "json": "{"}.items():
        done = run(f"duties {policy} --format {format_} --lang {language}")
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(start)
    assert run(f"duties {policy} --output x.xlsx --lang {language}").code == 0
    sheet = openpyxl.load_workbook(folder / "x.xlsx").worksheets[0]
    total = len(pr.load_policy(policy).definition.duties.duties)
    assert str(total) in str(sheet.cell(sheet.max_row, 1).value)
    assert sheet.max_row == total + 3


BAD = {
    "duties ganzhou --body 商务局": "市商务局",
    "duties ganzhou --body 某某": "市商务局",
    "duties zhanjiang --body 市商务局": "names no bodies",
    "duties zhanjiang --county 遂西": "did you mean `遂溪`?",
    "duties nowhere": "nowhere",
    "duties ganzhou --format xlsx": "--output",
    "duties ganzhou --format pdf": "'xlsx'",
    "duties ganzhou --output x.pdf": ".xlsx",
    "duties ganzhou --output none/x.csv": "there is no folder",
}


@pytest.mark.parametrize(("line", "said"), BAD.items())
def test_bad_usage_is_one_line(run: Run, line: str, said: str) -> None:
    """A name that nobody bears is answered with the nearest, in one line."""
    done = run(line)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
