"""The bytes of a body → checked facts of a policy. Every problem is found, each at its JSON pointer."""

from __future__ import annotations

from policyrules import Facts, FactsError, Policy
from service.refusals import Kind, RefusalError, of_facts

#: What the library calls a document that cannot be read at all.
_UNREADABLE = "file"


def facts_of(policy: Policy, content: bytes) -> Facts:
    """The facts, with their warnings. Raises RefusalError where the body is no JSON, and where the facts are wrong.

    Numbers are read exactly as they are written, and a key that stands twice in an object is told.
    """
    try:
        return policy.facts(content)
    except FactsError as error:
        unreadable = all(each.code == _UNREADABLE for each in error.problems)
        kind = Kind.BODY if unreadable else Kind.FACTS
        raise RefusalError(kind, [of_facts(each) for each in error.problems]) from None
