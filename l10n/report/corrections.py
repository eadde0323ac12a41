"""Which pages state facts that were corrected, for people and as JSON for programs."""

from __future__ import annotations

import json as json_module
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from l10n.corrections import Standing


@dataclass(frozen=True, slots=True)
class Row:
    """A page (`file`) with what it still says, nothing where it is corrected already, and the note for its readers."""

    locale: str
    article: str
    file: str
    standing: Sequence[Standing]
    note: str


def text(rows: Sequence[Row]) -> str:
    """A paragraph a page."""
    return "\n".join(line for row in rows for line in _lines(row)) or "no page states a superseded fact"


def _lines(row: Row) -> list[str]:
    lines = [f"{row.locale}  {row.article}  {row.file}"]
    for found in row.standing:
        facts = [f"{was or '(nothing)'} → {now or '(nothing)'}" for was, now in found.correction.facts]
        lines += [f"  {'; '.join(facts)}", f"    source now: {' '.join(msgid for _, msgid in found.correction.now)}"]
        lines += [f"    page still: {found.text or '(the old text is no longer in the catalog)'}"]
    return [*lines, *([] if row.standing else ["  corrected already"]), f"  note: {row.note}"]


def json(rows: Sequence[Row]) -> str:
    """`{"pages": [{locale, article, file, note, sentences: [{was, now, facts, text}]}]}`."""
    pages = [
        {
            "locale": row.locale,
            "article": row.article,
            "file": row.file,
            "note": row.note,
            "sentences": [
                {
                    "was": list(found.correction.was),
                    "now": [msgid for _, msgid in found.correction.now],
                    "facts": [{"was": was, "now": now} for was, now in found.correction.facts],
                    "text": found.text,
                }
                for found in row.standing
            ],
        }
        for row in rows
    ]
    return json_module.dumps({"pages": pages}, ensure_ascii=False, indent=2)


Format: TypeAlias = Callable[[Sequence[Row]], str]
FORMATS: Mapping[str, Format] = {"text": text, "json": json}
