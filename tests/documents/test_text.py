"""Plain text: what is one paragraph, what is a line of its own, and how a translation is wrapped again."""

from __future__ import annotations

import time

import pytest

from l10n import compose, inline
from l10n.formats import text
from l10n.model import Settings
from l10n.segment.refine import refine

SETTINGS = Settings()


def article(raw: str) -> compose.Source:
    blocks = text.parse(raw, SETTINGS)
    assert blocks.source == raw
    return compose.Source(blocks, refine(blocks, "en"), text, lambda again: text.parse(again, SETTINGS))


def offered(raw: str) -> list[str]:
    return [inline.msgid(unit) for unit in article(raw).places]


WRAPPED = (
    "The first paragraph of this article is wrapped at some fifty\n"
    "columns, as people do it, and it goes on for three lines so\n"
    "that nobody can be in doubt about it.\n\n"
)


@pytest.mark.parametrize(
    ("raw", "units"),
    [
        # Lines that go on in small letters are one sentence.
        ("The mayor, asked about it,\nsaid nothing.\n", ["The mayor, asked about it, said nothing."]),
        ("It was late. The mayor\nleft.\nShe slept.\n", ["It was late.", "The mayor left.", "She slept."]),
        ("The mayor\r\nleft.\r\n", ["The mayor left."]),
        # These are no sentences: a list without signs, verse, an address, columns, code.
        ("Needed:\ncement\nsand\n", ["Needed:", "cement", "sand"]),
        ("Needed\ncement\nsand\n", ["Needed", "cement", "sand"]),
        ("I lit the lamp,\nThe wind came by.\n", ["I lit the lamp,", "The wind came by."]),
        ("Ines Marrow\nHarbour Board\n12 Quay Street\n", ["Ines Marrow", "Harbour Board", "12 Quay Street"]),
        (
            "Lamp     what gives light\nkeeper   who gives oil.\n",
            ["Lamp     what gives light", "keeper   who gives oil."],
        ),
        (WRAPPED + "It is done so:\n\n    lamp = look(sea)\n    say(lamp)\n", None),
        # Items go on where they hang.
        ("- One that\n  goes on\n- Two\n", ["One that goes on", "Two"]),
        ("- One\nnot this\n", ["One", "not this"]),
        ("1) a\n10) b\n(c) c\n", ["a", "b", "c"]),
        # Quotes in mails.
        ("> We were told\n> so.\n> > By whom?\nBy you.\n", ["We were told so.", "By whom?", "By you."]),
        # A hyphen at the end of a line joins.
        (WRAPPED + "A well-\nknown lamp.\n", None),
        # What an entry of a table of contents leads to is no text.
        ("Of Lamps ........ 12\nOf Fog      xiv\n", ["Of Lamps", "Of Fog"]),
        ("A price of   12\n", ["A price of"]),
        ("日本語の\n文です。\n", ["日本語の", "文です。"]),
    ],
)
def test_offered(raw: str, units: list[str] | None) -> None:
    if units is not None:
        assert offered(raw) == units
    else:
        assert offered(raw)[1:] in (
            ["It is done so:", "lamp = look(sea)", "say(lamp)"],
            ["A well-known lamp."],
        )


@pytest.mark.parametrize(
    ("raw", "kinds"),
    [
        ("A title\n\nTier 1\n------\n\nText.\n", ["headline", "crosshead", "paragraph"]),
        ("A title\n\nText of a lede.\n\nPhoto: a pier.\n", ["headline", "lede", "caption"]),
        ("E. Pell          March 2026\n\nA title\n\nText of it.\n", ["paragraph", "headline", "lede"]),
        (f"A title\n\n{WRAPPED}2.  Terms\n\n{WRAPPED}", ["headline", "lede", "crosshead", "paragraph"]),
        (f"A title\n\n1. One\n2. Two\n\n{WRAPPED}", ["headline", "item", "item", "paragraph"]),
        (f'A title\n\n{WRAPPED}"No; but--"\n\n{WRAPPED}', ["headline", "lede", "paragraph", "paragraph"]),
        ("A title\n\nNAME    AGE\n===========\nPell    47\n", ["headline", "lede", "paragraph"]),
    ],
)
def test_kinds(raw: str, kinds: list[str]) -> None:
    assert [unit.kind for unit in text.parse(raw, SETTINGS).pieces if not isinstance(unit, str)] == kinds


@pytest.mark.parametrize(
    ("raw", "target", "page"),
    [
        ("> We were told\n> so.\n", "On nous l'a dit hier.", "> On nous l'a\n> dit hier.\n"),
        ("- One that\n  goes on\n", "Un qui va de l'avant", "- Un qui\n  va de\n  l'avant\n"),
        ("   First line that\nis indented.\n", "Une ligne en retrait ici.", "   Une ligne en\nretrait ici.\n"),
        ("Of Lamps ........ 12\n", "Des lampes", "Des lampes ........ 12\n"),
        ("The mayor\r\nleft.\r\n", "Le maire\npartit.", "Le maire\r\npartit.\r\n"),
        ("One\n", "a\n\n\u2028b\x85c", "a b c\n"),
    ],
)
def test_filled(raw: str, target: str, page: str) -> None:
    found = article(raw)
    assert compose.compose(found, {found.keys[0]: target}, "en", "fr").text == page


@pytest.mark.parametrize(
    "raw",
    [
        "The boat left at six. " * 200_000,
        "The boat left at six, and nobody saw where it went\n" * 20_000,
        "x y\n  z\n" * 20_000,
        "x" + "." * 400_000,
        ". " * 200_000 + "1",
        "> " * 200_000 + "x",
        "x." + '"' * 400_000 + "x",
        "a(" * 200_000,
    ],
    ids=lambda raw: raw[:12],
)
def test_long_texts_take_linear_time(raw: str) -> None:
    start = time.process_time()
    found = text.parse(raw, SETTINGS)
    assert time.process_time() - start < 5
    assert found.source == raw
