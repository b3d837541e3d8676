"""`policyrules VERB …`: choose the verb, run it, turn what went wrong into lines and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from policyrules.cli import (
    ask,
    cases,
    compare,
    coverage,
    decide,
    duties,
    equivalent,
    explain,
    ledger,
    lint,
    mutate,
    prove,
    rebase,
    register,
    replay,
    schema,
    show,
    template,
    test,
    validate,
    verify_source,
)
from policyrules.cli.common import BAD_INPUT, DONE, NO, complain
from policyrules.cli.parser import Parser, language_of
from policyrules.errors import InvariantError, PolicyRulesError
from policyrules.policy import library_version
from policyrules.text import LANGUAGES, Language, Text

VERBS = (
    decide,
    validate,
    explain,
    ledger,
    duties,
    show,
    template,
    schema,
    verify_source,
    lint,
    prove,
    rebase,
    compare,
    equivalent,
    ask,
    replay,
    register,
    test,
    coverage,
    cases,
    mutate,
)
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. 0: done; 1: the answer is no; 2: bad usage or bad input; 3: not decided within a limit."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    language = language_of(given, os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A character that the terminal cannot show is written as its code.
            stream.reconfigure(errors="backslashreplace")
    try:
        options = _parser(language).parse_args(given)
        code: int = options.run(options, language)
        sys.stdout.flush()
    except SystemExit as asked:  # --help, --version
        return int(asked.code or DONE)
    except InvariantError as error:
        complain(error.lines(language))
        return NO
    except PolicyRulesError as error:
        complain(error.lines(language))
        return BAD_INPUT
    except BrokenPipeError:
        _let_go_of_stdout()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        complain([f"{error.filename or 'policyrules'}: {error.strerror or error}"])
        return BAD_INPUT
    return code


def _let_go_of_stdout() -> None:
    """Whoever read our output has seen enough: nothing is left for the interpreter to write at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _parser(language: Language) -> Parser:
    description = Text(
        "以数据表达的政策文件：决定个案，解释每一元", "Policy documents as data: decide cases, explain every yuan"
    )
    lang = Text("显示的语言（默认按系统区域设置）", "the language of what is shown (from the locale)")
    parser = Parser(prog="policyrules", description=description.pick(language), language=language)
    parser.add("--lang", choices=LANGUAGES, help=lang)
    parser.add_argument("--version", action="version", version=f"policyrules {library_version()}")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for verb in VERBS:
        words = verb.HELP.pick(language)
        own: Parser = verbs.add_parser(verb.NAME, help=words, description=words, language=language)
        own.add("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=lang)
        verb.add_arguments(own)
        own.set_defaults(run=verb.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
