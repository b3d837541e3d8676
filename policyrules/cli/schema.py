"""`policyrules schema`: the JSON Schema of a policy's facts, or of decisions."""

from __future__ import annotations

import argparse
import json

from policyrules.cli import common
from policyrules.policy import load_policy
from policyrules.text import Language

NAME = "schema"
HELP = "print the JSON Schema of a policy's facts (POLICY `decision`: of decisions)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    common.add_policy(parser)
    parser.add_argument("--output", metavar="FILE", help="write to a file")


def run(options: argparse.Namespace, _: Language) -> int:
    """Write the schema."""
    if options.policy == "decision":
        from policyrules.decision.schema import decision_schema

        schema = decision_schema()
    else:
        schema = load_policy(options.policy).facts_schema()
    common.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", options.output)
    return common.DONE
