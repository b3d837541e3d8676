"""What each verb prints, and with which exit code it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reports import cases

from policyrules.bundled_files import bundled_policies
from policyrules.cli import deciding
from policyrules.provenance import digest
from policyrules.text import LANGUAGES

from .conftest import Run

DECIDE = "decide ganzhou facts.json --year 2025 --engine reference"
POLICIES = sorted(bundled_policies())


def test_json_stands_alone_on_stdout(run: Run) -> None:
    """A program that reads stdout finds the decision and nothing else; warnings are on stderr and fail nothing."""
    done = run(f"{DECIDE} --format json")
    assert done.code == 0
    assert done.out == cases.decision(json.loads(Path("facts.json").read_text())).to_json()
    assert done.err.startswith("warning: facts.json:/enterprises/1/agri_upstream_sales/2025: ")
    assert done.err.count("\n") == 1


def test_options_are_taken(run: Run) -> None:
    """--set reaches the decision, a number as the document writes it; saying the same twice is no contradiction."""
    done = run(f"{DECIDE} --format json --set agri_rate=0.5% --set cap_order=pro_rata --set agri_rate=0.5%")
    chosen = json.loads(done.out)["interpretations"]
    assert (chosen["agri_rate"], chosen["cap_order"]) == ("0.005", "pro_rata")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("x.json", b"{"),
        ("x.csv", b"\xef\xbb\xbfaward,clause,"),
        ("x.html", b"<!doctype html>"),
        ("x.xlsx", b"PK"),
        ("x.txt", "奖励\n".encode()),
    ],
)
def test_suffix_chooses_the_format(run: Run, folder: Path, name: str, start: bytes) -> None:
    """--output alone is enough: the suffix says what is written; stdout stays empty."""
    done = run(f"{DECIDE} --lang zh --output {name}")
    assert (done.code, done.out) == (0, "")
    assert (folder / name).read_bytes().startswith(start)


def test_csv_on_stdout_has_no_mark(run: Run) -> None:
    """The byte order mark is for spreadsheets that open files, not for the next program in a pipe."""
    done = run(f"{DECIDE} --format csv")
    assert done.out.startswith("award,clause,tier,enterprise,subject,status,entitled,paid,reasons,missing\n")


def test_workbook_is_in_the_language_asked_for(run: Run, folder: Path) -> None:
    """The sheets of a workbook speak the language of --lang."""
    assert run(f"{DECIDE} --format xlsx --output book --lang zh").code == 0
    with (folder / "book").open("rb") as file:
        assert openpyxl.load_workbook(file).sheetnames[0] == "奖励"


def test_table_filters(run: Run) -> None:
    """--only shows the awards of the statuses asked for, nothing else, and says that it does."""
    done = run(f"{DECIDE} --only paid,reduced")
    assert "4 of 12 lines are shown" in done.out
    assert "not eligible" not in done.out
    assert "Targets by county" not in done.out
    assert "Targets by county" in run(DECIDE).out


@pytest.mark.parametrize(
    ("locale", "flag", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "", True),
        ({"LANG": "en_GB.UTF-8"}, "", False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "", False),
        ({"LC_MESSAGES": "zh_TW", "LANG": "de_DE"}, "", True),
        ({}, "", False),
        ({"LANG": "zh_CN.UTF-8"}, "--lang en", False),
        ({"LANG": "en_GB"}, "--lang=zh", True),
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_language(
    run: Run, monkeypatch: pytest.MonkeyPatch, locale: dict[str, str], flag: str, chinese: bool, before: bool
) -> None:
    """The locale chooses the language unless --lang does, before or after the verb; mistakes too are told in it."""
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    rest = "validate ganzhou facts.json"
    done = run(f"{flag} {rest}" if before else f"{rest} {flag}")
    assert done.out.startswith("事实有效" if chinese else "the facts are valid")
    assert done.err.startswith("警告：" if chinese else "warning: ")
    wrong = run(f"{flag} {rest} --bogus" if before else f"{rest} --bogus {flag}")
    assert ("多余的参数" in wrong.err) == chinese


def test_validate_counts_what_is_valid(run: Run) -> None:
    """Valid facts end with 0, and with how many things they name."""
    done = run("validate ganzhou facts.json")
    assert done.code == 0
    assert done.out == "the facts are valid: enterprises 4, platforms 2, live-stream bases 2, awards paid 1\n"


def test_validate_places_problems_of_tables(run: Run) -> None:
    """A problem of a table is placed by file, row and column."""
    done = run("validate ganzhou bad.csv")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("bad.csv:")
    assert "B3" in done.err.split(": ")[0]


def test_validate_gives_json(run: Run) -> None:
    """Problems can be read by a program: all of them, warnings too, with the exit code that people get."""
    done = run("validate ganzhou bad.json --format json")
    problems: list[dict[str, Any]] = json.loads(done.out)
    assert (done.code, done.err) == (2, "")
    assert [each["pointer"] for each in problems] == [
        "/enterprises/0/online_sale", "/enterprises/1/id", "/enterprises/1/recognized",
    ]  # fmt: skip
    assert set(problems[0]) == {
        "code", "severity", "pointer", "file", "sheet", "row", "column", "found", "message", "message_en",
    }  # fmt: skip
    good = run("validate ganzhou facts.json --format json")
    assert (good.code, [each["severity"] for each in json.loads(good.out)]) == (0, ["warning"])


def test_explain_prints_all_lines_of_a_subject(run: Run) -> None:
    """An enterprise has all its lines, a platform its own."""
    assert run("explain ganzhou facts.json --year 2025 --subject E1 --lang zh").out.count("三（") >= 5
    assert run("explain ganzhou facts.json --year 2025 --subject P2").out.startswith("E1 · P2 · Platform award")


SECOND = "decide zhanjiang centres.json --year 2025 --engine reference"


@pytest.mark.parametrize(
    ("arguments", "said", "unsaid"),
    [
        (
            "",
            ["Six haves", "Nearest below the bounds", "Targets by county", "No.  Work point"],
            ["entitled", "Rests on"],
        ),
        (
            "--section tasks",
            ["Tasks by county", "遂溪"],
            ["Six haves: e-commerce operation centres of typical towns (附"],
        ),
        ("--section items", ["Items of the standards", "training room"], ["Work point"]),
        (
            "--section filings",
            ["2025Q2", "in time", "late"],
            ["Six haves: e-commerce operation centres of typical towns (附"],
        ),
        ("--format csv", ["standard,clause,subject,name,county,verdict,items_short"], ["work_point"]),
        ("--format csv --section tasks", ["work_point,county,duty,clause"], ["standard,clause"]),
    ],
)
def test_a_policy_without_awards_is_decided(run: Run, arguments: str, said: list[str], unsaid: list[str]) -> None:
    """The table tells standards, targets and how the duties stand; a section alone is told in full, or as CSV."""
    done = run(f"{SECOND} {arguments}")
    assert done.code == 0
    assert all(each in done.out for each in said)
    assert not any(each in done.out for each in unsaid)


@pytest.mark.parametrize("name", ["x.html", "x.xlsx", "x.json", "x.txt"])
def test_a_policy_without_awards_is_written(run: Run, folder: Path, name: str) -> None:
    """Every format is there for every policy."""
    done = run(f"{SECOND} --lang zh --output {name}")
    assert (done.code, done.out) == (0, "")
    assert (folder / name).stat().st_size > 1000


def test_explain_speaks_of_centres_enterprises_and_counties(run: Run) -> None:
    """What has a verdict, counts towards a target or reports has an explanation."""
    explain = "explain zhanjiang centres.json --year 2025 --engine reference --subject"
    assert "to meet the standard" in run(f"{explain} T2").out
    assert "counts towards 3 of 3 targets" in run(f"{explain} Z1").out
    assert run(f"{explain} 遂溪 --lang zh").out.startswith("遂溪 · 重点任务落实情况台账")


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_bundled_policy_is_shown(run: Run, policy: str, language: str) -> None:
    """Each policy shows itself in each language and format, and has a schema of its facts."""
    assert policy in run(f"show {policy} --lang {language}").out
    assert run(f"show {policy} --lang {language} --format markdown").out.startswith("## ")
    assert json.loads(run(f"show {policy} --lang {language} --format json").out)["policy"][0]["value"] == policy
    assert json.loads(run(f"schema {policy}").out)["$id"].endswith(f"{policy}:facts")


def test_schemas_of_other_things(run: Run) -> None:
    """The schema of decisions is printed as well."""
    assert "awards" in json.loads(run("schema decision").out)["properties"]


CLAUSES = {"一": "一、目标到2033年收入超5亿元。", "二": "二、政策奖励2万元。"}


@pytest.mark.parametrize(
    ("text", "encoding", "code", "said"),
    [
        ("{一}{二}", "utf-8", 0, "2 of 2 clauses match"),
        ("{一}\n\n{二}", "gb18030", 0, "2 of 2 clauses match"),
        ("{一}二、政策奖励3万元。", "utf-8", 1, "二  differs"),
        ("别的文件", "utf-8", 1, "一  not found"),
        ("\0PK", "utf-8", 2, "it is no text file"),
    ],
)
def test_verify_source(run: Run, folder: Path, text: str, encoding: str, code: int, said: str) -> None:
    """0 where every cited clause stands so in the text, 1 where one does not, 2 where the text cannot be read."""
    shutil.copytree(bundled_policies()["ganzhou"], folder / "policy")
    path = folder / "policy" / "policy.yaml"
    sources = folder / "policy" / "sources.yaml"
    written = "clauses:\n" + "".join(f"  {name}: {digest(words)}\n" for name, words in CLAUSES.items())
    if sources.exists():
        sources.write_text(written, encoding="utf-8")
    else:
        kept = path.read_text(encoding="utf-8").split("clauses:")[0]
        path.write_text(kept + written, encoding="utf-8")
    (folder / "text.txt").write_bytes(text.format(**CLAUSES).encode(encoding))
    done = run("verify-source policy text.txt")
    assert done.code == code
    assert said in done.out + done.err


def test_help_and_version_are_no_errors(run: Run) -> None:
    """Asking for help ends with 0, in both languages."""
    assert "销售年度" in run("decide --help --lang zh").out
    assert run("--version").out.startswith("policyrules ")


def test_progress_is_for_people_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bar where stderr is no terminal, nor for work that is done before a bar could be read."""
    with deciding._progress(10**6, "en") as progress:
        assert progress is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with deciding._progress(deciding.LONG, "en") as progress:
        assert progress is None


def _policyrules(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "policyrules.cli.main", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


def test_command_line_as_it_is_run(folder: Path) -> None:
    """As a process of its own, in a locale without Chinese: JSON is UTF-8, a table says what it cannot show."""
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    out, _ = _policyrules(*DECIDE.split(), "--format", "json", **plain).communicate()
    assert json.loads(out.decode("utf-8"))["policy"]["document"] == "赣市府办字〔2024〕81号"
    table = _policyrules(*DECIDE.split(), **plain)
    out, _ = table.communicate()
    assert table.returncode == 0
    assert b"\\u4e09\\uff08\\u4e00\\uff09" in out


def test_a_reader_who_leaves_early_is_no_error(folder: Path) -> None:
    """`policyrules … | head -1` ends quietly."""
    show = _policyrules("show", "ganzhou")
    assert show.stdout is not None
    assert show.stderr is not None
    show.stdout.close()
    assert (show.wait(), show.stderr.read()) == (0, b"")
    show.stderr.close()
