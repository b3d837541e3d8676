"""A proposal moved to the present version of its policy: its file with another digest, all else as it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from policyrules.language.definition import Definition
from policyrules.language.document import Document, Path_
from policyrules.proposals.amend import amended_definition
from policyrules.proposals.base import differing_parts, parts_of
from policyrules.proposals.proposal import Proposal, load_proposal

#: What a mapping in braces begins with: a name for other places to refer to may stand before it.
_BRACE = re.compile(r"(&\S+\s+)?\{")
_MARK = "\ufeff"


@dataclass(frozen=True)
class Rebased:
    """The new text of a proposal's file, and what differs between the versions of the policy."""

    proposal: Proposal
    text: str
    moved: bool
    differing: tuple[str, ...]


def rebased(path: str | Path, definition: Definition) -> Rebased:
    """The proposal at `path`, moved to this version of its policy. Writes nothing.

    Raises ProposalError where it is about another policy, where a value is not what it says it was, and where its
    changes cannot be carried out any more.
    """
    proposal = load_proposal(path)
    base = proposal.file.base
    parts = parts_of(definition.documents)
    moved = base.model_copy(update={"digest": definition.digest, "parts": parts})
    tried = replace(proposal, file=proposal.file.model_copy(update={"base": moved}))
    amended_definition(definition, [tried])
    written = Path(path).read_bytes().decode("utf-8")
    mark = _MARK if written.startswith(_MARK) else ""
    text = mark + _rewritten(written.removeprefix(mark), proposal.document, definition.digest, parts)
    return Rebased(proposal, text, base.digest != definition.digest, differing_parts(proposal, definition))


def _rewritten(text: str, document: Document, digest: str, parts: dict[str, str]) -> str:
    """The text with another digest and other digests of the parts: all else of it stays, its layout among it."""
    line_break = "\r\n" if "\r\n" in text else "\n"
    raw = document.raw["base", "digest"]
    start, quote = _offset(text, raw.line, raw.character), raw.written[0] if raw.written[0] in "\"'" else ""
    end = start + len(raw.written)
    written = quote + digest + quote
    entries = [f"{name}: '{short}'" for name, short in parts.items()]
    listed = "{" + ", ".join(entries) + "}"
    if ("base", "parts") not in document.places:
        # Beside the digest: in the same braces, or on a line of its own.
        own_line = line_break + " " * (document.keys["base", "digest"].character - 1)
        written += f"{', ' if _is_in_braces(text, document, ('base',)) else own_line}parts: {listed}"
        return text[:start] + written + text[end:]
    first, last = _extent(text, document)
    if not _is_in_braces(text, document, ("base", "parts")):
        indent = line_break + " " * (document.places["base", "parts"].character - 1)
        listed = indent.join(entries)
    for since, until, new in sorted([(start, end, written), (first, last, listed)], reverse=True):
        text = text[:since] + new + text[until:]
    return text


def _extent(text: str, document: Document) -> tuple[int, int]:
    """Where the digests of the parts begin and end."""
    place = document.places["base", "parts"]
    first = last = _offset(text, place.line, place.character)
    for name in document.value(("base", "parts")):
        raw = document.raw["base", "parts", name]
        last = max(last, _offset(text, raw.line, raw.character) + len(raw.written))
    return first, text.index("}", last) + 1 if _is_in_braces(text, document, ("base", "parts")) else last


def _is_in_braces(text: str, document: Document, path: Path_) -> bool:
    place = document.places[path]
    return _BRACE.match(text, _offset(text, place.line, place.character)) is not None


def _offset(text: str, line: int, character: int) -> int:
    """How many characters of the text stand before a place."""
    return sum(map(len, text.splitlines(keepends=True)[: line - 1])) + character - 1
