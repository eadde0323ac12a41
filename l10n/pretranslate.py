"""Empty entries and a list of suggesters, in order → entries with suggestions, fuzzy, each with its origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from l10n import catalog, guard
from l10n.errors import EngineError
from l10n.model import Entry, Key, Origin, Pair, Refusal, Request, Status, Suggestion

BATCH = 24
"""Entries between two saves: what a killed process has to do again."""


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
    """A batch: `done` of `total` entries were asked for so far. `answers` and `refused` (why an entry stays empty)
    are by msgctxt and msgid; `broken` says which suggester failed altogether, and why."""

    done: int
    total: int
    answers: dict[Key, Suggestion]
    refused: dict[Key, str]
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
    entries: Sequence[Entry], openers: Sequence[Opener], pair: Pair, *, refresh: bool = False
) -> Iterator[Step]:
    """Asks the suggesters, in order, for what is wanted, batch by batch."""
    work = requests(entries, [i for i, entry in enumerate(entries) if wanted(entry, refresh=refresh)])
    keys = {question.id: (question.context, question.text) for question in work}
    asker = _Asker(openers, pair)
    for at in range(0, len(work), BATCH):
        batch = work[at : at + BATCH]
        answers, refused = asker.ask(batch)
        yield Step(
            at + len(batch),
            len(work),
            {keys[i]: answer for i, answer in answers.items()},
            {keys[i]: reason for i, reason in refused.items()},
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
            except EngineError as error:
                self.broken[opener.name] = str(error)
            for i in answers:
                left.pop(i, None)
        for i in left:
            reasons.setdefault(i, "no engine answered")
        return answers, {i: reasons[i] for i in left}

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
            reasons[answer.id] = answer.reason
            return
        wrong = guard.refusal(left[answer.id], answer.text, self.pair) if answer.kind == "mt" else None
        if wrong:
            reasons[answer.id] = wrong
        else:
            answers[answer.id] = answer


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
    """The entry with the suggestion as its unreviewed translation."""
    out = catalog.hash8(entry.msgctxt, suggestion.text)
    src = catalog.hash8(entry.msgctxt, entry.msgid)
    origin = Origin(suggestion.kind, suggestion.name, src, out, flags=suggestion.notes)
    blank = catalog.without_origin(entry)
    new = catalog.changed(blank, msgstr=suggestion.text, fuzzy=True, previous_msgid=None, previous_msgctxt=None)
    return catalog.with_origin(new, origin)
