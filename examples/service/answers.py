"""What the library says to a body: a decision, an explanation, that the facts are valid. All take processor time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from string import Template
from typing import cast

import policyrules as pr
from policyrules.text import Language, Text
from service.catalogue import Catalogue
from service.desk import Deadline
from service.facts import facts_of
from service.queries import Query
from service.refusals import Fault, Kind, RefusalError, as_json, of_facts, of_query

JSON, TEXT, HTML = "application/json", "text/plain", "text/html"
_PAGE = Template(
    '<!doctype html>\n<html lang="$language">\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width">\n<meta name="color-scheme" content="light dark">\n'
    "<title>$title</title>\n$body\n</html>\n"
)


@dataclass(frozen=True)
class Answer:
    """The content of a response."""

    content: bytes
    media_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """A request as the library is asked it."""

    policy: pr.Policy
    body: bytes
    query: Query
    media_type: str
    language: Language


#: How a question is answered, before a deadline.
Answerer = Callable[[Catalogue, Question, Deadline], Answer]


def decide(catalogue: Catalogue, question: Question, deadline: Deadline) -> Answer:
    """The decision: the same bytes as `policyrules decide --format json` prints."""
    decision = _decision(catalogue, question, deadline)
    content = decision.to_json().encode("utf-8", "backslashreplace")
    return Answer(content, headers={"Policyrules-Warnings": str(len(decision.warnings))})


def explain(catalogue: Catalogue, question: Question, deadline: Deadline) -> Answer:
    """All that is said of one subject, as text or as a page. Raises RefusalError for one that the facts do not name."""
    subject = question.query.subject or ""
    decision = _decision(catalogue, question, deadline)
    try:
        explained = decision.explain(subject, question.language)
    except pr.UsageError as error:
        raise of_query("subject", *(error.lines(language)[0] for language in ("zh", "en"))) from None
    if question.media_type == HTML:
        words = _PAGE.substitute(language=question.language, title=escape(subject), body=explained._repr_html_())
    else:
        words = f"{explained}\n"
    return Answer(words.encode("utf-8", "backslashreplace"), question.media_type)


def validate(_: Catalogue, question: Question, deadline: Deadline) -> Answer:
    """That the facts are valid, how many things they name, and what is odd about them."""
    facts = facts_of(question.policy, question.body)
    counts = {name: len(things) for name, things in facts.lists.items()}
    warnings = [of_facts(each).to_dict(question.language) for each in facts.warnings]
    return Answer(as_json({"valid": True, "counts": counts, "warnings": warnings}))


def _decision(catalogue: Catalogue, question: Question, deadline: Deadline) -> pr.Decision:
    """The decision on the whole body, since limits reach over cases."""
    year = cast(int, question.query.year)
    policy = catalogue.settled(question.policy, year, question.query.options)
    facts = facts_of(policy, question.body)
    deadline.check()
    try:
        return policy.decide(facts, year, progress=deadline.check)
    except (pr.InvariantError, pr.EngineError) as error:
        lines = zip(error.lines("zh"), error.lines("en"), strict=True)
        faults = [Fault("not_released", Text(zh, en)) for zh, en in lines]
        raise RefusalError(Kind.NOT_RELEASED, faults) from error
