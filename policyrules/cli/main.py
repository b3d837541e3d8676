"""`policyrules VERB …`: choose the verb, run it, turn what went wrong into lines and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from policyrules.cli import decide, explain, schema, show, validate, verify_source
from policyrules.cli.common import BAD_INPUT, Parser, complain, language_of
from policyrules.errors import PolicyRulesError
from policyrules.text import LANGUAGES, Language

VERBS = (decide, validate, explain, show, schema, verify_source)
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. 0: done; 1: the answer is no; 2: bad usage or bad input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as asked:
        return int(asked.code or 0)
    language: Language = options.lang or language_of(os.environ)
    try:
        code: int = options.run(options, language)
        sys.stdout.flush()
    except PolicyRulesError as error:
        complain(error.lines(language))
        return BAD_INPUT
    except BrokenPipeError:
        # Whoever read our output has seen enough; leave nothing for the interpreter to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        complain([f"{error.filename or 'policyrules'}: {error.strerror or error}"])
        return BAD_INPUT
    return code


def _parser() -> Parser:
    description = "Policy documents as data: decide cases, explain every yuan."
    parser = Parser(prog="policyrules", description=description)
    parser.add_argument("--lang", choices=LANGUAGES, help="the language of what is shown (from the locale)")
    parser.add_argument("--version", action="version", version=_version())
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for verb in VERBS:
        own = verbs.add_parser(verb.NAME, help=verb.HELP, description=verb.HELP)
        own.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help="zh or en")
        verb.add_arguments(own)
        own.set_defaults(run=verb.run)
    return parser


def _version() -> str:
    from policyrules.policy import library_version

    return f"policyrules {library_version()}"


if __name__ == "__main__":
    sys.exit(main())
