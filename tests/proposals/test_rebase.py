"""Rebasing moves a proposal to the present version, or says what no longer fits; all else of its file stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from policyrules.cli.main import main
from policyrules.proposals.proposal import load_proposal

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


def test_another_policy_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = old(tmp_path, IN_BRACES)
    assert main(["rebase", str(path), "--base", "ganzhou", "--lang", "en"]) == 2
    assert "the proposal is about another policy; this one is `ganzhou`; found `wells`" in capsys.readouterr().err
    assert main(["rebase", str(path), "--lang", "en"]) == 2
    assert "no policy `wells`" in capsys.readouterr().err
