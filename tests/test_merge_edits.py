"""The class of an edit, on labelled pairs; each pair is judged both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.inline import marks
from l10n.merge import edit_class, facts_changed
from l10n.merge.edits import renumbered
from tests.strategies import odd_texts, sentences

COSMETIC = [
    ("en", "The minister said, on Monday, that talks failed.", "The minister said on Monday that talks failed."),
    ("en", "The minister said - again - no.", "The minister said — again — no."),
    ("en", "The minister said -- again.", "The minister said–again."),
    ("en", "See pages 10-20.", "See pages 10–20."),
    ("en", "“No,” he said.", '"No", he said.'),
    ("en", "He called it ‘odd’.", "He called it 'odd'."),
    ("en", "It’s the dog’s.", "It's the dog's."),
    ("en", "the pier", "The pier"),
    ("en", "<em1>the pier</em1> closed", "<em1>The pier</em1> closed"),
    ("en", "It  rained\u00a0today.", "It rained today."),
    ("en", "See <a1>the map</a1>.", "See <a2>the map</a2>."),
    ("en", "See <em1>the map</em1>.", "See <strong1>the map</strong1>."),
    ("en", "Press <code1/> or <code2/>.", "Press <code2/> or <code3/>."),
    ("fr", "Pourquoi\u202f?", "Pourquoi ?"),
    ("fr", "l’été «\u00a0chaud\u00a0»", 'l\'été "chaud"'),
    ("fr", "5\u00a0% des voix", "5% des voix"),
    ("es", "Dijo que sí, pero tarde.", "Dijo que sí pero tarde."),
    ("zh-Hans", "会议，在星期一结束。", "会议在星期一结束。"),
]
FACTUAL = [
    ("en", "Three boats sank.", "Four boats sank."),
    ("en", "Boat 3 sank.", "Boat 4 sank."),
    ("en", "It cost 1.5 million.", "It cost 15 million."),
    ("en", "It cost 1.5 million.", "It cost 1.5 billion."),
    ("en", "He is here.", "He is not here."),
    ("en", "He went with a map.", "He went without a map."),
    ("en", "He will go.", "He may go."),
    ("en", "He was convicted.", "He was accused."),
    ("en", "On Monday it rained.", "On Friday it rained."),
    ("en", "It is 3 km away.", "It is 3 miles away."),
    ("en", "It cost $3.", "It cost €3."),
    ("en", "Prices rose.", "Prices fell."),
    ("en", "It is above zero.", "It is below zero."),
    ("en", "Most boats sank.", "All boats sank."),
    ("en", "He told us.", "He told US."),
    ("en", "The mayor met Anna Bell.", "The mayor met Anna Ball."),
    ("en", "He said it was bad.", 'He said it was "bad".'),
    ("en", 'He said "it was bad".', 'He said it "was bad".'),
    ("en", 'He said "it is grim".', 'He said "it is grey".'),
    ("en", "Use version 1.2.3.", "Use version 1.2.4."),
    ("en", "In 1999, 20 came.", "In 199920 came."),
    ("en", "There were 3, 4 boats.", "There were 3,4 boats."),
    ("en", "Version 2. 5 people.", "Version 2.5 people."),
    ("en", "After the storm, which killed three, it rained.", "After the storm it rained."),
    ("fr", "Il n'a pas vu le port.", "Il a vu le port."),
    ("fr", "Il viendra lundi.", "Il viendra mardi."),
    ("fr", "Cela coûte 1,5 million.", "Cela coûte 15 millions."),
    ("fr", "Il doit partir.", "Il peut partir."),
    ("es", "No vio el puerto.", "Vio el puerto."),
    ("es", "Cuesta tres euros.", "Cuesta cuatro euros."),
    ("es", "El presunto autor huyó.", "El autor huyó."),
    ("de", "Drei Boote und 4 Autos.", "Drei Boote und 5 Autos."),
]
REWRITTEN = [
    ("en", "It cost 5 percent.", "It cost 5%."),
    ("en", "3 boats sank.", "Three boats sank."),
    ("en", "Twenty-five boats sank.", "25 boats sank."),
    ("en", "He doesn't know.", "He does not know."),
    ("en", "It cost 1,000 euros.", "It cost 1000 euros."),
    ("en", "On 5 May 2024 it rained.", "On May 5, 2024 it rained."),
    ("en", "It is done.", "It is done!"),
    ("en", "He walks home.", "He walked home."),
    ("en", "The colour is odd.", "The color is odd."),
    ("en", "The ministers met.", "The minister met."),
    ("en", "A web site", "A website"),
    ("en", "See <a1>the map</a1>.", "See the map."),
    ("en", "See <a1>the</a1> map.", "See <a1>the map</a1>."),
    ("en", "The Council met.", "The council met."),
    ("fr", "Cela coûte 1.000 euros.", "Cela coûte 1\u202f000 euros."),
    ("fr", "Cela coûte cinq pour cent.", "Cela coûte 5\u00a0%."),
    ("es", "Cuesta 3 euros.", "Cuesta tres euros."),
]  # fmt: skip


@pytest.mark.parametrize(("locale", "old", "new"), COSMETIC)
def test_cosmetic(locale: str, old: str, new: str) -> None:
    assert edit_class(old, new, locale) == edit_class(new, old, locale) == "cosmetic"


@pytest.mark.parametrize(("locale", "old", "new"), FACTUAL)
def test_factual(locale: str, old: str, new: str) -> None:
    assert edit_class(old, new, locale) == edit_class(new, old, locale) == "factual"


@pytest.mark.parametrize(("locale", "old", "new"), REWRITTEN)
def test_rewritten(locale: str, old: str, new: str) -> None:
    assert edit_class(old, new, locale) == edit_class(new, old, locale) == "rewritten"


@given(odd_texts | sentences(), odd_texts | sentences(), st.sampled_from(["en", "fr", "ja", "sr-Latn"]))
def test_the_class_is_the_same_both_ways_and_never_fails(old: str, new: str, locale: str) -> None:
    assert edit_class(old, new, locale) == edit_class(new, old, locale)
    assert edit_class(old, old, locale) == "cosmetic"


@given(sentences(), st.integers(2, 5))
def test_marks_follow_the_source(text: str, number: int) -> None:
    new = text.replace("a1>", f"em{number}>")
    target = f"« {text} »"
    assert renumbered(target, text, new) == target.replace("a1>", f"em{number}>")
    assert len(marks(new)) == len(marks(text))


@pytest.mark.parametrize(
    ("locale", "old", "new", "pairs"),
    [
        (
            "en",
            "Three boats sank on Monday.",
            "Four boats sank on Friday in Oslo.",
            (("Three", "Four"), ("Monday", "Friday"), ("", "Oslo")),
        ),
        ("en", "He is a <em1>member</em1>.", "He is not a <em1>member</em1>.", (("", "not"),)),
        ("en", "It cost two million.", "It cost $2,000,000.", (("", "$"),)),
        ("en", "Three men, five women.", "Five men, three women.", (("Three", "Five"), ("five", "three"))),
        ("en", "He called it “odd”.", "He called it “bad”.", (('"odd"', '"bad"'),)),
        ("fr", "Le 3 mai, il a plu.", "Le 4 mai, il a plu.", (("3 mai", "4 mai"),)),
        ("en", "On 5 May 2024 it rained.", "On May 5, 2024 it rained.", ()),
        ("en", "It fell to -5.", "It fell to 5.", (("−5", "5"),)),
    ],
)
def test_the_facts_are_named(locale: str, old: str, new: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert facts_changed(old, new, locale) == pairs
