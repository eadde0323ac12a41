"""Terms are found in any form, the longest first, and only where they are words of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.glossary import Finder, Term


def found(text: str, *terms: Term | str, locale: str = "en") -> list[str]:
    made = [term if isinstance(term, Term) else Term(term, ("x",)) for term in terms]
    return [text[hit.start : hit.end] for hit in Finder(made, locale).find(text)]


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("The council met.", "council", ["council"]),
        ("Councils met the council’s staff.", "council", ["Councils", "council"]),
        ("Two prime ministers; the prime minister's car", "prime minister", ["prime ministers", "prime minister"]),
        ("Cities grow.", "city", ["Cities"]),
        ("Their children play.", "child", ["children"]),
        ("A cease-fire, a cease fire", "cease-fire", ["cease-fire", "cease fire"]),
        ("The <a1>city</a1> council", "city council", ["city</a1> council"]),
        ("The city\u00a0council", "city council", ["city\u00a0council"]),
        ("Three MPs left.", "MP", ["MPs"]),
        ("The councilman left.", "council", []),
        ("The city-council rule", "council", []),
        ("See https://example.org/council and `council` and {council}.", "council", []),
        ("He planned it.", "plan", []),
        ("He left.", "leave", []),
        ("They joined us in the US.", "US", ["US"]),
        ("An Apple and an apple", "Apple", ["Apple"]),
        ("Written in C++ and C", "C++", ["C++"]),
        ("AT&T and AT T", "AT&T", ["AT&T"]),
    ],
)
def test_found_in_english(text: str, term: str, expected: list[str]) -> None:
    assert found(text, term) == expected


@pytest.mark.parametrize(
    ("locale", "text", "term", "expected"),
    [
        ("de", "Die Räte tagten.", "Rat", ["Räte"]),
        ("fr", "Les conseils, l'eau", "eau", ["eau"]),
        ("fr", "Les conseils municipaux", "conseil municipal", ["conseils municipaux"]),
        ("ru", "В советах спорили.", "совет", ["советах"]),
        ("ja", "市議会が開かれた。", "議会", ["議会"]),
        ("hi", "परिषद की बैठक", "परिषद", ["परिषद"]),
    ],
)
def test_found_in_other_languages(locale: str, text: str, term: str, expected: list[str]) -> None:
    assert found(text, Term(term, ("x",), part="noun"), locale=locale) == expected


def test_the_longest_term_wins() -> None:
    assert found("The city council met.", "city", "council", "city council") == ["city council"]
    assert found("The city council met.", "city", "council", "city council hall") == ["city", "council"]


def test_the_part_of_speech_admits_more_forms() -> None:
    assert found("Mice ran.", Term("mouse", ("x",), part="noun")) == ["Mice"]
    assert found("He planned it.", Term("plan", ("x",), part="verb")) == ["planned"]


def test_rules_for_case() -> None:
    assert found("PIER and Pier and pier", Term("Pier", ("x",), case="exact")) == ["Pier"]
    assert found("PIER and Pier and pier", Term("Pier", ("x",), case="any")) == ["PIER", "Pier", "pier"]
    both = (Term("May", ("mai",)), Term("may", ("pouvoir",)))
    hits = Finder(both, "en").find("In May we may.")
    assert [hit.term.target for hit in hits] == ["mai", "pouvoir"]


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=12), max_size=6))
def test_hits_are_in_order_and_inside(text: str, sources: list[str]) -> None:
    hits = Finder([Term(source, ("x",)) for source in sources], "en").find(text)
    places = [place for hit in hits for place in (hit.start, hit.end)]
    assert places == sorted(places)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


@given(st.sampled_from(["harbour", "city council", "Lake Ena", "MP", "C++", "l'eau", "港", "परिषद"]))
def test_a_term_is_found_in_itself(term: str) -> None:
    assert len(found(f"x, {term}.", term)) == 1
