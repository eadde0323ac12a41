"""Text as XML or HTML for services that carry tags, and the number that tells whose answer an answer is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape, unescape

from l10n.engines.carry import Plain, Read
from l10n.engines.marks import Item, Token, tokens
from l10n.model import Form


class Escaped(Plain):
    """The wire of a service that reads text as XML or HTML."""

    def encode(self, text: str) -> str:
        return escape(text, quote=False)

    def decode(self, text: str) -> str:
        return unescape(text)


_NUMBERED = re.compile(r"\s*<p id=\"?(\d+)\"?>(.*)</p>\s*", re.DOTALL)


def numbered(texts: Sequence[str]) -> list[str]:
    """Texts in paragraphs with their numbers, for a request of several."""
    return [f'<p id="{i}">{text}</p>' for i, text in enumerate(texts)]


def in_order(answers: Sequence[object], count: int) -> list[str] | None:
    """The insides of numbered paragraphs, by their numbers; None unless each came back once."""
    found = [_NUMBERED.fullmatch(answer) for answer in answers if isinstance(answer, str)]
    by_number = {int(match[1]): match[2] for match in found if match}
    whole = len(answers) == count and by_number.keys() == set(range(count))
    return [by_number[i] for i in range(count)] if whole else None


def asked(post: Callable[[Sequence[str]], list[object]], texts: Sequence[str]) -> Sequence[object]:
    """The answers to several texts, by one request; each is asked for alone where their numbers do not come back."""
    if len(texts) == 1:
        return post(texts)
    return in_order(post(numbered(texts)), len(texts)) or [post([text])[0] for text in texts]


class Tags:
    """Pairs as `<g id="3">…</g>`, other tokens as `<x id="3"/>`: for services that place tags themselves."""

    def __init__(self, wire: Escaped) -> None:
        self._wire = wire

    def payloads(self, items: Sequence[Item]) -> list[str]:
        return ["".join(self._written(item) for item in items)]

    def _written(self, item: Item) -> str:
        if isinstance(item, str):
            return self._wire.encode(item)
        match item.form:
            case Form.OPEN:
                return f'<g id="{item.number}">'
            case Form.CLOSE:
                return "</g>"
        return f'<x id="{item.number}"/>'

    def read(self, items: Sequence[Item], answers: Sequence[str]) -> Read | None:
        by_key = {(token.number, token.form): token for token in tokens(items)}
        out = _read(answers[0], by_key, self._wire)
        return None if out is None else Read(tuple(out))


_TAG = re.compile(r'<(?P<kind>[gx]) id="(?P<number>\d+)"\s*(?P<empty>/?)>|</(?P<close>[gx])>')


def _read(answer: str, by_key: Mapping[tuple[int, Form], Token], wire: Escaped) -> list[Item] | None:
    """The items of an answer; None where its tags are not ours or do not nest."""
    out: list[Item] = []
    stack: list[int] = []
    at = 0
    for found in _TAG.finditer(answer):
        out.append(wire.decode(answer[at : found.start()]))
        at = found.end()
        if found["close"] == "x":
            continue  # `<x id="3"></x>`, as some write it
        if found["close"]:
            key = (stack.pop(), Form.CLOSE) if stack else (-1, Form.CLOSE)
        else:
            key = int(found["number"]), Form.OPEN if found["kind"] == "g" else Form.ALONE
            if found["kind"] == "g":
                stack.append(key[0])
        if key not in by_key:
            return None
        out.append(by_key[key])
    out.append(wire.decode(answer[at:]))
    return [item for item in out if item] if not stack else None
