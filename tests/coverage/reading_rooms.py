"""Cases of the example policy for reading rooms: its grant for books, around each criterion."""

from __future__ import annotations

from pathlib import Path

from policyrules.cases import Case, load_cases
from policyrules.policy import Policy, load_policy

FOLDER = Path(__file__).parents[2] / "examples" / "new-policy"

CASES = """\
year: 2025
facts:
  associations: [{id: A1}]
  rooms: [{id: R1, association: A1, free_entry: true, readers: {2025: 1000}, book_purchases: {2025: 1万元}}]
cases:
  on_the_bound:
    expect: {awards: [{award: books, subject: R1, status: paid, paid: 4000元}]}
  one_visit_short:
    with: {rooms.R1.readers.2025: 999}
    expect: {awards: [{award: books, subject: R1, status: not_eligible}]}
  visits_unknown:
    without: [rooms.R1.readers]
    expect: {awards: [{award: books, subject: R1, status: unknown}]}
  no_free_entry:
    with: {rooms.R1.free_entry: false}
    expect: {awards: [{award: books, subject: R1, status: not_eligible}]}
  neither:
    with: {rooms.R1.free_entry: false, rooms.R1.readers.2025: 999}
    expect: {awards: [{award: books, subject: R1, status: not_eligible}]}
  says_nothing_of_the_grant:
    without: [rooms.R1.free_entry]
    expect: {awards: [{award: seats, subject: R1, status: unknown}]}
"""


def policy() -> Policy:
    """The example policy."""
    return load_policy(FOLDER)


def cases(tmp_path: Path, about: Policy, without: str = "", change: tuple[str, str] = ("", "")) -> list[Case]:
    """The cases above, but for one; `change` replaces what the text of the file says."""
    assert change[0] in CASES
    path = tmp_path / "rooms.cases.yaml"
    path.write_text(CASES.replace(*change) if change[0] else CASES, "utf-8")
    return [each for each in load_cases(path, policy=about) if each.name != without]
