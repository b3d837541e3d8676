"""Writes the JSON Schemas that come with the library: `python -m policyrules.write_schemas`.

They are derived: the policy files' from the models of the language, the facts' from each policy's vocabulary.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from policyrules.bundled_files import bundled_policies, room
from policyrules.cases.model import CasesFile
from policyrules.comparison.schema import comparison_schema
from policyrules.decision.schema import decision_schema
from policyrules.facts.schema import facts_schema
from policyrules.language.load import load_definition
from policyrules.language.schema import file_schema, policy_schemas
from policyrules.proof.equivalence.schema import equivalence_schema
from policyrules.proof.schema import proof_schema
from policyrules.proposals.file import ProposalFile
from policyrules.records.schema import record_schema


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema that comes with the library, by the name of its file."""
    found = {**policy_schemas(), "decision.schema.json": decision_schema()}
    found["comparison.schema.json"] = comparison_schema()
    found["proof.schema.json"] = proof_schema()
    found["decision-record.schema.json"] = record_schema()
    found["equivalence.schema.json"] = equivalence_schema()
    found["proposal.schema.json"] = file_schema("proposal.yaml", ProposalFile)
    found["policy-cases.schema.json"] = file_schema("cases.yaml", CasesFile)
    for name, folder in bundled_policies().items():
        found[f"{name}.facts.schema.json"] = facts_schema(load_definition(folder).vocabulary, name)
    return found


def write(folder: Path) -> list[Path]:
    """Write every schema into a folder; gives the files that changed."""
    changed = []
    for name, schema in schemas().items():
        path, text = folder / name, json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def main() -> None:
    """Rewrite the schemas of the library, and name those that changed."""
    for each in write(room("schemas")):
        print(each)


if __name__ == "__main__":
    main()
