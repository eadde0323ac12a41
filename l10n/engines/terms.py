"""Glossary terms in machine translation: each term's source travels in a pair of marks of ours; where the translation
of what is in it is not the glossary's, the run is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from l10n import inline
from l10n.engines.base import Wrapper
from l10n.engines.carry import REPAIRED
from l10n.engines.pairs import language
from l10n.model import Form, Pair, Refusal, Request, Suggestion

NOTE = "glossary"
"""The note of an answer in which a term was put: articles and endings around it may not agree."""

_KIND, _FIRST = "x", 9001  # our marks; a text has not so many of its own

# What engines take along into a run and a term does not replace: articles, prepositions.
_LEAD = {
    "ca": "el la els les un una uns unes de del dels al als a en amb per pel pels i",
    "es": "el la los las un una unos unas de del al a en con por para su sus y",
    "fr": "le la les un une des du de au aux à en avec par pour et",
    "gl": "o a os as un unha uns unhas de do da dos das ao á aos ás no na nos nas en con por para e",
    "it": "il lo la i gli le un uno una di del dello della dei degli delle al allo alla ai a in con per e",
    "oc": "lo la los las un una de del de la dels al als a en amb per e",
    "pt": "o a os as um uma uns umas de do da dos das ao à aos às no na nos nas em com por para e",
}
_ELIDED = {
    "ca": "[ld]['’]",
    "fr": "[ldcjmnst]['’]|qu['’]",
    "it": "(?:[ld]|un|all|dell|nell|sull)['’]",
    "oc": "[ld]['’]",
}

Items = list["str | inline.Mark"]


class Glossed(Wrapper):
    """An engine whose answers hold the requests' terms, unless it follows a glossary itself."""

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        marked = {} if self.own_terms else {r.id: found for r in requests if (found := mark(r))}
        plain = [request for request in requests if request.id not in marked]
        if plain:
            yield from self._engine.suggest(plain, pair)
        if not marked:
            return
        left = []
        asked = {request.id: request for request in requests}
        for answer in self._engine.suggest([found.request for found in marked.values()], pair):
            if isinstance(answer, Refusal):
                left.append(asked[answer.id])
            else:
                yield enforce(answer, marked[answer.id], pair)
        if left:
            yield from self._engine.suggest(left, pair)


@dataclass(frozen=True, slots=True)
class Marked:
    """A request with its terms in marks, and the target of each by the mark's number."""

    request: Request
    targets: dict[int, str]


def mark(request: Request) -> Marked | None:
    """The request with marks around its terms; None where none of them occurs outside other terms and marks."""
    by_source = {source.casefold(): target for source, target in request.terms if source.strip() and target.strip()}
    if not by_source:
        return None
    words = "|".join(map(re.escape, sorted(by_source, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
    out: Items = []
    targets: dict[int, str] = {}
    for item in inline.split(request.text):
        out += [item] if isinstance(item, inline.Mark) else _bracketed(item, pattern, by_source, targets)
    return Marked(replace(request, text=inline.unsplit(out), terms=()), targets) if targets else None


def _bracketed(text: str, pattern: re.Pattern[str], by_source: dict[str, str], targets: dict[int, str]) -> Items:
    out: Items = []
    at = 0
    for found in pattern.finditer(text):
        number = _FIRST + len(targets)
        targets[number] = by_source[found[0].casefold()]
        ends = (inline.Mark(_KIND, number, form) for form in (Form.OPEN, Form.CLOSE))
        out += [text[at : found.start()], next(ends), found[0], next(ends)]
        at = found.end()
    return [item for item in [*out, text[at:]] if item]


def enforce(answer: Suggestion, marked: Marked, pair: Pair) -> Suggestion:
    """The answer without our marks, each term in it as the glossary has it."""
    items: Items = list(inline.split(answer.text))
    put = False
    for number, target in marked.targets.items():
        start, end = (_at(items, number, form) for form in (Form.OPEN, Form.CLOSE))
        wanted = sum(other.casefold() == target.casefold() for other in marked.targets.values())
        inside = _text(items[start + 1 : end])
        if not _holds(inside, target) and _count(_text(items), target) < wanted:
            first = not _text(items[:start]).strip(" \"'“‘«¿¡(")
            items[start + 1 : end] = _put(items[start + 1 : end], target, pair, first)
            put = True
        items = [item for item in items if not (isinstance(item, inline.Mark) and item.number == number)]
    own = REPAIRED in answer.notes and not inline.marks(inline.unsplit(_merged(items)))  # of our marks, now gone
    notes = [note for note in answer.notes if not own or note != REPAIRED] + ([NOTE] if put else [])
    return replace(answer, text=inline.unsplit(_merged(items)), notes=tuple(notes))


def _at(items: Items, number: int, form: Form) -> int:
    return next(i for i, m in enumerate(items) if isinstance(m, inline.Mark) and (m.number, m.form) == (number, form))


def _text(items: Items) -> str:
    return "".join(item for item in items if isinstance(item, str))


def _count(text: str, target: str) -> int:
    """How often the term stands there; its last word may have another ending."""
    return len(re.findall(rf"(?<!\w){re.escape(target)}", text, re.IGNORECASE))


def _holds(text: str, target: str) -> bool:
    return _count(text, target) > 0


def _put(inside: Items, target: str, pair: Pair, first: bool) -> Items:
    """What was inside, with the term for its words; marks in it stay, after a leading article."""
    text = _text(inside)
    lead = _leading(text, target, pair)
    if first and not lead and target[0].islower() and text[:1].isupper():
        target = target[0].upper() + target[1:]
    tail = text[len(text.rstrip()) :]
    marks: Items = [item for item in inside if isinstance(item, inline.Mark)]
    closing = next((i for i, m in enumerate(marks) if isinstance(m, inline.Mark) and m.form is Form.CLOSE), len(marks))
    return [*([lead] if lead else []), *marks[:closing], target + tail, *marks[closing:]]


def _leading(text: str, target: str, pair: Pair) -> str:
    """The articles and prepositions that a run begins with and the term does not."""
    code = language(pair.target)
    words = "|".join(_LEAD.get(code, "").split())
    if not words:
        return ""
    elided = _ELIDED.get(code, "(?!)")
    found = re.match(rf"(?:(?:(?:{words})\s+|{elided})(?=\S))+", text, re.IGNORECASE)
    lead = found[0] if found else ""
    same = target.casefold().startswith(lead.casefold()) if lead else False
    return "" if same else lead


def _merged(items: Items) -> Items:
    out: Items = []
    for item in items:
        if isinstance(item, str) and out and isinstance(out[-1], str):
            out[-1] += item
        else:
            out.append(item)
    return out
