"""Texts too long for an engine, cut where it hurts least: at sentences, clauses, blanks, and only then anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from l10n.engines.base import Failure

# Words with a full stop after which a sentence mostly goes on, besides single capitals and those of two letters (Mr.).
_ABBREVIATIONS = (
    "v vs a.m p.m Mrs Gen Sen Sens Gov Rep Reps Rev Col Capt Prof Lt Sgt Jan Feb Mar Apr Aug Sep Sept Oct Nov Dec"
)
_ON = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in _ABBREVIATIONS.split())
_SENTENCE = re.compile(
    rf"(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.){_ON}(?<=[.!?…\"'”’)])(?<![^.!?…][\"'”’)])\s+(?=[\"'“‘(¿¡]*[A-ZÀ-Þ0-9])"
    r"|(?<=[。！？])"
)
_CLAUSE = re.compile(r"(?<=[;:,–—])\s+|(?<=[、，；：])")
_BLANK = re.compile(r"\s+")


def sentences(text: str) -> list[str]:
    """The text at its surest sentence borders, each piece with the blanks after it: joined, they are the text."""
    return _cut(text, _SENTENCE)


def fit(
    text: str, fits: Callable[[str], bool], borders: Sequence[re.Pattern[str]] = (_SENTENCE, _CLAUSE, _BLANK)
) -> list[str]:
    """As few and as whole pieces as fit; joined, they are the text."""
    if fits(text) or len(text) < 2:
        return [text]
    if not borders:
        middle = len(text) // 2
        return fit(text[:middle], fits, ()) + fit(text[middle:], fits, ())
    pieces: list[str] = []
    for piece in _cut(text, borders[0]):
        if pieces and fits(pieces[-1] + piece):
            pieces[-1] += piece
        else:
            pieces += fit(piece, fits, borders[1:])
    return pieces


def rejoin(pieces: Sequence[str], answers: Sequence[str]) -> str:
    """The translations of pieces, with the blanks that the pieces ended in."""
    tails = [piece[len(piece.rstrip()) :] for piece in pieces]
    return "".join(answer.strip() + tail for answer, tail in zip(answers, tails, strict=True))


def joined(pieces: Sequence[str], answers: Sequence[str | Failure]) -> str | Failure:
    """The same, or the first failure."""
    failed = next((answer for answer in answers if isinstance(answer, Failure)), None)
    return failed or rejoin(pieces, [answer for answer in answers if isinstance(answer, str)])


def _cut(text: str, border: re.Pattern[str]) -> list[str]:
    ends = [found.end() for found in border.finditer(text) if 0 < found.end() < len(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


_FIRST = re.compile(r"^((?:\[\[[^\]]*\]\]|\[[^\]]*\]|\\.|[^\w\[\\])*)([^\W\d_]+)")


def like_case(source: str, answer: str) -> str:
    """The answer with its first letter in the case of the source's, a word left as it was apart."""
    ours, theirs = _FIRST.match(source), _FIRST.match(answer)
    if not ours or not theirs or ours[2] == theirs[2] or ours[2][0].isupper() == theirs[2][0].isupper():
        return answer
    first = theirs[2][0]
    first = first.upper() if ours[2][0].isupper() else first.lower()
    return answer[: theirs.start(2)] + first + answer[theirs.start(2) + 1 :]
