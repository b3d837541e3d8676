"""A case file, and copies of it that say something else."""

from __future__ import annotations

from pathlib import Path

GOOD = """\
policy: ganzhou
year: 2025
interpretations: {growth_tiers_in_one_year: highest}
facts:
  enterprises: [{id: E1, recognized: true, online_sales: {2024: 9000万元, 2025: 2亿元}}]
  live_bases:
    - {id: B1, operator: E1, founded_year: 2025, floor_area_m2: 1200平方米, live_rooms: 20间, resident_enterprises: 30}
cases:
  on_the_bound:
    label: {zh: 恰在界上, en: exactly on the bound}
    with: {live_bases.B1.hosts: 30名, live_bases.B1.live_sales.2025: 5000万元}
    without: [live_bases.B1.founded_year]
    expect:
      awards:
        - {award: growth, subject: E1, tier: 1, status: paid, paid: 20万元, decided_by: [awards.growth.tiers.1]}
        - {award: live_base, subject: B1, status: unknown, missing: [/live_bases/0/live_sales/2024]}
      targets: [{target: courier_2024, value: null, verdict: unknown}]
      totals: {paid: 200000}
"""


def written(folder: Path, *edits: tuple[str, str], name: str = "growth.cases.yaml") -> Path:
    """The good case file with texts replaced, each of which stands in it once."""
    text = GOOD
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file"
        text = text.replace(old, new)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
