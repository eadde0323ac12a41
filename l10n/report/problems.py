"""Problems as text for people and as JSON for programs, and what their forms for other tools share."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TypeAlias

from l10n.checks import counted
from l10n.model import Entry, Problem, Severity

Targets: TypeAlias = Mapping[tuple[str, int], str]
"""The translations that problems are about, by file and number of the entry (see `targets`)."""

_WIDTH = 100  # columns of an excerpt


def targets(file: str, entries: Sequence[Entry]) -> dict[tuple[str, int], str]:
    """The translations of a catalog, for the excerpts of a report."""
    return {(file, number): entry.msgstr for number, entry in enumerate(counted(entries)) if entry.msgstr}


def fingerprints(problems: Sequence[Problem]) -> list[str]:
    """What names each problem from run to run, whatever line it stands on; no two are the same."""
    seen: Counter[str] = Counter()
    out = []
    for problem in problems:
        facts = (problem.file, problem.check, problem.msgctxt or "", problem.msgid, problem.message)
        name = sha256("\0".join(facts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        out.append(f"{name}{seen[name] or ''}")
        seen[name] += 1
    return out


def summary(problems: Sequence[Problem]) -> dict[str, int]:
    """How many errors, warnings and infos, and in how many files."""
    counts = Counter(problem.severity for problem in problems)
    return {
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "infos": counts[Severity.INFO],
        "files": len({problem.file for problem in problems}),
    }


# ---------------------------------------------------------------- text


def text(problems: Sequence[Problem], texts: Targets) -> str:
    """A line a problem (`file:line: error[marks] …`), the source and the translation under it, and a count."""
    blocks = ["\n".join(_block(problem, texts)) + "\n" for problem in problems]
    return "".join([*blocks, _total(problems)]) if problems else ""


def _block(problem: Problem, texts: Targets) -> Iterator[str]:
    where = f"{problem.file}:{problem.line}: " if problem.line else f"{problem.file}: " if problem.file else ""
    yield f"{where}{problem.severity}[{problem.check}] {visible(problem.message)}"
    if problem.msgid:
        yield f"  source  {_excerpt(problem.msgid)[0]}"
    target = texts.get((problem.file, problem.entry))
    if target is not None:
        shown, before, wide = _excerpt(target, problem.start, problem.end)
        yield f"  target  {shown}"
        if wide:
            yield f"          {' ' * before}{'^' * wide}"


def _total(problems: Sequence[Problem]) -> str:
    counts = summary(problems)
    words = [_count(counts[key], key.removesuffix("s")) for key in ("errors", "warnings", "infos") if counts[key]]
    return f"{', '.join(words)} in {_count(counts['files'], 'file')}\n"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _excerpt(line: str, start: int = -1, end: int = -1) -> tuple[str, int, int]:
    """The part of a text round a place that fits a line, how many columns stand before the place, and its own."""
    first = _first(line, start, end)
    last, columns = first, 0
    while last < len(line) and columns < _WIDTH:
        columns += _columns(visible(line[last]))
        last += 1
    head, tail = "…" if first else "", "…" if last < len(line) else ""
    shown = head + visible(line[first:last]) + tail
    if start < 0:
        return shown, 0, 0
    before = len(head) + _columns(visible(line[first:start]))
    return shown, before, max(1, _columns(visible(line[start : min(end, last)])))


def _first(line: str, start: int, end: int) -> int:
    """Where an excerpt begins: at the beginning if the place fits, else a little before the place."""
    if start < 0 or _columns(visible(line[:end])) <= _WIDTH:
        return 0
    first, room = start, _WIDTH // 3
    while first and room > 0:
        first -= 1
        room -= _columns(visible(line[first]))
    return first


_NAMED = {"\n": "⏎", "\t": "⇥", "\u00a0": "⍽", "\u202f": "⍽"}


def visible(line: str) -> str:
    """The text with line breaks, tabs and no-break spaces as signs, and what has no shape or turns text as `<U+…>`."""
    if line.isascii() and line.isprintable():
        return line
    return "".join(_NAMED.get(c) or (f"<U+{ord(c):04X}>" if _shapeless(c) else c) for c in line)


def _shapeless(char: str) -> bool:
    return char not in "\u200c\u200d" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _columns(line: str) -> int:
    """How many columns of a terminal a text takes: wide characters two, combining ones none."""
    if line.isascii():
        return len(line)
    return sum(_column(c) for c in line)


def _column(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


# ---------------------------------------------------------------- counts


def stats(problems: Sequence[Problem], form: str = "text") -> str:
    """How many problems each check found, most first: as text, or else as JSON."""
    counts = Counter((problem.check, problem.severity) for problem in problems)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    if form == "text":
        wide = len(str(rows[0][1])) if rows else 0
        lines = [f"{count:>{wide}}  {severity}[{check}]\n" for (check, severity), count in rows]
        return "".join([*lines, _total(problems)]) if problems else ""
    from json import dumps

    found = [{"check": check, "severity": severity.value, "count": count} for (check, severity), count in rows]
    return dumps({"stats": found, "summary": summary(problems)}, indent=2) + "\n"


# ---------------------------------------------------------------- JSON


def json(problems: Sequence[Problem], _texts: Targets) -> str:
    """`{"problems": […], "summary": …}`; the keys of a problem are the fields of `model.Problem`."""
    from json import dumps

    rows = [_row(problem) for problem in problems]
    return dumps({"problems": rows, "summary": summary(problems)}, ensure_ascii=False, indent=2) + "\n"


def _row(problem: Problem) -> dict[str, str | int | None]:
    return {
        "file": problem.file,
        "line": problem.line,
        "entry": problem.entry,
        "msgctxt": problem.msgctxt,
        "msgid": problem.msgid,
        "locale": problem.locale,
        "check": problem.check,
        "severity": problem.severity.value,
        "message": problem.message,
        "start": problem.start,
        "end": problem.end,
    }
