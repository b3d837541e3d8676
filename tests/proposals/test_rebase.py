"""Rebasing moves a proposal to the present version, or says what no longer fits; all else of its file stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policyrules.cli.main import main
from policyrules.proposals.base import parts_of
from policyrules.proposals.proposal import load_proposal
from policyrules.proposals.rebase import rebased

from .written import WELLS, proposal, wells

IN_BRACES = "base: {{policy: wells, digest: {digest}}}  # a comment that stays"
IN_LINES = "base:\n  policy: wells\n  digest: {digest} # a comment that stays"
CHANGE = "  - {parameter: household_cap, was: 8000元, value: 9000元}"


def old(tmp_path: Path, form: str, change: str = CHANGE) -> Path:
    """A proposal against another version."""
    path = proposal(tmp_path, change)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[3] = form.format(digest="sha256:" + "0" * 64) + "\r\n"
    path.write_bytes("".join(lines).encode())
    return path


@pytest.mark.parametrize("form", [IN_BRACES, IN_LINES], ids=["in braces", "in lines"])
def test_a_proposal_is_moved_and_its_file_otherwise_kept(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = old(tmp_path, form)
    before = path.read_bytes().decode()
    assert main(["rebase", str(path), "--base", str(WELLS), "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{path}: moved to the present version\n"
    after = path.read_bytes().decode()
    assert load_proposal(path).file.base.digest == wells().digest
    assert "# a comment that stays\r\n" in after
    assert (
        after.replace(wells().digest, "sha256:" + "0" * 64).replace("\n", "").startswith(before[:60].replace("\n", ""))
    )
    assert wells().amend(path).definition.parameters["household_cap"].values[0][1] == 900000
    # Once there, it stays byte for byte.
    assert main(["rebase", str(path), "--base", str(WELLS), "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{path}: it was at the present version already\n"
    assert path.read_bytes().decode() == after
    # A part that differs is named, here and where the proposal is refused.
    stale = after.replace("budget", "budget").replace(f"digest: {wells().digest}", "digest: sha256:" + "1" * 64)
    limits = load_proposal(path).file.base.parts["limits"]
    path.write_bytes(stale.replace(limits, "0123456789ab").encode())
    assert main(["show", str(WELLS), "--with", str(path), "--lang", "en"]) == 2
    assert ", which differs in limits; found `sha256:111" in capsys.readouterr().err
    assert main(["rebase", str(path), "--base", str(WELLS), "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{path}: moved; what differs between the versions: limits\n"
    assert path.read_bytes().decode() == after


#: Every way to lay out a mapping; `DIGEST` and `PART` are what is rewritten.
LAYOUTS = {
    "braces over several lines": "base: {\n  policy: wells,\n  digest: DIGEST\n}\n",
    "a name for the braces": "base: &base {policy: wells, digest: DIGEST}\n",
    "the digest first, in quotes": 'base: {digest: "DIGEST", policy: wells}\n',
    "parts in braces": "base: {policy: wells, parts: {limits: 'PART'}, digest: DIGEST}\n",
    "no parts in braces": "base: {policy: wells, digest: DIGEST, parts: {}}\n",
    "parts in lines": "base:\n  policy: wells\n  digest: DIGEST\n  parts:\n    limits: 'PART'\n    awards: 'PART'\n",
    "parts in lines first": "base:\n  parts:\n    limits: 'PART' #\n  policy: wells\n  digest: DIGEST\n",
    "JSON": '"base": {\n "policy": "wells",\n "parts": {"limits": "PART"},\n "digest": "DIGEST"\n}\n',
    "Windows": "base:\r\n  policy: wells\r\n  digest: DIGEST\r\n",
}


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "marked"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_rewritten_and_nothing_else(layout: str, mark: str, tmp_path: Path) -> None:
    """If it failed, a file would be no YAML any more, or a text that looks like the digests would be overwritten."""
    base = LAYOUTS[layout].replace("DIGEST", "sha256:" + "0" * 64).replace("PART", "0" * 12)
    change = "  - {replace: awards.pump.label, with: {zh: 'parts: {a}', en: 'parts: {b: c}'}}"
    path = proposal(tmp_path, change)
    before, _, after = path.read_text("utf-8").partition(f"base: {{policy: wells, digest: '{wells().digest}'}}\n")
    before = mark + before.replace("提案", "'parts: {d}'")
    path.write_bytes((before + base + after).encode())
    result = rebased(path, wells().definition).text
    path.write_bytes(result.encode())
    now = load_proposal(path).file.base
    assert (now.digest, now.parts) == (wells().digest, parts_of(wells().definition.documents))
    assert result.startswith(before)
    assert result.endswith(after)
    between = result[len(before) : -len(after)]
    assert ("\n" in between.replace("\r\n", "")) == ("\r\n" not in base)
    # Once there, it stays byte for byte.
    assert rebased(path, wells().definition).text == result


def test_what_no_longer_fits_is_told_and_the_file_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = old(
        tmp_path, IN_BRACES, "  - {parameter: household_cap, was: 7000元, value: 9000元}\n  - {remove: limits.gone}"
    )
    before = path.read_bytes()
    assert main(["rebase", str(path), "--base", str(WELLS), "--lang", "en"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "more.yaml:6:37: the policy now says `8000元`; found `7000元`",
        "more.yaml:7:14: the policy has nothing of this name; found `limits.gone`; known names: `budget`, "
        "`household_cap`, `one_of_two`, `pump_places`",
    ]
    assert path.read_bytes() == before


def test_the_policy_is_found_above_the_proposal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A repository with `policies/wells` and `proposals`: nobody has to say where the policy is."""
    shutil.copytree(WELLS, tmp_path / "policies" / "wells")
    (tmp_path / "proposals").mkdir()
    path = old(tmp_path / "proposals", IN_BRACES)
    assert main(["rebase", str(path), "--lang", "en"]) == 0
    cases = "year: 2025\ncases: {none: {expect: {lines: {awards: 0}}}}\nproposals: [more.yaml]\n"
    path.with_suffix(".cases.yaml").write_text(cases, "utf-8")
    capsys.readouterr()
    for asked in (path, path.parent):
        assert main(["test", str(asked), "--lang", "en"]) == 0
        assert capsys.readouterr().out == "1 passed\n"


def test_another_policy_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = old(tmp_path, IN_BRACES)
    assert main(["rebase", str(path), "--base", "ganzhou", "--lang", "en"]) == 2
    assert "the proposal is about another policy; this one is `ganzhou`; found `wells`" in capsys.readouterr().err
    assert main(["rebase", str(path), "--lang", "en"]) == 2
    assert "no policy `wells`" in capsys.readouterr().err
