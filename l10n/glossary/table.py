"""A glossary's table: CSV with a row a term, and a column a locale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from l10n import locales
from l10n.errors import InputError, UsageError

CASES = ("", "any", "exact")
SPLIT = "|"
"""What stands between several renderings, or several forbidden ones, in a cell."""
_YES = frozenset(("yes", "y", "true", "1", "x"))
_NO = frozenset(("", "no", "n", "false", "0"))
_COLUMNS = {
    "source": "source",
    "term": "source",
    "part of speech": "part",
    "pos": "part",
    "case": "case",
    "do not translate": "keep",
    "dnt": "keep",
    "forbidden": "forbidden",
    "note": "note",
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Term:
    """A term as one target locale has it. `targets` are the accepted renderings, the wanted one first (of a term that
    must `keep` its form, the source); `forbidden` are renderings that must not be used. `case` is one of CASES."""

    source: str
    targets: tuple[str, ...] = ()
    keep: bool = False
    case: str = ""
    part: str = ""
    forbidden: tuple[str, ...] = ()
    note: str = ""
    line: int = 0

    @property
    def target(self) -> str:
        """The wanted rendering; "" where only forbidden ones are known."""
        return self.targets[0] if self.targets else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: the term without a locale, and what each locale's cells say; "" is for all locales."""

    term: Term
    targets: Mapping[str, tuple[str, ...]]
    forbidden: Mapping[str, tuple[str, ...]]

    def of(self, locale: str) -> Term | None:
        """The term in a locale, or in one it inherits from; None where it says nothing there."""
        tags = locales.fallbacks(locale)
        targets = next((self.targets[tag] for tag in tags if tag in self.targets), ())
        if self.term.keep:
            targets = (self.term.source, *targets)
        banned = next((self.forbidden[tag] for tag in tags if tag in self.forbidden), ())
        banned = (*banned, *self.forbidden.get("", ()))
        return replace(self.term, targets=targets, forbidden=banned) if targets or banned else None


@dataclass(frozen=True, slots=True)
class Glossary:
    """All rows of a table, and what is wrong with others, in the order of the file."""

    rows: tuple[Row, ...] = ()
    errors: tuple[InputError, ...] = ()

    def terms(self, locale: str) -> tuple[Term, ...]:
        return tuple(term for row in self.rows if (term := row.of(locale)))


def read(text: str, file: str, source: str) -> Glossary:
    """The rows of a table whose source locale is `source`; broken ones become errors that name file and line.

    InputError where the table as a whole cannot be read.
    """
    lines = _lines(text, file)
    line, head = next(lines, (1, ()))
    columns = _columns(head, file, line, source)
    rows: list[Row] = []
    errors: list[InputError] = []
    seen: dict[tuple[str, str, str], int] = {}
    for line, cells in lines:
        try:
            row = _row(columns, cells, file, line)
            key = (row.term.source, row.term.part, row.term.case)
            if key in seen:
                hint = f"the first is in line {seen[key]}; put several renderings in one cell, with {SPLIT} between"
                raise InputError(f"{row.term.source!r} is there again", file=file, line=line, hint=hint)
            seen[key] = line
            rows.append(row)
        except InputError as error:
            errors.append(error)
    return Glossary(tuple(rows), tuple(errors))


def _lines(text: str, file: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that are not blank, each with the line it starts in."""
    import csv
    import io

    first = text.lstrip("\ufeff").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in rows:
            if any(cell.strip() for cell in cells):
                yield start, cells
            start = rows.line_num + 1
    except csv.Error as error:
        hint = "a quote that opens a cell must be closed"
        raise InputError(f"not CSV: {error}", file=file, line=start, hint=hint) from error


def _columns(head: Sequence[str], file: str, line: int, source: str) -> list[tuple[str, str]]:
    """What each column holds, and for which locale."""
    columns = [_column(" ".join(name.lower().replace("_", " ").split()), file, line, source) for name in head]
    for n, column in enumerate(columns):
        if column[0] and column in columns[:n]:
            raise InputError(f"has the column {head[n].strip()!r} twice", file=file, line=line)
    if ("source", "") not in columns:
        hint = "the first line names the columns, for example: source,fr,es,part of speech,note"
        raise InputError("has no column 'source'", file=file, line=line, hint=hint)
    return columns


def _column(name: str, file: str, line: int, source: str) -> tuple[str, str]:
    if name in _COLUMNS or not name:
        return _COLUMNS.get(name, ""), ""
    kind = "forbidden" if name.startswith("forbidden ") or name.endswith(" forbidden") else "targets"
    tag = name.removeprefix("forbidden ").removesuffix(" forbidden").replace(" ", "-")
    try:
        locale = locales.normalize(tag)
    except UsageError as error:
        from difflib import get_close_matches

        near = get_close_matches(name, _COLUMNS, n=1)
        hint = f"did you mean {near[0]!r}?" if near else error.hint
        raise InputError(f"has a column that is no locale: {name!r}", file=file, line=line, hint=hint) from error
    return ("source", "") if locale == source and kind == "targets" else (kind, locale)


def _row(columns: Sequence[tuple[str, str]], cells: Sequence[str], file: str, line: int) -> Row:
    def wrong(message: str, hint: str = "") -> InputError:
        return InputError(message, file=file, line=line, hint=hint)

    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        raise wrong(f"has {len(cells)} cells for {len(columns)} columns", "put a text with a comma in quotes")
    by = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip() and column[0]}
    if any(_CONTROL.search(cell) for cell in by.values()):
        raise wrong("has a line break or a control character in a cell")
    source, case, keep = by.get(("source", ""), ""), by.get(("case", ""), "").lower(), by.get(("keep", ""), "").lower()
    if not any(character.isalnum() for character in source):
        raise wrong(f"has no term: {source!r}" if source else "has no term")
    if case not in CASES:
        raise wrong(f"has no such case rule: {case!r}", "any, exact, or nothing")
    if keep not in _YES | _NO:
        raise wrong(f"says {keep!r} under 'do not translate'", "yes or no")
    term = Term(
        source,
        keep=keep in _YES,
        case=case,
        part=by.get(("part", ""), "").lower(),
        note=by.get(("note", ""), ""),
        line=line,
    )
    row = Row(term, _renderings("targets", by), _renderings("forbidden", by))
    if contradiction := _contradiction(row):
        raise wrong(contradiction)
    return row


def _renderings(kind: str, by: Mapping[tuple[str, str], str]) -> dict[str, tuple[str, ...]]:
    cells = {locale: cell for (name, locale), cell in by.items() if name == kind}
    return {
        locale: tuple(dict.fromkeys(part.strip() for part in cell.split(SPLIT) if part.strip()))
        for locale, cell in cells.items()
    }


def _contradiction(row: Row) -> str:
    """What the cells of a row say that cannot be, if they do."""
    if not (row.targets or row.forbidden or row.term.keep):
        return f"{row.term.source!r} has no translation, and is not marked 'do not translate'"
    for locale in {*row.targets, *row.forbidden} - {""}:
        term = row.of(locale)
        both = set(term.targets).intersection(term.forbidden) if term else set()
        if both:
            return f"{min(both)!r} is both wanted and forbidden in {locale}"
        if row.term.keep and row.targets.get(locale, (row.term.source,)) != (row.term.source,):
            return f"{row.term.source!r} must not be translated, and has a translation into {locale}"
    return ""
