"""Pictures as files: the same bytes for the same picture."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import matplotlib
from matplotlib.axes import Axes

from policyrules.errors import UsageError
from policyrules.reports.output import write_file
from policyrules.text import Text

#: What would tell when and with which version a picture was made, and how to leave it out.
_UNSAID: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
_DOTS_PER_INCH = 192
_lock = Lock()


def save(ax: Axes, path: str | Path, dpi: int = _DOTS_PER_INCH) -> Path:
    """Write the whole figure of the axes as .png, .svg or .pdf, as the path ends; nothing is left half-written.

    No date and no version stands in it. `dpi` are the dots per inch of a PNG. Raises UsageError for another ending,
    and where the file cannot be written.
    """
    target = Path(path)
    format_ = target.suffix.lower().removeprefix(".")
    if format_ not in _UNSAID:
        raise UsageError(_unknown(target.suffix))
    figure = ax.get_figure(root=True)
    assert figure is not None
    held = BytesIO()
    # Identifiers in an SVG are drawn at random unless they are given a salt; there is no other way to give one.
    with _lock, matplotlib.rc_context({"svg.hashsalt": "policyrules", "svg.fonttype": "path"}):
        figure.savefig(held, format=format_, dpi=dpi, metadata=_UNSAID[format_], facecolor=figure.get_facecolor())
    write_file(target, held.getvalue())
    return target


def _unknown(suffix: str) -> Text:
    known = ", ".join(f".{each}" for each in _UNSAID)
    return Text(f"图片的后缀 `{suffix}` 不可用；可用：{known}", f"a picture cannot be a `{suffix}`; there are: {known}")
