"""The headings and small words of proofs: what became of a promise, and what a result covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.results import Outcome, ProofReport, Scope
from policyrules.proof.wording import things_covered
from policyrules.reports.grid import Column, Sort, Status
from policyrules.reports.safe import plain
from policyrules.text import Language, Text, joined

HEADINGS: dict[str, Text] = {
    "invariant": Text("不变式", "Invariant"),
    "label": Text("承诺", "Promise"),
    "clause": Text("条款", "Clause"),
    "outcome": Text("结果", "Outcome"),
    "covers": Text("证明涵盖", "Proved for"),
    "years": Text("年度", "Years"),
    "readings": Text("解释", "Readings"),
    "how": Text("依据", "How"),
    "seconds": Text("秒", "Seconds"),
    "assumption": Text("前提", "Assumption"),
    "for": Text("用于", "For"),
    "thing": Text("事实", "Facts of"),
    "property": Text("属性", "Property"),
    "value": Text("值", "Value"),
}
OUTCOMES: dict[Outcome, Text] = {
    "proved": Text("已证明", "proved"),
    "refuted": Text("已推翻", "refuted"),
    "undecided": Text("未判定", "undecided"),
    "not_promised": Text("未作承诺", "not promised"),
}
#: Outcome → the code whose colour it has.
COLOURS: dict[Outcome, str] = {
    "proved": "met", "refuted": "not_met", "undecided": "unknown", "not_promised": "not_applicable",
}  # fmt: skip


def column(key: str, language: Language, sort: Sort = "text") -> Column:
    """A column with its heading."""
    return Column(key, HEADINGS[key].pick(language), sort)


def outcome(code: Outcome, language: Language) -> Status:
    """An outcome in a word, in the colour of what it means."""
    return Status(COLOURS[code], OUTCOMES[code].pick(language))


def closing(report: ProofReport) -> Text:
    """How many promises came to what, in a line."""
    counts = {each: len(report.of_outcome(each)) for each in OUTCOMES}
    said = [
        Text(f"{counts['proved']} 条已证明", f"{counts['proved']} proved"),
        Text(f"{counts['refuted']} 条已推翻（有反例）", f"{counts['refuted']} refuted, with a counterexample"),
        Text(f"{counts['undecided']} 条在限时内未判定", f"{counts['undecided']} not decided within the limit"),
        Text(
            f"{counts['not_promised']} 条按此解释未作承诺",
            f"{counts['not_promised']} not promised under these readings",
        ),
    ]
    shown = [words for words, number in zip(said, counts.values(), strict=True) if number]
    number = len(report.proofs)
    if not shown:
        return Text("该政策没有声明承诺，无可证明。", "The policy declares no promises: there is nothing to prove.")
    list_ = joined(shown, "；", "; ")
    promises = "promise" if number == 1 else "promises"
    return Text(f"{number} 条承诺：{list_.zh}。", f"{number} {promises}: {list_.en}.")


def covers(scope: Scope, vocabulary: Vocabulary) -> Text:
    """How many things a result covers, a line for any number and one for those that are bounded."""
    return joined(list(things_covered(scope, vocabulary)), "\n", "\n")


def years(of: Iterable[int]) -> Text:
    """Years in short: 2024–2026, 2028."""
    given = sorted(set(of))
    starts = [year for year in given if year - 1 not in given]
    ends = [year for year in given if year + 1 not in given]
    return _enumerated([str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True)])


def _enumerated(words: Sequence[str]) -> Text:
    return Text("、".join(words), ", ".join(words))


def subject(report: ProofReport, language: Language) -> str:
    """What the report is about: the document, and the proposals that amend it."""
    document = plain(report.policy["document"])
    names = [plain(name) for name, _ in report.proposals]
    if not names:
        return document
    return Text(f"{document} + {'、'.join(names)}", f"{document} + {', '.join(names)}").pick(language)
