"""The Ganzhou awards (赣市府办字〔2024〕81号, part 三) written a second time, in plain Python.

This module was written from the checked reading of the document and from the public interface alone,
without sight of the library's program, engines or policy files. It is slow, literal and easy to read, and
it serves one purpose: `tests/test_against_oracle.py` compares every line and total of the library with it.
It imports nothing of the library. It takes valid facts; it does not validate.

Where the reading leaves a corner open, this writing takes it so:

* a figure given for a year before `founded_year` stands; only missing ones count as zero there;
* a yearly award (（一）, （五）) paid for the same year and subject is already paid, as a one-time one is;
* the 50万 of 三（三） is 每年, so what was paid under it for the year reduces the claim, not `entitled`;
* N `platform_places` are places of the year: a platform paid in it, whatever its rank now, has taken one;
* `whole_period` counts every entry of 三（一）, as all were made before this decision;
* `difference` applies to payments of earlier years only, as the question says "in a later year";
* an entry without tier or subject may be any tier, or any base or platform of its enterprise;
* an excluded line lacks no fact, and its `entitled` is null where unknown; a line that is undecided only
  through the other clause is unknown as a whole, its `entitled` too;
* an unknown base has one line also under `both`, unless one of its tiers is known to be used up.

Money is integer fen. A truth value is `True`, `False` or `None` (unknown).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

WAN = 1_000_000  # 1万 yuan in fen
YI = 10_000 * WAN  # 1亿 yuan in fen

BASE_YEAR = 2024
CLAUSES = {"platform": "三（一）", "live_base": "三（二）", "growth": "三（三）", "agricultural": "三（五）"}
CLAUSE_ORDER = list(CLAUSES)

PLATFORM_THRESHOLD = 500 * WAN
PLATFORM_CAP = 30 * WAN
BASE_TIERS = {  # area, rooms, residents, hosts (at least); sales (above); reward
    1: (500, 10, 20, 20, 2000 * WAN, 10 * WAN),
    2: (1000, 20, 30, 30, 5000 * WAN, 20 * WAN),
}
GROWTH_TIERS = {1: 20 * WAN, 2: 30 * WAN, 3: 40 * WAN, 4: 50 * WAN}  # tier k: above k亿
GROWTH_CAP = 50 * WAN
AGRI_THRESHOLD = 1000 * WAN
AGRI_CAP = 20 * WAN
ENTERPRISE_CAP = 100 * WAN
YEARLY_BUDGET = 1000 * WAN

DEFAULTS: dict[str, str] = {
    "growth_tiers_in_one_year": "highest",
    "base_tiers_in_one_year": "highest",
    "base_second_tier": "full",
    "residents_sales": "total",
    "platform_cap_period": "per_year",
    "platform_rank_by": "speciality_sales",
    "platform_places": "all",
    "agri_rate": "1%",
    "annual_award_years": "from_2024",
    "first_award_years": "after_base_year",
    "last_award_year": "2026",
    "budget_rule": "platforms_last",
    "cap_order": "clause_order",
}

Truth = bool | None


# --------------------------------------------------------------------------- numbers


def number(value: Any) -> Fraction:
    """A JSON number or a decimal string, read exactly as it is written."""
    return Fraction(Decimal(str(value)))


def fen(value: Any) -> int:
    """Yuan with at most two decimals as fen."""
    amount = number(value) * 100
    assert amount.denominator == 1
    return amount.numerator


def rate(text: str) -> Fraction:
    """Read `1%`, `0.5%` or `0.005`."""
    return number(text[:-1]) / 100 if text.endswith("%") else number(text)


def share(amount: int, part: Fraction) -> int:
    """That part of the amount, rounded down to the fen."""
    return int(amount * part)  # both are >= 0, so int() rounds down


def money(amount: int | None) -> str | None:
    """Fen as the interface writes them."""
    return None if amount is None else f"{amount // 100}.{amount % 100:02d}"


# --------------------------------------------------------------------------- what is known


@dataclass(frozen=True)
class Value:
    """A fact: its value in fen (or a plain number), or None and where it should have been."""

    value: Fraction | int | None
    pointer: str


@dataclass(frozen=True)
class Test:
    """The truth of a criterion, and the facts it lacks while that is unknown."""

    __test__ = False  # not a pytest class

    truth: Truth
    missing: tuple[str, ...] = ()

    def negated(self) -> Test:
        """Unknown stays unknown."""
        return self if self.truth is None else Test(not self.truth)


def merged(pointers: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """All pointers, each once, in order."""
    return tuple(dict.fromkeys(pointer for group in pointers for pointer in group))


def all_of(*tests: Test) -> Test:
    """Kleene's conjunction: one criterion surely missed decides."""
    if any(test.truth is False for test in tests):
        return Test(False)
    if all(test.truth for test in tests):
        return Test(True)
    return Test(None, merged(test.missing for test in tests if test.truth is None))


def any_of(*tests: Test) -> Test:
    """Kleene's disjunction; false of none."""
    return all_of(*(test.negated() for test in tests)).negated()


def at_least(fact: Value, bound: int) -> Test:
    """以上, 不少于."""
    return Test(None, (fact.pointer,)) if fact.value is None else Test(fact.value >= bound)


def above(fact: Value, bound: int) -> Test:
    """超."""
    return Test(None, (fact.pointer,)) if fact.value is None else Test(fact.value > bound)


@dataclass(frozen=True)
class Thing:
    """One enterprise, platform or base of the facts, with the pointer to it."""

    facts: Mapping[str, Any]
    pointer: str

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.facts["id"])

    def flag(self, name: str) -> Test:
        """A yes-or-no property."""
        value = self.facts.get(name)
        return Test(None, (f"{self.pointer}/{name}",)) if value is None else Test(bool(value))

    def count(self, name: str) -> Value:
        """A plain number."""
        value = self.facts.get(name)
        return Value(None if value is None else number(value), f"{self.pointer}/{name}")

    def sales(self, name: str, year: int) -> Value:
        """A money series in one year; missing years before it was founded count as zero."""
        pointer = f"{self.pointer}/{name}/{year}"
        value = (self.facts.get(name) or {}).get(str(year))
        founded = self.facts.get("founded_year")
        if value is None and founded is not None and year < founded:
            return Value(0, pointer)
        return Value(None if value is None else fen(value), pointer)

    def first_above(self, name: str, bound: int, year: int) -> Test:
        """首次超, base year 2024: above in this year, not in the base year nor in any year since."""
        return all_of(
            above(self.sales(name, year), bound),
            *(above(self.sales(name, earlier), bound).negated() for earlier in range(BASE_YEAR, year)),
        )


@dataclass(frozen=True)
class Payment:
    """One entry of `awards_paid`."""

    year: int
    award: str
    tier: int | None
    enterprise: str
    subject: str | None
    amount: int


# --------------------------------------------------------------------------- lines


@dataclass(frozen=True)
class Line:
    """One award line; `claim` is what is left of it after each limit in turn."""

    award: str
    enterprise: str
    subject: str
    status: str
    tier: int | None = None
    entitled: int | None = 0
    missing: tuple[str, ...] = ()
    claim: int = 0
    paid: int | None = 0

    def to_dict(self) -> dict[str, Any]:
        """The line as the interface writes it, without reasons."""
        return {
            "award": self.award,
            "clause": CLAUSES[self.award],
            "tier": self.tier,
            "enterprise": self.enterprise,
            "subject": self.subject,
            "status": self.status,
            "entitled": None if self.status == "unknown" else money(self.entitled),
            "paid": money(self.paid),
            "missing": list(self.missing),
        }


@dataclass(frozen=True)
class Case:
    """The facts, the year and the options, and the questions the clauses ask of them."""

    facts: Mapping[str, Any]
    year: int
    options: Mapping[str, str]
    payments: tuple[Payment, ...] = field(default=())

    def things(self, name: str) -> list[Thing]:
        """The members of a list."""
        return [Thing(item, f"/{name}/{i}") for i, item in enumerate(self.facts.get(name) or [])]

    def annual_award_year(self) -> Test:
        """Whether 三（一） and （五） have awards for this sales year."""
        first = 2024 if self.options["annual_award_years"] == "from_2024" else 2025
        return Test(first <= self.year <= int(self.options["last_award_year"]))

    def first_award_year(self) -> Test:
        """Whether 三（二） and （三） have awards for this sales year."""
        first = BASE_YEAR if self.options["first_award_years"] == "from_base_year" else BASE_YEAR + 1
        return Test(first <= self.year <= int(self.options["last_award_year"]))

    def paid_this_year(self, enterprise: str | None = None, award: str | None = None) -> int:
        """Money already paid for the same sales year."""
        return sum(
            payment.amount
            for payment in self.payments
            if payment.year == self.year and enterprise in (None, payment.enterprise) and award in (None, payment.award)
        )

    def entries(self, award: str, names: tuple[str, str], tier: int | None = None) -> list[tuple[Payment, Test]]:
        """The payments that are, or may be, of this award, subject and tier, and which of both.

        An entry names its subject; without one, it is the enterprise's own award, or one of its bases or
        platforms, nobody knows which. Likewise without a tier.
        """
        enterprise, subject = names
        found: list[tuple[Payment, Test]] = []
        for i, payment in enumerate(self.payments):
            named = payment.subject
            if named is None and award in ("growth", "agricultural"):
                named = payment.enterprise
            doubts: list[Test] = [Test(payment.award == award)]
            if named is None:
                doubts += [Test(payment.enterprise == enterprise), Test(None, (f"/awards_paid/{i}/subject",))]
            else:
                doubts.append(Test(named == subject))
            if tier is not None and payment.tier is None:
                doubts.append(Test(None, (f"/awards_paid/{i}/tier",)))
            elif tier is not None:
                doubts.append(Test(payment.tier == tier))
            test = all_of(*doubts)
            if test.truth is not False:
                found.append((payment, test))
        return found

    def used(self, award: str, names: tuple[str, str], tier: int) -> Test:
        """Whether a one-time award was paid before, in whatever year and amount."""
        return any_of(*(test for _, test in self.entries(award, names, tier)))

    def annual_paid(self, award: str, names: tuple[str, str]) -> Test:
        """Whether a yearly award was already paid for this sales year."""
        return any_of(*(test for payment, test in self.entries(award, names) if payment.year == self.year))


def not_eligible(award: str, enterprise: str, subject: str) -> Line:
    """A criterion is missed."""
    return Line(award, enterprise, subject, "not_eligible")


def unknown(award: str, enterprise: str, subject: str, missing: tuple[str, ...]) -> Line:
    """The facts do not say."""
    return Line(award, enterprise, subject, "unknown", entitled=None, missing=missing, paid=None)


def already_paid(award: str, enterprise: str, subject: str, tier: int | None = None) -> Line:
    """The criteria are not missed, and the award is used up."""
    return Line(award, enterprise, subject, "already_paid", tier)


def eligible(award: str, enterprise: str, subject: str, amount: int, tier: int | None = None) -> Line:
    """The criteria are met; the limits over several lines come later."""
    return Line(award, enterprise, subject, "eligible", tier, entitled=amount, claim=amount)


def platform_line(case: Case, platform: Thing) -> Line:
    """三（一）."""
    names = ("platform", str(platform.facts["operator"]), platform.id)
    criteria = all_of(
        case.annual_award_year(),
        platform.flag("self_built"),
        at_least(platform.sales("retail_sales", case.year), PLATFORM_THRESHOLD),
    )
    speciality = platform.sales("speciality_sales", case.year)
    if criteria.truth is False:
        return not_eligible(*names)
    before = case.annual_paid("platform", names[1:])
    if before.truth:
        return already_paid(*names)
    needed = () if speciality.value is not None else (speciality.pointer,)
    if criteria.truth is None or before.truth is None or speciality.value is None:
        return unknown(*names, merged([criteria.missing, needed, before.missing]))
    return eligible(*names, min(share(int(speciality.value), Fraction(1, 100)), PLATFORM_CAP))


def base_tier_line(case: Case, base: Thing, tier: int, criteria: Test) -> Line:
    """One tier of 三（二） that is not surely missed."""
    names = ("live_base", str(base.facts["operator"]), base.id)
    used = case.used("live_base", names[1:], tier)
    if used.truth:
        return already_paid(*names, tier if criteria.truth else None)
    if criteria.truth is None or used.truth is None:
        return unknown(*names, merged([criteria.missing, used.missing]))
    amount = BASE_TIERS[tier][-1]
    if tier == 2 and case.options["base_second_tier"] == "difference":
        earlier = [e for e in case.entries("live_base", names[1:], 1) if e[0].year < case.year]
        doubts = merged(test.missing for _, test in earlier)
        if doubts:
            return unknown(*names, doubts)
        amount -= sum(payment.amount for payment, _ in earlier)
    return eligible(*names, max(amount, 0), tier)


def base_lines(case: Case, base: Thing) -> list[Line]:
    """三（二）: one line, or two where both tiers are paid."""
    names = ("live_base", str(base.facts["operator"]), base.id)
    series = "live_sales" if case.options["residents_sales"] == "total" else "best_resident_live_sales"
    criteria = {
        tier: all_of(
            case.first_award_year(),
            at_least(base.count("floor_area_m2"), area),
            at_least(base.count("live_rooms"), rooms),
            at_least(base.count("resident_enterprises"), residents),
            at_least(base.count("hosts"), hosts),
            base.first_above(series, sales, case.year),
        )
        for tier, (area, rooms, residents, hosts, sales, _) in BASE_TIERS.items()
    }
    possible = [tier for tier in criteria if criteria[tier].truth is not False]
    if not possible:
        return [not_eligible(*names)]
    if case.options["base_tiers_in_one_year"] == "both":
        lines = [base_tier_line(case, base, tier, criteria[tier]) for tier in possible]
        if all(line.status == "unknown" for line in lines):
            # Not known to be two: one line, as for any subject.
            return [unknown(*names, merged(line.missing for line in lines))]
        return lines
    highest = max(possible)
    if criteria[highest].truth or len(possible) == 1:
        return [base_tier_line(case, base, highest, criteria[highest])]
    # Either tier may turn out to be the highest.
    lines = [base_tier_line(case, base, tier, criteria[tier]) for tier in possible]
    if all(line.status == "already_paid" for line in lines):
        return [already_paid(*names)]
    return [unknown(*names, merged(line.missing for line in lines))]


def growth_line(case: Case, enterprise: Thing) -> Line:
    """三（三）."""
    names = ("growth", enterprise.id, enterprise.id)
    criteria = {
        tier: all_of(
            case.first_award_year(),
            enterprise.flag("recognized"),
            enterprise.first_above("online_sales", tier * YI, case.year),
        )
        for tier in GROWTH_TIERS
    }
    possible = [tier for tier in criteria if criteria[tier].truth is not False]
    if not possible:
        return not_eligible(*names)
    highest = max(possible)
    known = all(criteria[tier].truth for tier in possible)
    if known and case.options["growth_tiers_in_one_year"] == "highest":
        possible = [highest]
    used = {tier: case.used("growth", names[1:], tier) for tier in possible}
    if all(used[tier].truth for tier in possible):
        return already_paid(*names, highest if known else None)
    if not known or any(used[tier].truth is None for tier in possible):
        return unknown(
            *names,
            merged([*(criteria[t].missing for t in possible), *(used[t].missing for t in possible)]),
        )
    amount = sum(GROWTH_TIERS[tier] for tier in possible if not used[tier].truth)
    line = eligible(*names, min(amount, GROWTH_CAP), highest)
    # The clause's 50万 is 每年: what was paid under it for this year is part of it.
    left = max(GROWTH_CAP - case.paid_this_year(enterprise.id, "growth"), 0)
    return replace(line, claim=min(line.claim, left))


def agricultural_line(case: Case, enterprise: Thing) -> Line:
    """三（五）."""
    names = ("agricultural", enterprise.id, enterprise.id)
    criteria = all_of(
        case.annual_award_year(),
        enterprise.flag("recognized"),
        above(enterprise.sales("agri_sales", case.year), AGRI_THRESHOLD),
    )
    upstream = enterprise.sales("agri_upstream_sales", case.year)
    if criteria.truth is False:
        return not_eligible(*names)
    if case.annual_paid("agricultural", names[1:]).truth:
        return already_paid(*names)
    if criteria.truth is None or upstream.value is None:
        needed = () if upstream.value is not None else (upstream.pointer,)
        return unknown(*names, merged([criteria.missing, needed]))
    return eligible(*names, min(share(int(upstream.value), rate(case.options["agri_rate"])), AGRI_CAP))


# --------------------------------------------------------------------------- limits


def platform_ranking(case: Case, lines: Sequence[Line]) -> list[int]:
    """The places in `lines` of the platforms that are not surely out, best first, unknown ones last."""
    by = case.options["platform_rank_by"]
    other = "retail_sales" if by == "speciality_sales" else "speciality_sales"
    platforms = {platform.id: platform for platform in case.things("platforms")}

    def place(i: int) -> tuple[bool, Fraction, Fraction, str]:
        platform = platforms[lines[i].subject]
        figures = [platform.sales(name, case.year).value for name in (by, other)]
        return (
            lines[i].status == "unknown",
            -Fraction(figures[0] or 0),
            -Fraction(figures[1] or 0),
            lines[i].subject,
        )

    ranked = [i for i, line in enumerate(lines) if line.award == "platform" and line.status != "not_eligible"]
    return sorted(ranked, key=place)


def limit_platforms(case: Case, lines: list[Line], ranking: Sequence[int]) -> None:
    """择优 and the 30万 per enterprise: the lower-ranked are cut first."""
    payable = [i for i in ranking if lines[i].status == "eligible"]
    if case.options["platform_places"] != "all":
        # N platforms are paid in the year; those paid already have taken their places.
        taken = {p.subject for p in case.payments if p.award == "platform" and p.year == case.year}
        chosen = payable[: max(int(case.options["platform_places"]) - len(taken), 0)]
    else:
        chosen = payable
    left: dict[str, int] = {}
    for i in payable:
        line = lines[i]
        if line.enterprise not in left:
            counted = sum(
                payment.amount
                for payment in case.payments
                if payment.award == "platform"
                and payment.enterprise == line.enterprise
                and (case.options["platform_cap_period"] == "whole_period" or payment.year == case.year)
            )
            left[line.enterprise] = max(PLATFORM_CAP - counted, 0)
        claim = min(line.claim, left[line.enterprise]) if i in chosen else 0
        left[line.enterprise] -= claim
        lines[i] = replace(line, claim=claim)


def exclude(line: Line) -> Line:
    """就高不就低: the other clause has it."""
    return replace(line, status="excluded", claim=0, paid=0, missing=())


def limit_to_one_clause(case: Case, growth: Line, agri: Line) -> tuple[Line, Line]:
    """三（三） and 三（五） of one enterprise: only the higher."""
    paid = {p.award for p in case.payments if p.year == case.year and p.enterprise == growth.enterprise}
    open_ = ("eligible", "unknown")
    if "growth" in paid and agri.status in open_:
        agri = exclude(agri)
    if "agricultural" in paid and growth.status in open_:
        growth = exclude(growth)
    if growth.status not in open_ or agri.status not in open_:
        return growth, agri
    if growth.status == agri.status == "eligible":
        return (growth, exclude(agri)) if growth.claim >= agri.claim else (exclude(growth), agri)
    if growth.status == "eligible" and growth.claim >= AGRI_CAP:
        return growth, exclude(agri)
    if agri.status == "eligible" and agri.claim >= GROWTH_CAP:
        return exclude(growth), agri
    missing = merged([growth.missing, agri.missing])
    return undecided(growth, missing), undecided(agri, missing)


def undecided(line: Line, missing: tuple[str, ...]) -> Line:
    """The line's own amount may be known; whether it is due is not."""
    return line if line.status == "unknown" else replace(line, status="unknown", claim=0, paid=None, missing=missing)


def limit_enterprise(case: Case, lines: list[Line], enterprise: str) -> None:
    """100万 per enterprise and year."""
    mine = [i for i, line in enumerate(lines) if line.enterprise == enterprise and line.status == "eligible"]
    left = max(ENTERPRISE_CAP - case.paid_this_year(enterprise), 0)
    total = sum(lines[i].claim for i in mine)
    if total <= left:
        return
    if case.options["cap_order"] == "pro_rata":
        for i in mine:
            lines[i] = replace(lines[i], claim=share(lines[i].claim, Fraction(left, total)))
        return
    # Later clauses are cut first; within one, the smaller amount, then the greater subject id.
    clause = CLAUSE_ORDER.index
    for i in sorted(mine, key=lambda i: (clause(lines[i].award), -lines[i].claim, lines[i].subject)):
        claim = min(lines[i].claim, left)
        left -= claim
        lines[i] = replace(lines[i], claim=claim)


def spend_budget(case: Case, lines: list[Line], ranking: Sequence[int], budget: int) -> None:
    """The yearly budget: `claim` becomes what is paid."""
    rule = case.options["budget_rule"]
    claims = [i for i, line in enumerate(lines) if line.status == "eligible"]
    total = sum(lines[i].claim for i in claims)
    if rule == "report_only" or total <= budget:
        return
    if rule == "pro_rata":
        for i in claims:
            lines[i] = replace(lines[i], claim=share(lines[i].claim, Fraction(budget, total)))
        return
    first = [i for i in claims if lines[i].award != "platform"]
    fixed = sum(lines[i].claim for i in first)
    if fixed > budget:
        for i in first:
            lines[i] = replace(lines[i], claim=share(lines[i].claim, Fraction(budget, fixed)))
        left = 0
    else:
        left = budget - fixed
    for i in ranking:
        if lines[i].status == "eligible":
            claim = min(lines[i].claim, left)
            left -= claim
            lines[i] = replace(lines[i], claim=claim)


def decide(facts: Mapping[str, Any], year: int, options: Mapping[str, str] | None = None) -> dict[str, Any]:
    """All award lines and the totals, as the interface writes them (reasons apart)."""
    payments = tuple(
        Payment(
            int(item["year"]),
            item["award"],
            None if item.get("tier") is None else int(item["tier"]),
            item["enterprise"],
            item.get("subject"),
            fen(item["amount"]),
        )
        for item in facts.get("awards_paid") or []
    )
    case = Case(facts, year, {**DEFAULTS, **(options or {})}, payments)

    lines: list[Line] = [platform_line(case, platform) for platform in case.things("platforms")]
    for base in case.things("live_bases"):
        lines += base_lines(case, base)
    ranking = platform_ranking(case, lines)
    limit_platforms(case, lines, ranking)
    for enterprise in case.things("enterprises"):
        lines += limit_to_one_clause(case, growth_line(case, enterprise), agricultural_line(case, enterprise))
    for enterprise in case.things("enterprises"):
        limit_enterprise(case, lines, enterprise.id)

    support = ((facts.get("city") or {}).get("other_support") or {}).get(str(year))
    spent_otherwise = fen(support or 0) + case.paid_this_year()
    budget = max(YEARLY_BUDGET - spent_otherwise, 0)
    claimed = sum(line.claim for line in lines)
    spend_budget(case, lines, ranking, budget)

    done: list[Line] = []
    for line in lines:
        if line.status == "eligible":
            status = "paid" if line.claim == line.entitled else "reduced"
            line = replace(line, status=status, paid=line.claim)
        done.append(line)
    # The interface leaves the order of two lines of one base open.
    done.sort(
        key=lambda line: (
            line.enterprise,
            CLAUSE_ORDER.index(line.award),
            line.subject,
            line.tier or 0,
            line.status,
        )
    )
    unknown_lines = sum(line.status == "unknown" for line in done)
    return {
        "awards": [line.to_dict() for line in done],
        "totals": {
            "entitled": money(sum(line.entitled or 0 for line in done if line.status != "unknown")),
            "claimed": money(claimed),
            "paid": money(sum(line.paid or 0 for line in done)),
            "budget": money(budget),
            "overrun": money(max(claimed - budget, 0)),
            "unknown_lines": str(unknown_lines),
            "provisional": unknown_lines > 0,
        },
    }
