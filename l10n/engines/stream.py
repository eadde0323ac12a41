"""Apertium's stream format: a text as the pipeline reads it, and what it says back.

A wordbound blank `[[t:p:1]]word[[/]]` travels with its word: pairs of marks ride on it. A blank `[<2>]` stays between
words: notes' references and line breaks ride on that. All other tokens travel as names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from l10n.engines.carry import Read
from l10n.engines.marks import WORD, Item, tokens
from l10n.engines.names import lay, restore
from l10n.engines.project import Place
from l10n.model import Form

_ESCAPED = re.compile(r"[\[\]{}^$@/<>\\]")
_HIDE = str.maketrans(
    {"*": "\ue02a", "#": "\ue023", "@": "\ue040", "~": "\ue07e", "\0": "", "\uffff": "", "\n": " ", "\r": ""}
)
_SHOW = str.maketrans({"\ue02a": "*", "\ue023": "#", "\ue040": "@", "\ue07e": "~"})
_END = ".[]"  # ends a sentence, so that a title is read as one; taken off again
_PIECE = re.compile(r"\[\[(?P<open>[^\]]*)\]\]|\[(?P<blank>[^\]]*)\]|\\(?P<escaped>.)|(?P<text>[^\[\\]+|.)", re.DOTALL)
_TIME = re.compile(r"(?<![\w.:])\d{1,2}:\d{2}(?::\d{2})?(?![\w:]|\.\d)")
_UNKNOWN = re.compile(r"\*(\w)")
_MARKS = re.compile(r"[*@#]")

UNKNOWN = "unknown-words"
_TOO_MANY = 0.15
"""The share of common words that the engine did not know, from which a text is said to have many."""


def escape(text: str) -> str:
    """Text without what means something to Apertium; the signs it puts on words (`*`, `~` …) are put aside."""
    return _ESCAPED.sub(r"\\\g<0>", text.translate(_HIDE))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Output text and the pairs it belongs to; or, without text, a blank with a token's number."""

    text: str
    inside: frozenset[int] = frozenset()
    blank: int = -1


def read(wire: str) -> Iterator[Stretch]:
    """The stretches of a stream, cleaned of escapes and of the marks of unknown words."""
    inside: frozenset[int] = frozenset()
    for piece in _PIECE.finditer(wire):
        if (opened := piece["open"]) is not None:
            inside = frozenset(int(number) for number in re.findall(r"p:(\d+)", opened))
        elif (blank := piece["blank"]) is not None:
            found = re.fullmatch(r"<(\d+)>", blank)
            yield Stretch("", inside, int(found[1])) if found else Stretch("")
        else:
            text = _MARKS.sub("", piece["escaped"] or piece["text"])  # some modes escape their marks
            yield Stretch(text.translate(_SHOW), inside)


class Stream:
    """The wire of one Apertium text."""

    def encode(self, text: str) -> str:
        return escape(text) + _END

    def decode(self, text: str) -> str:
        return _unended("".join(stretch.text for stretch in read(text)))

    def keep(self, text: str) -> Iterable[tuple[int, int]]:
        """Clock times, which rules take for a number, a colon and a number ("9:30" → "9 heures:30")."""
        return (found.span() for found in _TIME.finditer(text))

    def note(self, text: str) -> str:
        bare = re.sub(r"\[[^\]]*\]+", "", text)
        unknown = sum(first.islower() for first in _UNKNOWN.findall(bare))
        common = sum(word[0][0].islower() for word in WORD.finditer(bare))
        return UNKNOWN if unknown > _TOO_MANY * max(common, 4) else ""


def _unended(text: str) -> str:
    return text.strip().removesuffix(".").rstrip()


class Blanks:
    """Pairs ride on wordbound blanks and are gathered where the words went; gives up where a pair has no word left."""

    def payloads(self, items: Sequence[Item]) -> list[str]:
        laid = lay(items)
        out, inside = "", list[int]()
        for item in items:
            if isinstance(item, str) or item.number in laid.names:
                text = item if isinstance(item, str) else laid.names[item.number]
                out += _bound(text, inside)
            elif item.form is Form.OPEN:
                inside.append(item.number)
            elif item.form is Form.CLOSE:
                inside.remove(item.number)
            else:
                out += f"[<{item.number}>]" + (" " if item.number in laid.gaps else "")
        return [out + _END]

    def read(self, items: Sequence[Item], answers: Sequence[str]) -> Read | None:
        laid = lay(items)
        text, runs, blanks = _gather(answers[0])
        if any(len(re.findall(name, text, re.IGNORECASE)) != 1 for name in laid.names.values()):
            return None
        places = _places(items, text, runs, blanks)
        return None if places is None else Read(restore(items, text, laid, places))


def _bound(text: str, inside: Sequence[int]) -> str:
    """Text with a wordbound blank around what of it is not blank."""
    body = text.strip()
    if not inside or not body:
        return escape(text)
    before, _, after = text.partition(body)
    return f"{escape(before)}[[{'; '.join(f't:p:{number}' for number in inside)}]]{escape(body)}[[/]]{escape(after)}"


Run = tuple[int, int]


def _gather(wire: str) -> tuple[str, dict[int, list[Run]], dict[int, int]]:
    """The text, the runs of each pair in it, and the place of each blank, by number."""
    text, runs, blanks = "", dict[int, list[Run]](), dict[int, int]()
    for stretch in read(wire):
        if stretch.blank >= 0:
            blanks.setdefault(stretch.blank, len(text))
        for number in stretch.inside if stretch.text else ():
            runs.setdefault(number, []).append((len(text), len(text) + len(stretch.text)))
        text += stretch.text
    ended = _unended(text)
    skipped = len(text) - len(text.lstrip())
    bounded = {number: [_clip(run, skipped, len(ended)) for run in found] for number, found in runs.items()}
    return ended, bounded, {number: min(max(0, at - skipped), len(ended)) for number, at in blanks.items()}


def _clip(run: Run, skipped: int, length: int) -> Run:
    return max(0, run[0] - skipped), min(run[1] - skipped, length)


def _places(
    items: Sequence[Item], text: str, runs: Mapping[int, list[Run]], blanks: Mapping[int, int]
) -> list[Place] | None:
    places = []
    for token in tokens(items):
        if token.anchored:
            if token.number not in blanks:
                return None
            places.append(Place(token.number, blanks[token.number], blanks[token.number]))
        elif token.form is Form.OPEN:
            merged = _merged(text, [run for run in runs.get(token.number, []) if run[0] < run[1]])
            if merged is None:
                return None
            places.append(Place(token.number, *merged))
    return places


_GAP = 2  # words between two runs of a pair that are still one: articles and prepositions put in by the engine


def _merged(text: str, runs: Sequence[Run]) -> Run | None:
    """Runs with few words between them as one; of several, the longest."""
    groups: list[Run] = []
    for start, end in sorted(runs):
        if groups and sum(1 for _ in WORD.finditer(text, groups[-1][1], start)) <= _GAP:
            groups[-1] = groups[-1][0], max(end, groups[-1][1])
        else:
            groups.append((start, end))
    return max(groups, key=lambda run: run[1] - run[0], default=None)
