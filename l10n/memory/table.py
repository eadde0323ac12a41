"""Bilingual CSV in and out: a row a unit, the first row names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import IO

from l10n.errors import InputError
from l10n.memory.base import STATUSES, UNKNOWN, Unit
from l10n.model import Status

COLUMNS = ("source", "target", "context", "status", "article", "author", "date")
_SEPARATORS = (",", ";", "\t")


def read(stream: IO[str], file: str, source: str, locale: str) -> Iterator[Unit]:
    """The units of a CSV with columns `source` and `target`, or named by their locales; others in COLUMNS may be there.

    The first line tells what separates columns. InputError with its line for what is none.
    """
    head = stream.readline()
    separator = max(_SEPARATORS, key=head.count)
    names = [name.strip().lower() for name in next(csv.reader([head], delimiter=separator), [])]
    columns = {name: at for at, name in enumerate(names)}
    first, second = (
        columns.get("source", columns.get(source.lower())),
        columns.get("target", columns.get(locale.lower())),
    )
    if first is None or second is None:
        hint = f"the first line must name them: source,target, or {source},{locale}"
        raise InputError("has no two columns of texts", file=file, line=1, hint=hint)
    rows = csv.reader(stream, delimiter=separator, strict=True)
    try:
        for row in rows:
            get = {name: row[at] for name, at in columns.items() if at < len(row)}
            if max(first, second) < len(row) and row[first].strip() and row[second].strip():
                yield _unit(row[first], row[second], locale, get)
    except csv.Error as error:
        raise InputError(f"is no CSV: {error}", file=file, line=rows.line_num + 1) from error


def _unit(source: str, target: str, locale: str, row: dict[str, str]) -> Unit:
    status, date = row.get("status", ""), row.get("date", "")
    return Unit(
        source,
        target,
        locale,
        Status(status) if status in STATUSES else Status.HUMAN,
        (row["context"] or None) if "context" in row else UNKNOWN,
        0,
        row.get("article", ""),
        row.get("author", ""),
        int(date) if date.isdecimal() and len(date) < 12 else 0,
    )


def write(units: Iterable[Unit]) -> Iterator[str]:
    """The file in pieces."""
    yield _line(COLUMNS)
    for u in units:
        yield _line((u.source, u.target, u.context or "", str(u.status), u.article, u.author, str(u.date or "")))


def _line(cells: tuple[str, ...]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
