"""The units of each article in `golden`, as a linguist reads them: kind, msgctxt, text, what the marks stand for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from l10n import compose, inline
from l10n.formats import FORMATS, format_of
from l10n.model import Settings
from l10n.segment.refine import refine

GOLDEN = Path(__file__).parent / "golden"
ARTICLES = sorted(path for path in GOLDEN.iterdir() if path.suffix != ".units")
SETTINGS = Settings(chrome=("Comments", "Share"))


def listing(path: Path) -> str:
    text = path.read_bytes().decode()
    module = FORMATS[format_of(path.name)]
    blocks = module.parse(text, SETTINGS)
    units = refine(blocks, "en")
    assert blocks.source == units.source == text
    lines, block = [], None
    for unit in compose.Source(blocks, units, module, None).places:  # type: ignore[arg-type]
        if block not in (None, unit.block):
            lines.append("")
        block = unit.block
        context = f" [{unit.context}]" if unit.context else ""
        lines.append(f"{unit.kind}{context}: {inline.msgid(unit)}")
        lines += [f"    {line}" for line in inline.legend(unit)]
        lines += [f"    note {note}" for note in unit.notes]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_units_are_as_the_golden_file_says(path: Path) -> None:
    expected = path.with_name(f"{path.name}.units")
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(listing(path), encoding="utf-8")
    assert listing(path) == expected.read_text(encoding="utf-8")
