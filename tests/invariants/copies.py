"""Copies of bundled policies with something changed, and facts to decide with them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from policyrules.bundled_files import bundled_policies
from policyrules.policy import Policy, load_policy

Json = dict[str, Any]
#: A file, a text that stands in it once, and what replaces it.
Edit = tuple[str, str, str]
YI = 100_000_000


def amended(folder: Path, policy: str, *edits: Edit) -> Policy:
    """A bundled policy with texts of its files replaced."""
    copy = folder / "amended"
    shutil.copytree(bundled_policies()[policy], copy)
    for file, old, new in edits:
        path = copy / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"`{old}` stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8")
    return load_policy(copy)


def limit(name: str) -> str:
    """The text of one limit of the Ganzhou policy."""
    text = (bundled_policies()["ganzhou"] / "limits.yaml").read_text("utf-8")
    start = text.index(f"  {name}:\n")
    return text[start : text.find("\n\n", start) + 2]


#: A proposal that adds an award and forgets the limits that should cover it.
TRAINING: tuple[Edit, ...] = (
    (
        "awards.yaml",
        "    amount: interpretation.agri_rate * agri_upstream_sales[year]\n    cap: agricultural.cap\n",
        """\
    amount: interpretation.agri_rate * agri_upstream_sales[year]
    cap: agricultural.cap

  training:
    clause: 三（六）
    label: {zh: 培训奖励, en: Training award}
    subject: enterprises
    paid: yearly
    years: *annual
    criteria:
      - {id: recognized, label: {zh: 经认定, en: recognised}, test: recognized}
    amount: platform.cap
""",
    ),
    (
        "facts.yaml",
        "          agricultural: {label: {zh: 农产品销售奖励, en: agricultural sales}}\n",
        """\
          agricultural: {label: {zh: 农产品销售奖励, en: agricultural sales}}
          training: {label: {zh: 培训奖励, en: training}}
""",
    ),
)


def enterprise(name: str = "E1", **facts: Any) -> Json:
    sales = {"2024": 0, "2025": 0, "2026": 0}
    return {"id": name, "recognized": True, "online_sales": sales, "agri_sales": sales, **facts}


def bases(count: int, operator: str = "E1") -> list[Json]:
    """Bases that reach the second tier, 20万 each, in 2025."""
    figures = {"floor_area_m2": 1000, "live_rooms": 20, "resident_enterprises": 30, "hosts": 30}
    sales = {"live_sales": {"2024": 0, "2025": 60_000_000}}
    return [{"id": f"{operator}-B{number}", "operator": operator, **figures, **sales} for number in range(count)]


def platforms(count: int, operator: str = "E1") -> list[Json]:
    """Platforms of which each comes to 30万 in every year."""
    sales = {"2024": 60_000_000, "2025": 60_000_000, "2026": 60_000_000, "2027": 60_000_000}
    figures = {"self_built": True, "retail_sales": sales, "speciality_sales": sales}
    return [{"id": f"{operator}-P{number}", "operator": operator, **figures} for number in range(count)]


def paid(award: str, amount: int, subject: str = "E1", tier: int | None = None, year: int = 2025) -> Json:
    """An entry of the register."""
    entry = {"year": year, "award": award, "enterprise": "E1", "subject": subject, "amount": amount}
    return entry if tier is None else {**entry, "tier": tier}
