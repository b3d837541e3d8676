"""The policies that are served: loaded once, described, and kept under the options that requests ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

import policyrules as pr
from policyrules.language.definition import Interpretation, NumericOption
from policyrules.language.quantities import Value, plain_text
from policyrules.text import Text
from service.refusals import Fault, Kind, RefusalError, of_query

#: So many policies under other options and for other years are kept ready; others are settled anew.
KEPT = 64


class Catalogue:
    """The policies by id. Raises UsageError, PolicyError for one that cannot be had."""

    def __init__(self, names: Iterable[str]) -> None:
        self.policies: dict[str, pr.Policy] = {}
        for name in names:
            policy = pr.load_policy(name)
            if policy.id in self.policies:
                words = Text(f"`{name}`：已有政策 `{policy.id}`", f"`{name}`: there is a policy `{policy.id}` already")
                raise pr.UsageError(words)
            self.policies[policy.id] = policy
        self._kept = lru_cache(maxsize=KEPT)(self._settled)

    def policy(self, name: str) -> pr.Policy:
        """The policy of that id. Raises RefusalError, which names those that there are."""
        found = self.policies.get(name)
        if found is None:
            known = ", ".join(self.policies)
            words = Text(f"没有这一政策；有：{known}", f"there is no such policy; there are: {known}")
            raise RefusalError(Kind.NOT_FOUND, [Fault("policy", words)])
        return found

    def settled(self, policy: pr.Policy, year: int, options: tuple[tuple[str, str], ...]) -> pr.Policy:
        """A policy under options, ready to decide a year. Raises RefusalError for an option that it does not have."""
        return self._kept(policy.id, year, options)

    def _settled(self, name: str, _: int, options: tuple[tuple[str, str], ...]) -> pr.Policy:
        # A policy keeps what it settles for each year; one for each year is let go of when it is not asked for.
        try:
            return self.policies[name].interpret(**dict(options))
        except pr.InterpretationError as error:
            raise of_query("set", *(error.lines(language)[0] for language in ("zh", "en"))) from None


def identity(policy: pr.Policy) -> dict[str, Any]:
    """What a policy is: its document, and the digest of what its files say."""
    about = policy.definition.identity
    return {
        "id": policy.id,
        "document": about.document,
        "title": _words(about.title.zh, about.title.en),
        "issuer": _words(about.issuer.zh, about.issuer.en),
        "in_force": {"from": _day(about.in_force.from_), "until": _day(about.in_force.until)},
        "digest": policy.digest,
    }


def description(policy: pr.Policy) -> dict[str, Any]:
    """The same, with the interpretations: questions that the document leaves open, and their options."""
    found = policy.definition.interpretations.values()
    return {**identity(policy), "interpretations": [_interpretation(each) for each in found]}


def _interpretation(of: Interpretation) -> dict[str, Any]:
    return {
        "name": of.name,
        "clause": of.clause,
        "question": _words(of.question.zh, of.question.en),
        "options": [{"option": name, "label": _words(each.zh, each.en)} for name, each in of.options.items()],
        "number": None if of.number is None else _number(of.number),
        "default": of.default if of.number is None or of.default in of.options else _plain(of.number, of.default),
        "reason": _words(of.reason.zh, of.reason.en),
    }


def _number(number: NumericOption) -> dict[str, Any]:
    label = _words(number.label.zh, number.label.en)
    ends = {"least": _plain(number, number.least), "most": _plain(number, number.most)}
    return {"kind": number.kind.value, **ends, "label": label}


def _plain(number: NumericOption, value: Value | str | None) -> str | None:
    return None if value is None else value if isinstance(value, str) else plain_text(number.kind, value)


def _words(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
