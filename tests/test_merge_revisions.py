"""Real revisions of documents: what a merge must still reach on the pairs kept beside the project."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from l10n.merge import merge
from l10n.model import Entry

PAIRS = Path(__file__).parents[2] / "shared" / "data" / "edits" / "dev.jsonl.gz"
EDITED = ("edited", "typo", "heading", "moved_edited")


def test_the_right_translation_is_found() -> None:
    if not PAIRS.exists():
        pytest.skip("the revisions are not here")
    count: Counter[str] = Counter()
    with gzip.open(PAIRS, "rt", encoding="utf-8") as lines:
        for line in lines:
            score(json.loads(line), count)
    edited = sum(count[kind] for kind in EDITED)
    assert count["lost"] == 0
    assert count["same kept"] == count["same"]
    assert sum(count[f"{kind} right"] for kind in EDITED) >= 0.995 * edited
    assert sum(count[f"{kind} wrong"] for kind in EDITED) <= 0.005 * edited
    assert count["split right"] == count["split"]
    assert count["merged whole"] >= 0.92 * count["merged"]
    assert count["inserted wrong"] <= 0.003 * count["inserted"]


def score(pair: dict[str, Any], count: Counter[str]) -> None:
    """Each old sentence is translated by its number; count what became of the numbers."""
    numbers = {text: at for at, text in enumerate(dict.fromkeys(unit[2] for unit in pair["old"]))}
    old = [Entry(text, f"⟦{at}⟧") for text, at in numbers.items()]
    new = [Entry(text) for text in dict.fromkeys(unit[2] for unit in pair["new"])]
    result = merge(old, new)
    count["lost"] += sum(1 for at in numbers.values() if not any(f"⟦{at}⟧" in entry.msgstr for entry in result))
    found = {entry.msgid: entry for entry in result if not entry.obsolete}
    truths = {unit[2]: truth for unit, truth in zip(reversed(pair["new"]), reversed(pair["truth"]), strict=True)}
    for text, truth in truths.items():
        entry, kind = found[text], "same" if text in numbers else truth["type"]
        wanted = [f"⟦{numbers[pair['old'][at][2]]}⟧" for at in truth["old"]] if text not in numbers else []
        if kind in EDITED and truth.get("sim", 1) < 0.6:
            kind = "far"
        count[kind] += 1
        count["same kept"] += kind == "same" and entry == Entry(text, f"⟦{numbers[text]}⟧")
        right = any(number in entry.msgstr for number in wanted)
        count[f"{kind} right"] += right
        count[f"{kind} wrong"] += bool(entry.msgstr) and not right
        count[f"{kind} whole"] += bool(wanted) and all(number in entry.msgstr for number in wanted)
