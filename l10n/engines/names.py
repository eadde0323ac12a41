"""Tokens carried as invented names, and pairs of marks found again on the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from l10n.engines import project
from l10n.engines.carry import Read, Wire
from l10n.engines.marks import WORD, Item, Pair, Token, pairs, tokens
from l10n.engines.project import Clue, Place, Span
from l10n.model import Form


@dataclass(frozen=True, slots=True)
class Laid:
    """A text with names for its standalone tokens, and the offsets of the rest: a pair's inside, an anchored
    token's place (start = end). `gaps` are the line breaks for which a blank was put, to part the words."""

    text: str
    names: Mapping[int, str]
    at: Mapping[int, tuple[int, int]]
    gaps: frozenset[int] = frozenset()


def lay(items: Sequence[Item]) -> Laid:
    names = invent(items)
    text, at, gaps = "", dict[int, tuple[int, int]](), set[int]()
    for item in items:
        if isinstance(item, str):
            text += item
        elif item.number in names:
            text += names[item.number]
        elif item.form is Form.CLOSE:
            at[item.number] = at[item.number][0], len(text)
        else:
            at[item.number] = len(text), len(text)
            if item.breaks and not text.endswith(" "):
                gaps.add(item.number)
                text += " "
    return Laid(text, names, at, frozenset(gaps))


_ENDS = "abcdefghijklmnopqrstuvwxyz"


def invent(items: Sequence[Item]) -> dict[int, str]:
    """An invented name for each token that stands for a word; none occurs in the text and none begins another."""
    alone = [token for token in tokens(items) if token.form is Form.ALONE and not token.anchored]
    text = "".join(item for item in items if isinstance(item, str)).casefold()
    stem = next(stem for stem in _stems() if stem not in text).capitalize()
    if len(alone) <= len(_ENDS):
        return {token.number: stem + _ENDS[i] for i, token in enumerate(alone)}
    return {token.number: stem + _ENDS[i // 26 % 26] + _ENDS[i % 26] for i, token in enumerate(alone)}


def _stems() -> Iterator[str]:
    """zqx first: measured to survive; then as many others as it takes."""
    from itertools import count, product

    for length in count(1):
        for ends in product("xzjkvw", repeat=length):
            yield "zq" + "".join(ends)


_SIGNS = frozenset(",;:.!?…—")


class Names:
    """Standalone tokens travel as invented names (`Zqxa`); pairs are taken off and projected on the translation.

    Each span is also translated alone and, with `guide`, shown in parentheses in a copy of its sentence, which is
    dearer and more often right about where it went.
    """

    def __init__(self, wire: Wire, *, guide: bool) -> None:
        self._wire = wire
        self._guide = guide

    def payloads(self, items: Sequence[Item]) -> list[str]:
        laid = lay(items)
        texts = [laid.text]
        for start, end in _sought(laid).values():
            texts.append(laid.text[start:end])
            if self._guide:
                texts.append(f"{laid.text[:start]}({laid.text[start:end]}){laid.text[end:]}")
        return [self._wire.encode(text) for text in texts]

    def read(self, items: Sequence[Item], answers: Sequence[str]) -> Read | None:
        laid = lay(items)
        text, *hints = (self._wire.decode(answer) for answer in answers)
        text, mended = mend(text, laid)
        clues = dict(zip(_sought(laid), self._clues(laid, hints), strict=True))
        places = project.find(text, _spans(laid, pairs(items), clues, (0, len(laid.text))))
        anchors = anchor(items, text, laid, clues)
        if places is None or anchors is None:
            return None
        guessed = mended or not all(place.sure for place in [*places, *anchors])
        return Read(restore(items, text, laid, [*places, *anchors]), guessed)

    def _clues(self, laid: Laid, hints: Sequence[str]) -> Iterator[tuple[Clue, ...]]:
        each = 2 if self._guide else 1
        for i, (start, end) in enumerate(_sought(laid).values()):
            alone, *guided = hints[i * each : (i + 1) * each]
            clues = [Clue(alone, project.middle(laid.text[:start], laid.text[start:end], laid.text[end:]))]
            for text in guided:
                shown = re.search(r"\(([^()]*)\)", text)
                if shown and text.count("(") == laid.text.count("(") + 1:
                    clues.append(Clue(shown[1], project.middle(text[: shown.start()], shown[1], text[shown.end() :])))
            told = tuple(clue for clue in clues if WORD.search(clue.words))
            yield told or (replace(clues[0], words=laid.text[start:end]),)


def _sought(laid: Laid) -> dict[int, tuple[int, int]]:
    """The offsets of what to find on the translation: the inside of each pair, the word before each anchored token."""
    found = {}
    for number, (start, end) in laid.at.items():
        if start < end:
            found[number] = start, end
        elif (word := _word_before(laid.text, start)) and WORD.search(laid.text, end):
            found[number] = word
    return found


def _word_before(text: str, end: int) -> tuple[int, int] | None:
    words = [found.span() for found in WORD.finditer(text, 0, end)]
    return words[-1] if words else None


def _spans(
    laid: Laid, tree: Sequence[Pair], clues: Mapping[int, tuple[Clue, ...]], around: tuple[int, int]
) -> list[Span]:
    spans = []
    for pair in tree:
        start, end = laid.at[pair.number]
        inside = laid.text[start:end]
        outside = laid.text[around[0] : start] + " " + laid.text[end : around[1]]
        inner = _spans(laid, pair.inner, clues, (start, end))
        spans.append(
            Span(
                pair.number,
                clues.get(pair.number, ()),
                whole=WORD.search(outside) is None,
                lead=bool(inside) and not WORD.match(inside),
                trail=bool(inside) and not WORD.match(inside[-1]),
                inner=tuple(inner),
            )
        )
    return spans


def anchor(items: Sequence[Item], text: str, laid: Laid, clues: Mapping[int, tuple[Clue, ...]]) -> list[Place] | None:
    """The places of notes' references and line breaks: at an end if they stand there, else after their word."""
    places = []
    for token in tokens(items):
        if token.anchored:
            spot = _spot(token, text, laid, clues)
            if spot is None:
                return None
            places.append(Place(token.number, spot, spot))
    return places


def _spot(token: Token, text: str, laid: Laid, clues: Mapping[int, tuple[Clue, ...]]) -> int | None:
    at = laid.at[token.number][0]
    before, after = laid.text[:at], laid.text[at + (token.number in laid.gaps) :]
    if not after.strip():
        return len(text)
    if not WORD.search(before):
        return 0
    if (beside := _beside(before, after, text)) is not None:
        return beside
    if not WORD.search(after):
        return len(text.rstrip(" .,;:!?…»”\"'"))
    found = project.find(text, [Span(token.number, clues[token.number], trail=not WORD.match(before.rstrip()[-1]))])
    return found[0].end if found else None


def _beside(before: str, after: str, text: str) -> int | None:
    """The place next to the same punctuation as in the source, where the translation has as many of it."""
    last, first = before.rstrip()[-1:], after[:1]
    sign = last if last in _SIGNS else first if first in _SIGNS else ""
    if not sign or (before + after).count(sign) != text.count(sign):
        return None
    follows = sign == last
    nth = before.count(sign) - follows
    return [i for i, char in enumerate(text) if char == sign][nth] + follows


def mend(text: str, laid: Laid) -> tuple[str, bool]:
    """The translation with each name once: later doubles go, a lost one returns where it stood, by words."""
    mended = False
    for name in laid.names.values():
        spans = [found.span() for found in re.finditer(name, text, re.IGNORECASE)]
        for start, end in reversed(spans[1:]):
            text = text[:start].rstrip() + text[end:]
        if not spans:
            before, _, after = laid.text.partition(name)
            text = _put(text, name, project.middle(before, name, after))
        mended |= len(spans) != 1
    return text, mended


def _put(text: str, lost: str, where: float) -> str:
    words = list(WORD.finditer(text))
    i = min(len(words), round(where * (len(words) + 1) - 0.5)) if words else 0
    if i == len(words):
        spot = words[-1].end() if words else 0
        return f"{text[:spot]} {lost}{text[spot:]}"
    spot = words[i].start()
    return f"{text[:spot]}{lost} {text[spot:]}"


def restore(items: Sequence[Item], text: str, laid: Laid, places: Sequence[Place]) -> tuple[Item, ...]:
    """The items of a translation: tokens inserted at their places (outer before inner), names undone."""
    by_key = {(token.number, token.form): token for token in tokens(items)}
    events: list[tuple[tuple[int, int, int, int], Token]] = []
    for i, place in enumerate(places):
        alone = by_key.get((place.number, Form.ALONE))
        if alone:
            events.append(((place.start, 1, 0, i), alone))
        else:
            events.append(((place.start, 2, -place.end, i), by_key[place.number, Form.OPEN]))
            events.append(((place.end, 0, -place.start, -i), by_key[place.number, Form.CLOSE]))
    out: list[Item] = []
    at = 0
    for (spot, *_), token in sorted(events, key=lambda event: event[0]):
        before, gap = text[at:spot], token.number in laid.gaps
        at = max(at, spot)
        if gap and text[at : at + 1] == " ":
            at += 1
        elif gap:
            before = before.removesuffix(" ")
        out += [*_undo(before, laid, by_key), token]
    return (*out, *_undo(text[at:], laid, by_key))


def _undo(text: str, laid: Laid, by_key: Mapping[tuple[int, Form], Token]) -> Iterator[Item]:
    """Text with its names replaced by their tokens."""
    if not laid.names:
        yield from [text] if text else []
        return
    numbers = {name.casefold(): number for number, name in laid.names.items()}
    for part in re.split(f"({'|'.join(laid.names.values())})", text, flags=re.IGNORECASE):
        number = numbers.get(part.casefold())
        if number is not None:
            yield by_key[number, Form.ALONE]
        elif part:
            yield part
