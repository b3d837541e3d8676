"""What can be wrong with a register, or with what is asked of it."""

from __future__ import annotations

from policyrules.errors import Place, Problem, RegisterError
from policyrules.text import Text


def refused(
    shown: str, code: str, allowed: Text, found: str = "", hint: Text | None = None, thing: str = ""
) -> RegisterError:
    """The error for one thing that is wrong; `shown` names the register, `thing` an entry of it."""
    return RegisterError([problem(shown, code, allowed, found, hint, thing)])


def problem(
    shown: str, code: str, allowed: Text, found: str = "", hint: Text | None = None, thing: str = ""
) -> Problem:
    """One thing that is wrong."""
    return Problem(code, Place(file=shown, thing=thing), found, allowed, hint)


def of_database(shown: str, words: str) -> RegisterError:
    """The error for a database that cannot be used, in the words of its driver."""
    first = next((line.strip() for line in words.splitlines() if line.strip()), "")
    if "database is locked" in first or "lock timeout" in first:
        zh, en = "登记簿正由他人写入，请稍后再试", "others write to the register: try again later"
        return refused(shown, "busy", Text(zh, en))
    return refused(shown, "database", Text("登记簿无法使用", "the register cannot be used"), first)


def not_there(shown: str) -> RegisterError:
    """The error for a database in which there is no register."""
    hint = Text(
        "新建请用 `policyrules register upgrade` 或 Register.open(…, upgrade=True)",
        "`policyrules register upgrade` or Register.open(…, upgrade=True) makes one",
    )
    return refused(shown, "no_register", Text("此处没有登记簿", "there is no register here"), "", hint)


def too_old(shown: str, revision: str) -> RegisterError:
    """The error for a register whose tables are those of an earlier version."""
    hint = Text("请用 `policyrules register upgrade` 升级", "`policyrules register upgrade` brings it up to date")
    allowed = Text("登记簿是较早版本", "the register is of an earlier version")
    return refused(shown, "old_register", allowed, revision, hint)


def too_new(shown: str, revision: str) -> RegisterError:
    """The error for a register whose tables this version does not know."""
    allowed = Text(
        "登记簿由更新版本的 policyrules 写成，请升级程序",
        "the register was made by a newer policyrules: install that version",
    )
    return refused(shown, "new_register", allowed, revision)
