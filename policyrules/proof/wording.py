"""What a proof covers, in words that the reports and the comparison share."""

from __future__ import annotations

from collections.abc import Iterator

from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.results import Scope
from policyrules.text import Text, joined, same


def things_covered(scope: Scope, vocabulary: Vocabulary) -> Iterator[Text]:
    """How many things a result covers: one phrase for any number, one for those that are bounded."""
    if scope.any_number:
        every = joined([label_of(each, vocabulary) for each in scope.any_number], "、", ", ")
        yield Text(f"任意多：{every.zh}", f"any number of: {every.en}")
    if scope.up_to:
        bounded = joined([_at_most(name, most, vocabulary) for name, most in scope.up_to.items()], "、", ", ")
        yield Text(f"至多：{bounded.zh}", f"at most: {bounded.en}")
    if not scope.any_number and not scope.up_to:
        yield Text("一切事实", "all facts")


def _at_most(name: str, most: int, vocabulary: Vocabulary) -> Text:
    label = label_of(name, vocabulary)
    return Text(f"{label.zh} {most}", f"{label.en} {most}")


def label_of(name: str, vocabulary: Vocabulary) -> Text:
    """What a list, or a single thing, is called."""
    group = dict(vocabulary.groups()).get(name)
    return same(name) if group is None else group.label.text
