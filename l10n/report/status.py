"""How far the articles of a project are, as a table for people and as JSON for programs."""

from __future__ import annotations

import json as json_module
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from l10n.model import Status


@dataclass(frozen=True, slots=True)
class Row:
    """An article in a locale: units and source words by status, the share of words approved (per cent), whether it
    would be published, whether there is a catalog at all, how many translations the structure refuses, the units and
    words that another locale lends, which no status counts, and how many corrected sentences hold the page."""

    locale: str
    article: str
    units: Mapping[Status, int]
    words: Mapping[Status, int]
    share: int
    published: bool
    extracted: bool
    refused: int = 0
    inherited: tuple[int, int] = (0, 0)
    held: int = 0

    @property
    def inherited_share(self) -> int:
        """Per cent of the source words, rounded down."""
        words = sum(self.words.values()) + self.inherited[1]
        return 100 * self.inherited[1] // words if words else 0

    def reason(self, threshold: int) -> str:
        """Why the article is withheld; "" where it is published."""
        if self.published:
            return ""
        if not self.extracted:
            return "not extracted yet"
        if self.held:
            return f"corrected sentences that wait for approval: {self.held}"
        left = [f"{self.refused} that would change the structure"] if self.refused else []
        left += [f"{self.units[status]} {status}" for status in Status if self.units[status] and not status.published]
        return f"{self.share} % approved, {threshold} % needed" + (f": {', '.join(left)}" if left else "")


_COLUMNS: tuple[tuple[str, tuple[Status, ...]], ...] = (
    ("missing", (Status.MISSING,)),
    ("stale", (Status.STALE,)),
    ("machine", (Status.MACHINE,)),
    ("post-edited", (Status.POST_EDITED,)),
    ("draft", (Status.DRAFT,)),
    ("approved", (Status.APPROVED, Status.EDITED)),
    ("human", (Status.HUMAN,)),
)


def text(rows: Sequence[Row], threshold: int) -> str:
    """A table a locale: units and source words by status (units/words), and what becomes of each article."""
    out = []
    for locale, group in groupby(sorted(rows, key=lambda row: row.locale), lambda row: row.locale):
        out.append(_table(locale, list(group), threshold))
    return "\n\n".join([*out, "units/words of the source"]) + "\n" if out else "no articles\n"


def _table(locale: str, rows: Sequence[Row], threshold: int) -> str:
    used = [(head, statuses) for head, statuses in _COLUMNS if any(row.units[s] for row in rows for s in statuses)]
    lends = ["inherited"] if any(row.inherited[0] for row in rows) else []
    lines = [[locale, *(head for head, _ in used), *lends, "published"]]
    for row in rows:
        cells = [_cell(row, statuses) for _, statuses in used] + [_pair(*row.inherited) for _ in lends]
        lines.append([row.article, *cells, "yes" if row.published else f"no: {row.reason(threshold)}"])
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]) - 1)]
    return "\n".join(_line(line, widths) for line in lines)


def _cell(row: Row, statuses: Sequence[Status]) -> str:
    units, words = sum(row.units[s] for s in statuses), sum(row.words[s] for s in statuses)
    return _pair(units, words)


def _pair(units: int, words: int) -> str:
    return f"{units}/{words}" if units else "·"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *middle = cells[:-1]
    return "  ".join(
        [first.ljust(widths[0]), *(c.rjust(w) for c, w in zip(middle, widths[1:], strict=True)), cells[-1]]
    )


def json(rows: Sequence[Row], threshold: int) -> str:
    """`{"threshold", "articles": [{locale, article, units, words, inherited, approved, published, reason}]}`."""
    articles = [
        {
            "locale": row.locale,
            "article": row.article,
            "units": {str(status): count for status, count in row.units.items()},
            "words": {str(status): count for status, count in row.words.items()},
            "inherited": {"units": row.inherited[0], "words": row.inherited[1], "share": row.inherited_share},
            "approved": row.share,
            "published": row.published,
            "reason": row.reason(threshold),
        }
        for row in rows
    ]
    return json_module.dumps({"threshold": threshold, "articles": articles}, ensure_ascii=False, indent=2) + "\n"


Format: TypeAlias = Callable[[Sequence[Row], int], str]
FORMATS: Mapping[str, Format] = {"text": text, "json": json}
