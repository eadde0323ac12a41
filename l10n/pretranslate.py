"""Empty entries and a list of suggesters, in order → entries with suggestions, fuzzy, each with its origin."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from l10n import catalog, guard, inline, typography
from l10n.errors import EngineError, StoreError
from l10n.glossary import Finder
from l10n.memory.base import Lesson, Unit, neighbours
from l10n.memory.core import APPROVE
from l10n.model import Entry, Key, Origin, Pair, Refusal, Request, Status, Suggestion

BATCH = 24
"""Entries between two saves: what a killed process has to do again."""

FAILOVER = "failover"
"""The note of an answer by an engine that took over from another, whose answer was refused."""
_MEMORY, _NOT_KNOWN = "memory", "not translated elsewhere"  # which is no failure


class Suggester(Protocol):
    """A memory or an engine."""

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]: ...


@dataclass(frozen=True, slots=True)
class Opener:
    """A suggester that is made when it is first needed; `name` is how the user asked for it."""

    name: str
    open: Callable[[], Suggester]


@dataclass(frozen=True, slots=True)
class Step:
    """A batch: `done` of `total` entries were asked for so far. `answers`, `refused` (why an entry stays empty) and
    `overcome` (why another suggester had to answer) are by msgctxt and msgid; `broken` says which suggester failed
    altogether, and why."""

    done: int
    total: int
    answers: dict[Key, Suggestion]
    refused: dict[Key, str]
    overcome: dict[Key, str]
    broken: dict[str, str]


def wanted(entry: Entry, *, refresh: bool = False) -> bool:
    """Whether a machine may write here: nothing there, or machine text whose source changed; never a person's text."""
    if entry.obsolete or not entry.msgid or entry.msgid_plural is not None:
        return False
    found = catalog.status(entry)
    if found is Status.MISSING:
        return True
    ours = catalog.machine_origin(entry) is not None
    return ours and entry.fuzzy and (found is Status.STALE or (refresh and found is Status.MACHINE))


def pretranslate(
    entries: Sequence[Entry],
    openers: Sequence[Opener],
    pair: Pair,
    *,
    refresh: bool = False,
    skip: Container[Key] = frozenset(),
    terms: Finder | None = None,
) -> Iterator[Step]:
    """Asks the suggesters, in order, for what is wanted, but for `skip`, batch by batch; `terms` go along where they
    occur."""
    chosen = [i for i, entry in enumerate(entries) if wanted(entry, refresh=refresh) and entry.key not in skip]
    work = requests(entries, chosen)
    if terms:
        work = [replace(question, terms=terms.wanted(question.text)) for question in work]
    keys = {question.id: (question.context, question.text) for question in work}
    asker = _Asker(openers, pair)
    for at in range(0, len(work), BATCH):
        batch = work[at : at + BATCH]
        answers, reasons = asker.ask(batch)
        yield Step(
            at + len(batch),
            len(work),
            {keys[i]: answer for i, answer in answers.items()},
            {keys[i]: reason for i, reason in reasons.items() if i not in answers},
            {keys[i]: reason for i, reason in reasons.items() if i in answers},
            dict(asker.broken),
        )


class _Asker:
    """The suggesters in order; one that breaks is not asked again."""

    def __init__(self, openers: Sequence[Opener], pair: Pair) -> None:
        self.openers = openers
        self.pair = pair
        self.opened: dict[str, Suggester] = {}
        self.broken: dict[str, str] = {}

    def ask(self, requests: Sequence[Request]) -> tuple[dict[int, Suggestion], dict[int, str]]:
        """The answers by id, and why others were none; both where another suggester took over."""
        left = {request.id: request for request in requests}
        answers: dict[int, Suggestion] = {}
        reasons: dict[int, str] = {}
        for opener in self.openers:
            if not left or opener.name in self.broken:
                continue
            try:
                suggester = self.opened.get(opener.name) or self.opened.setdefault(opener.name, opener.open())
                for answer in suggester.suggest(list(left.values()), self.pair):
                    self._take(answer, left, answers, reasons)
            except (EngineError, StoreError) as error:
                self.broken[opener.name] = str(error)
            for i in answers:
                left.pop(i, None)
        for i in left:
            reasons.setdefault(i, "no engine answered")
        return answers, {i: reason for i, reason in reasons.items() if i not in answers or reason != _NOT_KNOWN}

    def _take(
        self,
        answer: Suggestion | Refusal,
        left: dict[int, Request],
        answers: dict[int, Suggestion],
        reasons: dict[int, str],
    ) -> None:
        if answer.id not in left:
            return
        if isinstance(answer, Refusal):
            reasons[answer.id] = answer.reason if answer.name != _MEMORY else _NOT_KNOWN
            return
        wrong = guard.refusal(left[answer.id], answer.text, self.pair) if answer.kind == "mt" else None
        if wrong:
            reasons[answer.id] = wrong
        elif answer.kind == "mt":
            failed = reasons.get(answer.id, _NOT_KNOWN) != _NOT_KNOWN
            notes = (*answer.notes, FAILOVER) if failed else answer.notes
            text = typeset(left[answer.id].text, answer.text, self.pair.target)
            answers[answer.id] = replace(answer, text=text, notes=notes)
        else:
            answers[answer.id] = answer


# Languages in which most translators of news keep the source's typewriter quotes; the others put their own.
_TYPEWRITER = frozenset("ar ca el es gl hi id it ko mr nl pt sw th tr uk vi".split())
_TYPESET = frozenset("“”„«»‘‹›")
_QUOTE, _KEPT = '"', "\ue0f0"


def typeset(source: str, text: str, locale: str) -> str:
    """A machine's text with the marks and blanks of its locale."""
    own = _KEPT in text or not _TYPESET.isdisjoint(source)
    if own or locale.split("-")[0] not in _TYPEWRITER:
        return typography.apply(text, locale)
    return typography.apply(text.replace(_QUOTE, _KEPT), locale).replace(_KEPT, _QUOTE)


def requests(entries: Sequence[Entry], chosen: Sequence[int]) -> list[Request]:
    """The questions for these entries (by index, ascending), each with its title, section and neighbours."""
    live = [(i, entry) for i, entry in enumerate(entries) if not entry.obsolete]
    texts = [entry.msgid for _, entry in live]
    wanted_here, title, section = set(chosen), "", ""
    out = []
    for at, (i, entry) in enumerate(live):
        if entry.msgctxt == "heading" and not title:
            title = entry.msgid
        if i in wanted_here:
            before, after = tuple(texts[max(0, at - 2) : at]), tuple(texts[at + 1 : at + 3])
            out.append(Request(i, entry.msgid, entry.msgctxt, title, section, before, after))
        if entry.msgctxt == "heading":
            section = entry.msgid
    return out


def fill(entry: Entry, suggestion: Suggestion) -> Entry:
    """The entry with the suggestion as its translation, unreviewed but for matches that the memory may approve."""
    out = catalog.hash8(entry.msgctxt, suggestion.text)
    src = catalog.hash8(entry.msgctxt, entry.msgid)
    origin = Origin(suggestion.kind, suggestion.name, src, out, flags=suggestion.notes)
    blank = catalog.without_origin(entry)
    emptied = any(origin.out == out for origin in catalog.origins(entry))  # somebody took this very text out
    fuzzy = emptied or suggestion.kind != "tm" or not set(APPROVE).intersection(suggestion.notes)
    new = catalog.changed(blank, msgstr=suggestion.text, fuzzy=fuzzy, previous_msgid=None, previous_msgctxt=None)
    return catalog.with_origin(new, origin)


# ---------------------------------------------------------------- what the memory learns


def digest(data: bytes) -> str:
    """How a memory knows that it learnt these bytes."""
    return sha256(data).hexdigest()[:32]


def lesson(data: bytes, article: str, locale: str, file: str = "") -> Lesson:
    """The approved translations of a catalog, for the memory: a text each, and never one of two sentences joined."""
    found = catalog.parse(data, file)
    live = [entry for entry in found.entries if not entry.obsolete]
    author, date = found.get("Last-Translator"), _seconds(found.get("PO-Revision-Date"))
    units = []
    for at, entry in enumerate(live):
        before, after = live[at - 1 : at], live[at + 1 : at + 2]
        joined = inline.JOINED in (entry.msgstr, *(other.msgstr for other in after))
        status = catalog.status(entry)
        if status.published and entry.msgid and entry.msgid_plural is None and not joined:
            around = neighbours("".join(e.msgid for e in before), "".join(e.msgid for e in after))
            facts = (status, entry.msgctxt, around, article, author, date)
            units.append(Unit(entry.msgid, entry.msgstr, locale, *facts))
    return Lesson(article, digest(data), tuple(units))


def _seconds(date: str) -> int:
    """Seconds since 1970 of a date in a PO header; 0 where it is none."""
    with suppress(ValueError, OverflowError):
        return max(0, int(datetime.strptime(date, "%Y-%m-%d %H:%M%z").timestamp()))
    return 0
