"""The class of an edit on pairs labelled by hand: `tests/merge/edit_classes*.tsv`, columns locale (unless the file is
one locale's), class, old, new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from l10n.merge import edit_class, facts_changed

FOLDER = Path(__file__).with_name("merge")
LEAST = {"en": 150, "fr": 60, "es": 60}


@dataclass(frozen=True)
class Pair:
    locale: str
    label: str
    old: str
    new: str


def pairs() -> Iterator[Pair]:
    for path in sorted(FOLDER.glob("edit_classes*.tsv")):
        locale = path.stem.removeprefix("edit_classes").removeprefix("_")
        for line in path.read_text(encoding="utf-8").splitlines():
            row = line.split("\t")
            yield Pair(*([locale, *row] if locale else row))


PAIRS = list(pairs())


def test_there_are_enough_pairs_and_each_differs() -> None:
    count = Counter(pair.locale for pair in PAIRS)
    assert len(PAIRS) >= 300
    assert all(count[locale] >= least for locale, least in LEAST.items())
    assert all(pair.old != pair.new for pair in PAIRS)
    assert len(set(PAIRS)) == len(PAIRS)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.label == "factual"], ids=lambda pair: pair.new)
def test_a_changed_fact_retires_the_translation_and_is_named(pair: Pair) -> None:
    assert edit_class(pair.old, pair.new, pair.locale) == edit_class(pair.new, pair.old, pair.locale) == "factual"
    named = facts_changed(pair.old, pair.new, pair.locale)
    assert named
    assert all(old != new for old, new in named)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.label == "rewritten"], ids=lambda pair: pair.new)
def test_other_words_for_the_same_are_no_cosmetics(pair: Pair) -> None:
    assert edit_class(pair.old, pair.new, pair.locale) == edit_class(pair.new, pair.old, pair.locale) != "cosmetic"


def test_rewritten_sentences_state_no_other_facts() -> None:
    rewritten = [pair for pair in PAIRS if pair.label == "rewritten"]
    right = [pair for pair in rewritten if edit_class(pair.old, pair.new, pair.locale) == "rewritten"]
    assert len(right) >= 0.97 * len(rewritten)


@pytest.mark.parametrize("locale", ["en", "fr", "es", ""])
def test_cosmetic_edits_keep_the_approval(locale: str) -> None:
    cosmetic = [pair for pair in PAIRS if pair.label == "cosmetic" and pair.locale.startswith(locale)]
    kept = [pair for pair in cosmetic if edit_class(pair.old, pair.new, pair.locale) == "cosmetic"]
    back = [pair for pair in cosmetic if edit_class(pair.new, pair.old, pair.locale) == "cosmetic"]
    assert len(kept) >= 0.97 * len(cosmetic)
    assert kept == back
