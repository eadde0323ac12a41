"""Marks: one reading for each text, and a target fits only when it holds the unit's marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import inline
from l10n.inline import Mark
from l10n.model import Form, Tag, Text, Unit

LITERAL = st.text(st.sampled_from("ab<>/\\1 em") | st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
LOOKALIKE = st.sampled_from(["<a1>", "</em2>", "<code3/>", "\\<a1>", "\\\\<fn1/>", "<joined/>", "<b>", "<a1", "\\"])
MARKS = st.builds(Mark, st.sampled_from(["a", "em", "code"]), st.integers(1, 99), st.sampled_from(list(Form)))
ITEMS = st.lists(LITERAL | LOOKALIKE | MARKS, max_size=8)


def merged(items: list[str | Mark]) -> list[str | tuple[str, int, Form]]:
    out: list[str | tuple[str, int, Form]] = []
    for item in items:
        if isinstance(item, str) and out and isinstance(out[-1], str):
            out[-1] += item
        else:
            out.append(item if isinstance(item, str) else item.key)
    return out


@given(ITEMS)
def test_what_was_written_is_read(items: list[str | Mark]) -> None:
    joined: list[str | Mark] = []
    for item in items:
        if isinstance(item, str) and joined and isinstance(joined[-1], str):
            joined[-1] += item
        else:
            joined.append(item)
    assert merged(inline.split(inline.unsplit(joined))) == merged(joined)


@given(st.text(st.sampled_from("a<>/\\1e2m ") | st.characters(), max_size=40))
def test_any_text_is_read_and_written_back(text: str) -> None:
    items = inline.split(text)
    again = inline.unsplit(items)
    assert merged(inline.split(again)) == merged(items)


def unit(*parts: Text | Tag) -> Unit:
    return Unit(parts)


def text(value: str) -> Text:
    return Text(value, value)


LINKED = unit(
    text("See "),
    Tag("a", Form.OPEN, ("[",), "https://example.org"),
    Tag("em", Form.OPEN, ("*",)),
    text("the pier"),
    Tag("em", Form.CLOSE, ("*",)),
    Tag("a", Form.CLOSE, ("](https://example.org)",)),
    text(" and "),
    Tag("code", Form.ALONE, ("`x`",), "x"),
    text("."),
)


def test_marks_are_numbered_in_order_and_explained() -> None:
    assert inline.msgid(LINKED) == "See <a1><em2>the pier</em2></a1> and <code3/>."
    assert inline.legend(LINKED) == ["<a1>: https://example.org", "<code3/>: x"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("Voir <a1><em2>la jetée</em2></a1> et <code3/>.", ""),
        ("<code3/> et <a1>la <em2>jetée</em2></a1>.", ""),
        ("Voir <a1>la jetée</a1> et <code3/>.", ""),  # emphasis may go
        ("Voir la jetée et <code3/>.", "the mark <a1> is missing"),
        ("Voir <a1>la jetée</a1>.", "the mark <code3/> is missing"),
        ("Voir <a1>la jetée</a1> et <code3/> <code3/>.", "the mark <code3/> stands more than once"),
        ("Voir <a1>la jetée</a1> et <code4/>.", "the mark <code4/> is not in the source"),
        ("Voir <a1><em2>la jetée</a1></em2> et <code3/>.", "its marks are not properly nested"),
        ("Voir </a1>la jetée<a1> et <code3/>.", "its marks are not properly nested"),
        ("Voir <a1><em2>la jetée</a1> et <code3/>.", "the mark </em2> is missing its other half"),
    ],
)
def test_a_target_fits_with_the_marks_it_must_have(target: str, reason: str) -> None:
    found = inline.fit(LINKED, target)
    assert (found if isinstance(found, str) else "") == reason


def test_tags_without_a_partner_stand_alone() -> None:
    settled = inline.settle([Tag("em", Form.CLOSE, ("</i>",)), text("a"), Tag("a", Form.OPEN, ("<a>",))])
    assert inline.msgid(Unit(settled)) == "<x1/>a<x2/>"


def test_crossed_pairs_stand_alone_but_one() -> None:
    parts = [Tag("em", Form.OPEN, ("<i>",)), Tag("strong", Form.OPEN, ("<b>",)), text("a")]
    parts += [Tag("em", Form.CLOSE, ("</i>",)), Tag("strong", Form.CLOSE, ("</b>",))]
    assert inline.msgid(Unit(inline.settle(parts))) == "<em1><x2/>a</em1><x3/>"


@pytest.mark.parametrize(
    ("msgid", "words"),
    [("", 0), ("Two words", 2), ("<a1>the pier</a1> at 6.15", 4), ("don’t", 1), ("日本語", 3), ("<code1/>", 0)],
)
def test_words_are_counted_without_marks(msgid: str, words: int) -> None:
    assert inline.words(msgid) == words
