"""How tokens travel through an engine that takes only text, and the ladder of ways where one fails.

A carrier writes a text as payloads and reads the answers back; `climb` tries carriers in order until the answer holds
every token as it should.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from l10n.engines.base import Failure
from l10n.engines.marks import WORD, Item, fault, parse, render, tokens

REPAIRED = "codes-repaired"
"""The note of an answer whose marks were put back by a second-best way: they may sit a little wrong."""

Ask = Callable[[Sequence[str]], "list[str | Failure]"]


class Wire(Protocol):
    """What an engine needs done to a text before, undone after, and what the raw answer tells: a note, or nothing."""

    def encode(self, text: str) -> str: ...
    def decode(self, text: str) -> str: ...
    def note(self, text: str, /) -> str: ...
    def keep(self, text: str, /) -> Iterable[tuple[int, int]]:
        """The offsets of what the engine would spoil, beyond what no engine may translate."""


class Plain:
    """For engines that take text as it is."""

    def encode(self, text: str) -> str:
        return text

    def decode(self, text: str) -> str:
        return text

    def note(self, _text: str) -> str:
        return ""

    def keep(self, _text: str) -> Iterable[tuple[int, int]]:
        return ()


@dataclass(frozen=True, slots=True)
class Read:
    """An answer read back: its items, and whether something had to be put back by guess."""

    items: tuple[Item, ...]
    repaired: bool = False


class Carrier(Protocol):
    """`payloads` are to be translated each on its own; the first stands for the text."""

    def payloads(self, items: Sequence[Item]) -> list[str]: ...
    def read(self, items: Sequence[Item], answers: Sequence[str]) -> Read | None: ...


@dataclass(frozen=True, slots=True)
class Carried:
    """A translated text, with the notes for its origin line."""

    text: str
    notes: tuple[str, ...] = ()


def climb(texts: Sequence[str], ask: Ask, ladder: Sequence[Carrier], wire: Wire) -> list[Carried | Failure]:
    """Each text translated with its tokens, or why not. One batch of payloads a rung; blanks at the ends stay."""
    results: list[Carried | Failure] = [Carried(text) for text in texts]
    parsed = [parse(text.strip(), wire.keep) for text in texts]
    todo = [i for i, items in enumerate(parsed) if _prose(items)]
    for rung, carrier in enumerate(ladder):
        if not todo:
            break
        sent = [carrier.payloads(parsed[i]) for i in todo]
        answers = iter(ask([payload for payloads in sent for payload in payloads]))
        left = []
        for i, payloads in zip(todo, sent, strict=True):
            got = [next(answers) for _ in payloads]
            results[i] = _invented(texts[i], _result(parsed[i], got, carrier, wire, repaired=rung > 0))
            if isinstance(results[i], Failure) and not _failed(got):
                left.append(i)
        todo = left
    return [_spaced(text, result) for text, result in zip(texts, results, strict=True)]


def _prose(items: Sequence[Item]) -> bool:
    """Whether there is a word to translate."""
    return any(isinstance(item, str) and any(map(str.isalpha, item)) for item in items)


def _spaced(source: str, result: Carried | Failure) -> Carried | Failure:
    if isinstance(result, Failure) or result.text == source:
        return result
    body = source.strip()
    before, _, after = source.partition(body)
    return Carried(before + result.text.strip() + after, result.notes)


def _invented(source: str, result: Carried | Failure) -> Carried | Failure:
    """A failure where the engine added tokens of its own: addresses, placeholders, look-alikes of marks."""
    wrong = fault(parse(source), parse(result.text)) if isinstance(result, Carried) else ""
    return Failure(wrong) if wrong else result


def _failed(answers: Sequence[str | Failure]) -> bool:
    return any(isinstance(answer, Failure) for answer in answers)


def _result(
    items: Sequence[Item], answers: Sequence[str | Failure], carrier: Carrier, wire: Wire, *, repaired: bool
) -> Carried | Failure:
    texts = []
    for answer in answers:
        if isinstance(answer, Failure):
            return answer
        texts.append(answer)
    read = carrier.read(items, texts)
    if read is None:
        return Failure("marks or placeholders did not come back")
    if not _prose(read.items):
        return Failure("the answer had no words")
    text = render(read.items)
    if wrong := fault(items, read.items):
        return Failure(wrong)
    notes = {wire.note(texts[0]), REPAIRED if tokens(items) and (repaired or read.repaired) else ""}
    return Carried(text, tuple(sorted(notes - {""})))


class Pieces:
    """The last rung: the text between tokens, each piece on its own. Every token comes back; the prose suffers."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def payloads(self, items: Sequence[Item]) -> list[str]:
        return [self._wire.encode(item.strip()) for item in items if isinstance(item, str) and WORD.search(item)]

    def read(self, items: Sequence[Item], answers: Sequence[str]) -> Read | None:
        pieces = iter(answers)
        out: list[Item] = []
        for item in items:
            if isinstance(item, str) and WORD.search(item):
                before, _, after = item.partition(item.strip())
                out.append(before + self._wire.decode(next(pieces)).strip() + after)
            else:
                out.append(item)
        return Read(tuple(out), repaired=True)
