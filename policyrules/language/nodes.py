"""The text of a YAML file → its nodes, whose plain scalars are those of JSON.

Where PyYAML was built with libyaml, that reads ten times as fast; its words for mistakes differ, and so does what it
reads of rare signs. So a text that holds those, or that libyaml does not read, is read by the
parser written in Python: what is admitted, and what is said of a mistake, is the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import Resolver
from yaml.scanner import Scanner

if yaml.__with_libyaml__:
    from yaml._yaml import CParser

#: What the two parsers read differently: tabs, line breaks other than \n, byte order marks; what may mark a key or a
#: tag (not `!=`); no value within brackets; a comment at the head of a block of text; marks of documents.
_READ_DIFFERENTLY = re.compile(
    r"[\t\r\x85\u2028\u2029\ufeff?]|!(?!=)|:\s+[,\]}]|[|>][-+\d]*#|^(?:---|\.\.\.|%)", re.MULTILINE
)


class Scalars(Resolver):
    """Tells plain scalars apart as JSON does: whole numbers, true, false, null, and text."""


Scalars.yaml_implicit_resolvers = {}
for _kind, _pattern, _first in (
    ("bool", r"^(?:true|false)$", list("tf")),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    # Longer numbers stay text: Python refuses to read thousands of digits, and no document has them.
    ("int", r"^(?:0|-?[1-9][0-9]{0,17})$", list("-0123456789")),
):
    Scalars.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(_pattern), _first)

_resolved: Callable[[type[yaml.Node], str, tuple[bool, bool]], str] = Scalars().resolve


def tag_of(plain: str) -> str:
    """The tag of a plain scalar."""
    return _resolved(yaml.ScalarNode, plain, (True, False))


def root_of(text: str) -> yaml.Node | None:
    """The one document of a text, None where it is empty.

    Raises yaml.YAMLError where it is no YAML, and RecursionError where it is too deep.
    """
    if yaml.__with_libyaml__ and not _READ_DIFFERENTLY.search(text):
        with suppress(yaml.YAMLError):
            return _Fast(text).get_single_node()
    return Exact(text).get_single_node()


class Exact(Reader, Scanner, Parser, Composer, Scalars):
    """PyYAML's own parser."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        Scalars.__init__(self)


if yaml.__with_libyaml__:

    class _Fast(Composer, CParser, Scalars):
        """Nodes composed in Python of what libyaml parses: composed in C, a deep file would end the process."""

        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            Composer.__init__(self)
            Scalars.__init__(self)
