"""Checks that look at a whole catalog: what stands out in it is told where it stands, and what is its custom is not."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.checks import CATALOG_CHECKS, Contents, check_catalog
from l10n.glossary import Term
from l10n.model import Entry, Pair

FR = Pair("en", "fr")
HEADER = (("Content-Type", "text/plain; charset=UTF-8"), ("Language", "fr"))
STORY = (
    ("In 2019 Macron met Merkel in Berlin.", "En 2019, Macron a rencontré Merkel à Berlin."),
    ("Did the council of Lyon vote on 51 million euros?", "Le conseil de Lyon a-t-il voté 51 millions d'euros ?"),
    ("The mayor, Anne Martin, left the town at night.", "La maire, Anne Martin, a quitté la ville de nuit."),
    ("“We stay,” said 40 people in Nantes.", "« Nous restons », ont dit 40 personnes à Nantes."),
)


def told(contents: Contents, check: str) -> list[int]:
    return [problem.entry for problem in check_catalog(contents, only={check})]


def story(*pairs: tuple[str, str], file: str = "a.md") -> tuple[Entry, ...]:
    return tuple(Entry(source, target, references=(f"{file}:{n}",)) for n, (source, target) in enumerate(pairs))


@pytest.mark.parametrize("at", [0, 1, 2])
def test_swapped_neighbours_are_told_at_both(at: int) -> None:
    pairs = [list(pair) for pair in STORY]
    pairs[at][1], pairs[at + 1][1] = pairs[at + 1][1], pairs[at][1]
    found = told(Contents(FR, HEADER, story(*(tuple(p) for p in pairs))), "swapped")  # type: ignore[arg-type]
    assert {at, at + 1} <= set(found)


def test_a_story_in_order_is_not_told() -> None:
    assert told(Contents(FR, HEADER, story(*STORY)), "swapped") == []


def test_sentences_of_two_articles_are_no_neighbours() -> None:
    one, two = STORY[0], STORY[1]
    entries = (*story((one[0], two[1])), *story((two[0], one[1]), file="b.md"))
    assert told(Contents(FR, HEADER, entries), "swapped") == []


def test_what_a_catalog_uses_throughout_is_no_fault() -> None:
    straight = [(f"He said “no” {n}.", f'Il a dit "non" {n}.') for n in range(9)]
    assert told(Contents(FR, HEADER, story(*straight)), "quotes") == []
    curly = [(f"He said “no” {n}.", f"Il a dit « non » {n}.") for n in range(9)]
    assert told(Contents(FR, HEADER, story(*curly, straight[0])), "quotes") == [9]


def test_the_place_of_a_quotation_is_told() -> None:
    entries = story(("He said “yes”.", "Il a dit « oui »."), ("He said “no”.", 'Il a dit "non".'))
    (problem,) = check_catalog(Contents(FR, HEADER, entries), only={"quotes"})
    assert entries[1].msgstr[problem.start : problem.end] == '"non"'


def test_lengths_follow_the_catalog() -> None:
    """A language that was never measured: enough sentences say what is usual."""
    source = "The council of the town will meet again on Friday evening to vote on the budget, number {}."
    usual = "Ro konsil blong taon bae i mit bakegen long Fraede naet blong vot long badjet, namba {}."
    entries = tuple(Entry(source.format(n), usual.format(n)) for n in range(40))
    short = replace(entries[0], msgid=source.format(99), msgstr="Ro konsil bae i mit.")
    assert told(Contents(Pair("en", "bi"), HEADER, (*entries, short)), "lengths") == [40]
    assert told(Contents(Pair("en", "bi"), HEADER, (short,)), "lengths") == []


def test_a_term_without_its_translation_is_told_unless_the_catalog_never_follows() -> None:
    good = [(f"The plane {n} landed.", f"L'avion {n} a atterri.") for n in range(6)]
    bad = ("The plane left.", "Le bateau est parti.")
    terms = (Term("plane", ("avion",)),)
    assert told(Contents(FR, HEADER, story(*good, bad), terms=terms), "glossary") == [6]
    other = [(f"The plane {n} landed.", f"L'appareil {n} a atterri.") for n in range(24)]
    assert told(Contents(FR, HEADER, story(*other), terms=terms), "glossary") == []


@pytest.mark.parametrize("name", ["Brexit", "Inrupt"])
def test_a_name_that_must_stay_is_told(name: str) -> None:
    entries = story((f"About {name} today.", f"Über {name} heute."), (f"The {name} plan.", "Der Broxit-Plan."))
    assert told(Contents(Pair("en", "de"), HEADER, entries, terms=(Term(name, (name,), keep=True),)), "glossary") == [1]


TEXTS = st.lists(
    st.sampled_from(["Macron", "Macrom", "the", "plane", "avion", "«", "»", '"', "51", "（",
                     "他", "๐", "<joined/>", " ", "?"]),
    max_size=10,
).map("".join)  # fmt: skip


@given(
    st.lists(st.tuples(TEXTS | st.text(max_size=20), TEXTS | st.text(max_size=20)), max_size=6),
    st.sampled_from(["fr", "ja", "ar", "th", "xx"]),
)
def test_no_catalog_breaks_a_check(pairs: list[tuple[str, str]], locale: str) -> None:
    entries = tuple(Entry(source, target) for source, target in pairs)
    contents = Contents(
        Pair("en", locale), HEADER, entries, terms=(Term("plane", ("avion",)), Term("Macron", ("Macron",), keep=True))
    )
    for problem in check_catalog(contents):
        assert problem.message
        text = [e for e in entries if e.msgid][problem.entry].msgstr if problem.entry >= 0 else ""
        assert (problem.start, problem.end) == (-1, -1) or 0 <= problem.start < problem.end <= len(text)


def test_large_catalogs_take_linear_time() -> None:
    entries = tuple(Entry(f"Macron said “no” {n} the plane", f'Macron a dit "non" {n} avion') for n in range(4000))
    began = process_time()
    for name in CATALOG_CHECKS:
        list(CATALOG_CHECKS[name].find(Contents(FR, HEADER, entries, terms=(Term("plane", ("avion",)),))))
    assert process_time() - began < 8
