"""Every mistake that an author can make comes out as one problem: where, what was found, and a way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from .folders import Edit, changed, lines, problems

#: What an author may get wrong: a text of the wells policy, what replaces it, and the one line that comes of it.
MISTAKES: dict[str, dict[str, str]] = {
    f"{table.stem}: {name}": mistake
    for table in sorted((Path(__file__).parent / "mistakes").glob("*.yaml"))
    for name, mistake in yaml.safe_load(table.read_text("utf-8")).items()
}
_TOO_DEEP = "the formula is too long or too deep; break it into named quantities"


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_problem_at_its_place_in_both_languages(name: str, tmp_path: Path) -> None:
    mistake = MISTAKES[name]
    found = problems(changed(tmp_path, (mistake["in"], mistake["replace"], mistake["by"])))
    assert [problem.line() for problem in found] == [mistake["says"]]
    allowed = found[0].allowed
    assert re.search("[\u4e00-\u9fff]", allowed.zh)
    assert not re.search("[\u4e00-\u9fff]", allowed.en)
    assert not allowed.en.endswith(".")
    assert allowed.en[:1].islower() or allowed.en[:1] == "`"


@pytest.mark.parametrize(
    "formula",
    [
        pytest.param("not " * 400 + "public", id="deep"),
        pytest.param("(" * 900 + "public" + ")" * 900, id="brackets"),
        pytest.param("public and " * 50_000 + "public", id="huge"),
    ],
)
def test_a_formula_beyond_all_measure_is_refused(formula: str, tmp_path: Path) -> None:
    folder = changed(tmp_path, ("awards.yaml", 'public or use == "drinking"', formula))
    assert lines(folder) == [f"awards.yaml:21:73: {_TOO_DEEP}"]


def test_a_formula_over_several_lines_is_placed_in_its_own_line(tmp_path: Path) -> None:
    folder = changed(
        tmp_path,
        ("awards.yaml", "test: 'not owner", "test:\n          'not owner"),
        ("awards.yaml", "and owner.income[year]", "and\n          owner.incom[year]"),
    )
    assert lines(folder) == ["awards.yaml:24:11: no such name; found `owner.incom`; did you mean `owner.income`?"]


def test_a_block_of_text_is_placed_in_its_own_line(tmp_path: Path) -> None:
    folder = changed(tmp_path, ("awards.yaml", "amount: training.reward", "amount: >-\n      training.rewrad"))
    assert lines(folder) == ["awards.yaml:48:7: no such name; found `training.rewrad`; did you mean `training.reward`?"]


def test_all_problems_of_all_files_are_reported_together(tmp_path: Path) -> None:
    folder = changed(
        tmp_path,
        ("facts.yaml", "type: flag", "type: flga"),
        ("parameters.yaml", "3次", "3圆"),
        ("awards.yaml", "tier.cost", "tier.cots"),
        ("awards.yaml", "id: members", "id: Members"),
        ("limits.yaml", "kind: exclusive", "kind: exclusiv"),
        ("policy.yaml", "issued:", "isued:"),
    )
    (folder / "extra.yaml").write_text("", "utf-8")
    assert [line.partition(": ")[0] for line in lines(folder)] == [
        "awards.yaml:25:75",
        "awards.yaml:46:14",
        "extra.yaml",
        "facts.yaml:19:22",
        "limits.yaml:9:11",
        "parameters.yaml:3:26",
        "policy.yaml:5:1",
    ]


def test_two_ways_to_a_payee_are_told_with_both_places(tmp_path: Path) -> None:
    keeper = "      keeper: {type: reference, to: households, required: true, label: {zh: x, en: x}}\n"
    edits: list[Edit] = [
        ("facts.yaml", "      dug_year: {", keeper + "      dug_year: {"),
        ("awards.yaml", "payee: owner\n    paid: yearly", "payee: keeper\n    paid: yearly"),
    ]
    assert lines(changed(tmp_path, *edits)) == [
        "awards.yaml:31:12: awards for `wells` need one payee: "
        "`repair` (awards.yaml:16:12) has `payee: owner`; found `keeper`"
    ]


def test_payees_of_two_lists_are_told_with_both_places(tmp_path: Path) -> None:
    fields = "{id: {type: id, required: true, label: {zh: x, en: x}}}"
    farms = f"  farms:\n    label: {{zh: x, en: x}}\n    fields: {fields}\n"
    edits: list[Edit] = [
        ("facts.yaml", "  wells:\n", farms + "  wells:\n"),
        ("awards.yaml", "subject: households", "subject: farms"),
        ("awards.yaml", "members >= training.members", "id == id"),
    ]
    assert lines(changed(tmp_path, *edits)) == [
        "awards.yaml:40:5: all awards must pay things of one list: "
        "`repair` (awards.yaml:16:12) pays `households`; found `farms`"
    ]


def test_ranks_of_different_length_cannot_be_compared(tmp_path: Path) -> None:
    edits: list[Edit] = [
        (
            "awards.yaml",
            "    amount: training.reward",
            "    amount: training.reward\n    rank: [members, members]",
        ),
        (
            "limits.yaml",
            "{awards: [repair, training], share: pro_rata}",
            "{awards: [repair], share: pro_rata}",
        ),
        ("limits.yaml", "{awards: [pump], share: by_rank}", "{awards: [pump, training], share: by_rank}"),
    ]
    assert lines(changed(tmp_path, *edits)) == [
        "limits.yaml:29:43: `pump`, `training` must be ranked by figures of the same kinds"
    ]


def test_places_and_tranches_each_ask_for_a_rank(tmp_path: Path) -> None:
    folder = changed(tmp_path, ("awards.yaml", '    rank: ["pump_price[year]"]\n', ""))
    assert lines(folder) == [
        "limits.yaml:6:5: no `rank` to serve the award `pump` by",
        "limits.yaml:29:33: no `rank` to serve the award `pump` by",
    ]


def test_without_a_ledger_nothing_that_it_reports_is_told_apart(tmp_path: Path) -> None:
    folder = changed(tmp_path)
    path = folder / "duties.yaml"
    path.write_text(path.read_text("utf-8").partition("ledger:\n")[0], "utf-8")
    assert lines(folder) == ["duties.yaml:17:5: a duty with `number` needs a `ledger`; found `keepers`"]


def test_facts_that_name_duties_need_duties_with_numbers(tmp_path: Path) -> None:
    folder = changed(tmp_path)
    path = folder / "duties.yaml"
    head, _, rest = path.read_text("utf-8").partition("duties:\n")
    duty = "  posters: {clause: x, label: {zh: x, en: x}, verb: promote}\n"
    path.write_text(f"{head}duties:\n{duty}ledger:\n{rest.partition('ledger:')[2]}", "utf-8")
    assert lines(folder) == ["facts.yaml:75:19: no duty of duties.yaml has a number; found `work_point`"]


def test_a_standard_that_requires_nothing_is_refused(tmp_path: Path) -> None:
    folder = changed(tmp_path)
    path = folder / "standards.yaml"
    path.write_text(path.read_text("utf-8").replace("modality: required", "modality: expected"), "utf-8")
    assert lines(folder) == ["standards.yaml:7:5: nothing is `required`, so that nothing can miss it"]


def test_items_of_one_standard_are_reported_together(tmp_path: Path) -> None:
    folder = changed(
        tmp_path,
        ("standards.yaml", "modality: encouraged", "modality: urged"),
        ("standards.yaml", "test: records", "test: recrods"),
        ("standards.yaml", "applies: public", "applies: pubilc"),
    )
    assert [line.partition(": ")[0] for line in lines(folder)] == [
        "standards.yaml:6:14",
        "standards.yaml:26:23",
        "standards.yaml:34:90",
    ]


def test_what_rests_on_something_broken_is_not_reported_again(tmp_path: Path) -> None:
    """A fact, a parameter and a standard that are wrong, each with formulas, targets and duties that name it."""
    folder = changed(
        tmp_path,
        ("facts.yaml", "norms.cost: {type: money", "norms.cost: {type: mony"),
        ("facts.yaml", "plan.written: {type", "plan.written: {tpye"),
        ("parameters.yaml", "new_pumps.price: {value: 5000元", "new_pumps.price: {value: 5000圆"),
        ("standards.yaml", "subject: wells", "subject: walls"),
        ("duties.yaml", "  水利局: {en: Water office}", "  水利局: {en: 7}"),
    )
    assert [line.partition(": ")[0] for line in lines(folder)] == [
        "duties.yaml:2:13",
        "facts.yaml:68:22",
        "facts.yaml:86:26",
        "parameters.yaml:22:28",
        "standards.yaml:5:14",
    ]


def test_a_broken_award_does_not_hide_formulas_about_parameters_of_its_name(tmp_path: Path) -> None:
    folder = changed(
        tmp_path,
        ("awards.yaml", "rank: [", "ranks: ["),
        ("awards.yaml", "amount: training.reward", "amount: pump.caps"),
    )
    assert lines(folder) == [
        "awards.yaml:38:5: no such key here; found `ranks`; did you mean `rank`?",
        "awards.yaml:47:13: no such name; found `pump.caps`; did you mean `pump.cap`?",
    ]


def test_quantities_that_double_each_other_are_refused(tmp_path: Path) -> None:
    first = "  q0: {of: wells, label: {zh: x, en: x}, is: age + age}\n"
    more = "".join(f"  q{i}: {{of: wells, label: {{zh: x, en: x}}, is: q{i - 1} + q{i - 1}}}\n" for i in range(1, 40))
    (line,) = lines(changed(tmp_path, ("awards.yaml", "  cost_shared:", first + more + "  cost_shared:")))
    assert "the formula is too long or too deep with its quantities" in line


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", "limits.yaml:1:1: the file is empty", id="empty"),
        pytest.param(b"# nothing yet\n", "limits.yaml:1:1: the file is empty", id="remarks alone"),
        pytest.param(b"limits", "limits.yaml:1:1: expected keys with values; found `limits`", id="a word"),
        pytest.param(b"- limits", "limits.yaml:1:1: expected keys with values", id="a list"),
        pytest.param(
            "limits: {}\n# 预算".encode("gbk"),
            "limits.yaml:2:4: the file is no UTF-8 text; save the file as UTF-8",
            id="another encoding",
        ),
        pytest.param(b"limits: {}\n\x07", "limits.yaml:2:1: the file cannot be read as YAML", id="control character"),
        pytest.param(
            b"[" * 2_000,
            "limits.yaml:1:1: the file is too large or too deep for a policy",
            id="deep brackets",
        ),
        pytest.param(
            b"limits: " + b"{a: " * 60 + b"1" + b"}" * 60,
            "limits.yaml:1:169: the file is too large or too deep for a policy",
            id="deep keys",
        ),
        pytest.param(
            b"limits: &a {x: *a}\n",
            "limits.yaml:1:9: the file is too large or too deep for a policy",
            id="anchor of itself",
        ),
        pytest.param(
            b"a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + b"".join(b"a%d: &a%d [%s]\n" % (i, i, b",".join([b"*a%d" % (i - 1)] * 10)) for i in range(1, 12)),
            "limits.yaml:1:34: the file is too large or too deep for a policy",
            id="a billion laughs",
        ),
        pytest.param(b"x" * 1_000_001, "limits.yaml: the file is too large or too deep for a policy", id="huge"),
    ],
)
def test_a_file_that_is_no_policy_file_is_refused(content: bytes, expected: str, tmp_path: Path) -> None:
    folder = changed(tmp_path)
    (folder / "limits.yaml").write_bytes(content)
    assert lines(folder) == [expected]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = changed(tmp_path)
    (folder / "facts.yaml").unlink()
    assert lines(folder) == [f"{folder}: a policy folder needs `facts.yaml`"]


@pytest.mark.parametrize(("name", "meant"), [("award.yaml", "awards.yaml"), ("limits.yml", "limits.yaml")])
def test_an_unknown_file_is_named(name: str, meant: str, tmp_path: Path) -> None:
    folder = changed(tmp_path)
    (folder / name).write_text("", "utf-8")
    assert lines(folder) == [f"{name}: a policy folder has no such file; did you mean `{meant}`?"]


def test_a_folder_that_does_not_exist_is_one_problem(tmp_path: Path) -> None:
    assert lines(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: there is no such policy folder"]


def test_a_tag_is_refused(tmp_path: Path) -> None:
    folder = changed(tmp_path, ("policy.yaml", "document: No. 7", "document: !!python/name:os.system ''"))
    (line,) = lines(folder)
    assert line.startswith("policy.yaml:2:11: policy files have no tags")


def test_the_wells_policy_itself_has_no_problem(tmp_path: Path) -> None:
    assert lines(changed(tmp_path)) == []
