"""What a neural model can read: its vocabulary's characters, and texts made to fit them.

A character that a model does not know is a blank to it, and it fills blanks by guessing: £50 becomes 50 euros, Erdoğan
Erdo'an, and a name in another script a stutter of commas.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from l10n.engines.carry import Plain

_CHARACTER_PIECE, _BYTE_PIECE = 1, 6  # SentencePiece's types of pieces


def characters(vocabulary: bytes) -> frozenset[str] | None:
    """The characters of a SentencePiece vocabulary; None where it spells unknown ones out in bytes."""
    pieces = [dict(_fields(value)) for field, value in _fields(vocabulary) if field == 1 and isinstance(value, bytes)]
    if any(piece.get(3) == _BYTE_PIECE for piece in pieces):
        return None
    texts = [piece[1] for piece in pieces if piece.get(3, _CHARACTER_PIECE) == _CHARACTER_PIECE]
    return frozenset("".join(text.decode("utf-8", "replace") for text in texts if isinstance(text, bytes)))


@cache
def _characters_of(vocabulary: Path, _changed: int) -> frozenset[str] | None:
    return characters(vocabulary.read_bytes())


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a protocol buffer message: number and value."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        kind = key & 7
        if kind == 0:
            number, at = _varint(data, at)
            yield key >> 3, number
            continue
        if kind == 2:
            size, at = _varint(data, at)
        elif kind in {1, 5}:
            size = 8 if kind == 1 else 4
        else:
            raise ValueError("not a SentencePiece vocabulary")
        yield key >> 3, data[at : at + size]
        at += size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        if at >= len(data):
            raise ValueError("not a SentencePiece vocabulary")
        number |= (data[at] & 127) << shift
        shift += 7
        at += 1
        if data[at - 1] < 128:
            return number, at


_SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-"})
_MONEY = {"£": "pounds", "€": "euros", "¥": "yen", "₹": "rupees"}
_SCALE = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_AMOUNT = re.compile(
    rf"([{''.join(_MONEY)}])\s?(\d[\d.,]*\d|\d)(?:\s?(k|mn|m|bn|tn|thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?<=\d)[–—](?=\d)")
_DASH = re.compile(r"\s*[–—]\s*")
_HANDLED = frozenset("“”„‘’–—…\u00a0\u202f\u2011")
_EDGE = r"\s\"'“”„‘’(),;!?\[\]—–…"


class Alphabet(Plain):
    """The wire of one model. Words with characters it cannot read are kept as they are; others are respelt."""

    def __init__(self, known: frozenset[str] | None, language: str, target: str = "") -> None:
        self._known = known
        self._english = language == "en"
        self._ordinals = target in {"pt", "es", "gl", "it"} and known is not None and "º" not in known
        spare = _HANDLED | (frozenset(_MONEY) if self._english else frozenset())
        covered = "".join(sorted((known or frozenset()) | spare))
        self._word = re.compile(rf"[^{_EDGE}]*[^\s{re.escape(covered)}][^{_EDGE}]*(?<![.:])")

    @classmethod
    def of(cls, vocabulary: Path, language: str, target: str = "") -> Alphabet:
        return cls(_characters_of(vocabulary, vocabulary.stat().st_mtime_ns), language, target)

    def keep(self, text: str) -> Iterator[tuple[int, int]]:
        """The offsets of words that cannot be read, neighbours as one."""
        start = end = -1
        for found in self._word.finditer(text) if self._known else ():
            if self._plain(found[0]) is not None:
                continue
            if start >= 0 and not text[end : found.start()].strip():
                end = found.end()
                continue
            if start >= 0:
                yield start, end
            start, end = found.span()
        if start >= 0:
            yield start, end

    def _plain(self, word: str) -> str | None:
        """The word in characters that can be read, where that leaves it the same word: ﬁ, ², naïve; but not a name."""
        same = unicodedata.normalize("NFKC", word)
        if self._reads(same):
            return same
        bare = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
        return bare if word.islower() and self._reads(bare) else None

    def _reads(self, text: str) -> bool:
        return self._known is None or all(char in self._known or char in _HANDLED for char in text)

    def encode(self, text: str) -> str:
        """Text as the model reads it best: typewriter quotes and dashes; in English, currencies by name."""
        if self._english:
            text = _AMOUNT.sub(_spelt, text)
        text = _DASH.sub(" - ", _RANGE.sub("-", text.translate(_SAME)))
        return self._word.sub(lambda found: self._plain(found[0]) or found[0], text) if self._known else text

    def decode(self, text: str) -> str:
        """What the model writes, with the signs that it has not: US$ 5 for `US $ 5`, 17º for `17o`."""
        text = _DOLLARS.sub(r"\1$ ", text)
        return _ORDINAL.sub(lambda found: found[1] + "ºª"[found[2] == "a"], text) if self._ordinals else text


_DOLLARS = re.compile(r"\b([A-Z]{1,3}) \$ ?(?=\d)")
_ORDINAL = re.compile(r"(?<![\w.,])(\d{1,3})([oa])(?!\w)")


def _spelt(amount: re.Match[str]) -> str:
    sign, number, scale = amount.groups()
    scale = (scale or "").lower()
    return " ".join(filter(None, (number, _SCALE.get(scale, scale), _MONEY[sign])))
