"""PR601–PR604: labels and their languages, words that say how strongly, duties without a body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policyrules.language.document import Path_
from policyrules.language.model import Modality
from policyrules.lint.context import Context
from policyrules.lint.finding import Findings
from policyrules.text import Text

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z]")
#: Words at the head of a Chinese label that leave no doubt, and how strongly they ask.
_STRENGTHS: dict[str, Modality] = {
    "必须": "required", "应当": "required", "鼓励": "encouraged", "可以": "permitted", "力争": "strive",
}  # fmt: skip


def check(context: Context, findings: Findings) -> None:
    """All words for people, and the duties."""
    for file, document in context.definition.documents.items():
        for path, zh, en in _labels(document.data, ()):
            _check_label(findings, file, path, zh, en)
    for name, english in context.definition.duties.bodies.items():
        _check_label(findings, "duties.yaml", ("bodies", name), name, english)
    _check_modalities(context, findings)
    _check_bodies(context, findings)


def _labels(data: Any, path: Path_) -> Iterator[tuple[Path_, str, str]]:
    if isinstance(data, Mapping):
        zh, en = data.get("zh"), data.get("en")
        if isinstance(zh, str) and isinstance(en, str):
            yield path, zh, en
        for key, each in data.items():
            yield from _labels(each, (*path, key))
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for index, each in enumerate(data):
            yield from _labels(each, (*path, index))


def _check_label(findings: Findings, file: str, path: Path_, zh: str, en: str) -> None:
    if zh.strip() == en.strip() and _LETTER.search(zh):
        what = Text(f"中英文都是“{zh.strip()}”", f"`{zh.strip()}` stands in both languages")
        findings.add("PR602", file, path, what)
    elif not zh.strip() or (_LETTER.search(zh) and not _CHINESE.search(zh)):
        what = Text(f"`zh` 没有汉字：“{zh.strip()}”", f"`zh` holds no Chinese: `{zh.strip()}`")
        findings.add("PR601", file, (*path, "zh"), what, of_key=False)
    elif not en.strip() or (_CHINESE.search(en) and not _LATIN.search(en)):
        what = Text(f"`en` 只有汉字：“{en.strip()}”", f"`en` holds no English: `{en.strip()}`")
        findings.add("PR601", file, (*path, "en"), what, of_key=False)


def _check_modalities(context: Context, findings: Findings) -> None:
    for file, path, label, modality in _modalities(context):
        word = next((word for word in _STRENGTHS if label.zh.startswith(word)), None)
        if word is not None and _STRENGTHS[word] != modality:
            what = Text(
                f"“{word}”对应 {_STRENGTHS[word]}，而此处为 {modality}",
                f"{word} is `{_STRENGTHS[word]}`, not `{modality}`",
            )
            findings.add("PR603", file, path, what)


def _modalities(context: Context) -> Iterator[tuple[str, Path_, Text, Modality]]:
    definition = context.definition
    for standard in definition.standards:
        for block in standard.blocks:
            for item in block.items:
                path = ("standards", standard.id, "blocks", block.id, "items", item.id, "label")
                yield "standards.yaml", path, item.label, item.modality
    for target in definition.targets:
        yield "targets.yaml", ("targets", target.id, "label"), target.label, target.modality
    for duty in definition.duties.duties:
        yield "duties.yaml", ("duties", duty.id, "label"), duty.label, duty.modality


def _check_bodies(context: Context, findings: Findings) -> None:
    """Duties without bodies where others have some. Those of the ledger are its units' own; `bodies: []` says so."""
    duties, document = context.definition.duties, context.definition.documents.get("duties.yaml")
    if not duties.bodies or document is None:
        return
    for duty in duties.duties:
        reported = duties.ledger is not None and duty.number is not None
        if not duty.bodies and not reported and document.value(("duties", duty.id, "bodies")) is None:
            what = Text(f"“{duty.label.zh}”没有责任单位", f"nobody is responsible for `{duty.label.en}`")
            hint = Text(
                "写明 `bodies`；文件没有写的，写 `bodies: []`",
                "name the `bodies`, or write `bodies: []` where the text names none",
            )
            findings.add("PR604", "duties.yaml", ("duties", duty.id), what, hint)
