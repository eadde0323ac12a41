"""What a neural model cannot read is kept from it; what it would misread is respelt."""

from __future__ import annotations

import pytest

from l10n.engines import availability, neural
from l10n.engines.alphabet import Alphabet, characters
from l10n.engines.marks import parse, tokens
from l10n.model import Pair

KNOWN = frozenset(
    " !\"$%&'()*+,-./0123456789:;=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz|°áâãçéêíóôõú▁"
)
ENGLISH = Alphabet(KNOWN, "en")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The house is “old”, isn’t it — really…", []),
        ("President Erdoğan’s speech in (Łódź).", ["Erdoğan", "Łódź"]),
        ("a naïve ﬁx of 5 km²", []),
        ("He said السلام عليكم and 中文 🙂.", ["السلام عليكم", "中文 🙂"]),
        ("£50, €3 and ¥7", []),
        ("#MeToo, @nytimes and C:\\dir", ["#MeToo", "@nytimes", "C:\\dir"]),
        ("Müller-Lüdenscheidt, e.g. 5 × 3", ["Müller-Lüdenscheidt", "×"]),
    ],
)
def test_what_is_kept(text: str, kept: list[str]) -> None:
    assert [token.text for token in tokens(parse(text, ENGLISH.keep))] == kept


def test_in_other_languages_a_currency_sign_is_kept() -> None:
    french = Alphabet(KNOWN, "fr")
    assert [token.text for token in tokens(parse("Il a payé £50.", french.keep))] == ["£50"]


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        (
            "£2.8bn (€3.1m) or £50 million, ¥1,000.",
            "2.8 billion pounds (3.1 million euros) or 50 million pounds, 1,000 yen.",
        ),
        ("£11million and £5, then", "11 million pounds and 5 pounds, then"),
        ("He – well — “left”…", 'He - well - "left"…'),
        ("pages 1–2", "pages 1-2"),
        ("a naïve idea", "a naive idea"),
    ],
)
def test_what_is_respelt(text: str, spelt: str) -> None:
    assert ENGLISH.encode(text) == spelt


def piece(text: str, kind: int = 1) -> bytes:
    body = b"\x0a" + bytes([len(text.encode())]) + text.encode() + b"\x15\0\0\0\0" + b"\x18" + bytes([kind])
    return b"\x0a" + bytes([len(body)]) + body


def test_reading_a_vocabulary() -> None:
    data = piece("<unk>", 2) + piece("▁the") + piece("ção") + b"\x12\x02ab"
    assert characters(data) == frozenset("▁theção")
    assert characters(data + piece("<0x00>", 6)) is None
    with pytest.raises(ValueError, match="not a SentencePiece vocabulary"):
        characters(b"no model at all")
    everything = Alphabet(None, "en")
    assert not list(everything.keep("Erdoğan 中文"))
    assert everything.encode("Erdoğan") == "Erdoğan"


@pytest.mark.skipif(not availability("neural:en-pt", Pair("en", "pt")).ok, reason="needs the neural extra")
def test_the_bundled_model_reads_little_beyond_portuguese() -> None:
    model = neural.find_model("en-pt")
    assert model
    known = characters(model.source.read_bytes())
    assert known
    assert set("aZçã$%&") <= known
    assert not set("£€ğñü—“{<#@\\") & known
