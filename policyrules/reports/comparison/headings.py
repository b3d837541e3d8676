"""What stands on top of a comparison and at its end: whose proposals, why, how it came out, what was compared."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.comparison.comparison import Comparison, Side
from policyrules.comparison.population.model import Population
from policyrules.reports.closing import provisional
from policyrules.reports.comparison.population import caveats as of_population
from policyrules.reports.comparison.population import size
from policyrules.reports.safe import plain
from policyrules.text import Language, Text, joined


@dataclass(frozen=True)
class Verdict:
    """Whether the checks pass, in a word and a code; none where nothing was checked."""

    code: str
    words: str


def heading(comparison: Comparison, language: Language) -> str:
    """The titles of the proposals; of two policies without one, their names."""
    titles = [plain(each.title.pick(language)) for each in comparison.proposals]
    if titles:
        return ("；" if language == "zh" else "; ").join(titles)
    before, after = comparison.before, comparison.after
    if before.policy != after.policy:
        return Text(f"{before.policy} 与 {after.policy} 对比", f"{before.policy} and {after.policy} compared").pick(
            language
        )
    return Text(f"{before.policy} 变更对比", f"Changes of {before.policy}").pick(language)


def reasons_for(comparison: Comparison, language: Language) -> list[tuple[str, str]]:
    """Each proposal by its id, and its reason."""
    return [(each.id, plain(each.reason.pick(language))) for each in comparison.proposals]


def verdict(comparison: Comparison, language: Language) -> Verdict | None:
    """Whether the proposals' cases pass and the invariants hold."""
    checks = comparison.checks
    if checks is None:
        return None
    if checks.passed:
        words = Text("提案的测试全部通过，没有不变式被违反。", "The proposals' cases pass and no invariant is broken.")
        if not checks.cases:
            words = Text("没有不变式被违反；提案没有带测试。", "No invariant is broken; the proposals bring no cases.")
        if any(each.state == "equivalent" for each in checks.rewrites):
            proved = Text(
                "声明不改变任何决定者，已证明如此。", " What means to change no decision is proved to change none."
            )
            words = Text(words.zh + proved.zh, words.en + proved.en)
        return Verdict("met", words.pick(language))
    failed = sum(each.outcome != "passed" for each in checks.cases)
    broken = len(checks.of_state("broken"))
    found = []
    if failed:
        found.append(Text(f"{failed} 个测试未通过", f"{failed} {'case' if failed == 1 else 'cases'} not passed"))
    if broken:
        found.append(
            Text(f"{broken} 条不变式被违反", f"{broken} {'invariant' if broken == 1 else 'invariants'} broken")
        )
    changed = sum(each.state == "different" for each in checks.rewrites)
    if changed:
        found.append(
            Text(
                f"{changed} 个提案声明不改变任何决定，而有决定改变",
                f"{changed} {'proposal means' if changed == 1 else 'proposals mean'} to change nothing and changes a "
                "decision",
            )
        )
    said = joined(found)
    return Verdict("not_met", Text(f"被拦下：{said.zh}。", f"Caught: {said.en}.").pick(language))


def about(comparison: Comparison, language: Language) -> list[tuple[str, str]]:
    """What was compared: enough to do it again."""
    before, after = comparison.before, comparison.after
    population = comparison.population
    rows = [
        (
            Text("政策", "Policy"),
            before.policy if before.policy == after.policy else f"{before.policy} → {after.policy}",
        ),
        (Text("文件", "Document"), before.document),
        (Text("变更前摘要", "Digest before"), before.digest),
        (Text("变更后摘要", "Digest after"), after.digest),
        *((Text(f"提案 {each.id}", f"Proposal {each.id}"), each.digest) for each in comparison.proposals),
        (Text("年度", "Year"), str(comparison.year)),
        (Text("变更前解释", "Readings before"), _readings(before)),
        (Text("变更后解释", "Readings after"), _readings(after)),
        *(() if population is None else ((Text("总体", "Population"), size(population).pick(language)),)),
        (Text("引擎", "Engine"), comparison.engine if population is None else _engine(comparison.engine, population)),
        (Text("程序版本", "Library"), f"policyrules {comparison.library}"),
    ]
    return [(words.pick(language), value) for words, value in rows if value]


def caveats(comparison: Comparison, language: Language) -> list[str]:
    """What a reader must not miss: that it is of a population, that unknown lines may still change the totals."""
    unknown = comparison.after.totals.unknown_lines
    return [*of_population(comparison, language), *([provisional(unknown).pick(language)] if unknown else [])]


def _engine(engine: str, population: Population) -> str:
    return f"{engine} ({population.library})"


def _readings(side: Side) -> str:
    return ", ".join(f"{name}={option}" for name, option in side.interpretations)
