"""The files of a policy as one whole, in which addresses begin with the sections of the files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policyrules.language.document import Document, Path_
from policyrules.language.load import FILES

#: How addresses name `policy.yaml`, whose keys are no sections.
POLICY = "policy"
#: Section → the file that holds it.
SECTIONS: dict[str, str] = {
    POLICY: "policy.yaml",
    **{
        field.alias or name: file
        for file, (model, _) in FILES.items()
        if file != "policy.yaml"
        for name, field in model.model_fields.items()
    },
}


def whole(documents: Mapping[str, Document]) -> dict[str, Any]:
    """Section → what the policy's files say there; empty where they say nothing."""
    found: dict[str, Any] = {}
    for section, file in SECTIONS.items():
        data = documents[file].data if file in documents else {}
        found[section] = data if section == POLICY else (data or {}).get(section, {})
    return found


def in_file(path: Path_) -> Path_:
    """A path in the whole as a path in the file that holds it."""
    return path[1:] if path[0] == POLICY else path


def ready(documents: Mapping[str, Document], section: str) -> Document:
    """The file of a section, with the section in it: empty where the policy has none."""
    file = SECTIONS[section]
    document = documents.get(file) or Document(file, {})
    if section == POLICY or section in document.data:
        return document
    return Document(file, {**document.data, section: {}}, document.places, document.keys, document.raw)
