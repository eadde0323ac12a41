"""The jobs: extract, translate, check, compile, as functions from bytes to bytes. They touch no file."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import unquote

from l10n import catalog, checks, compose, corrections, disclosure, labels, locales, merge, overlays, pretranslate
from l10n.article import Article as Article
from l10n.catalog import Catalog
from l10n.catalog.binary import binary
from l10n.errors import InputError
from l10n.glossary import Finder, Term
from l10n.model import Entry, Key, Pair, Problem, Severity, Status, Suggestion, Tag, walk
from l10n.overlays import Base
from l10n.silence import Silence

TEXT_STATUSES = (Status.MACHINE, Status.POST_EDITED, Status.DRAFT)


# ---------------------------------------------------------------- extract


def template(article: Article, old: bytes | None, now: datetime) -> bytes:
    """The POT file. `old` is the one there is: kept, with its date, where nothing but the date would change."""
    entries = article.entries
    header = catalog.new_header(None, project=article.name, created=now, contact=article.settings.contact)
    if old is not None:
        found = _readable(old)
        if found and found.entries == entries and _dateless(found.header) == _dateless(header):
            return old
    return catalog.render(Catalog(header, (), entries))


def _readable(data: bytes) -> Catalog | None:
    """A template is ours to make anew: a broken one is no loss."""
    try:
        return catalog.parse(data)
    except InputError:
        return None


def _dateless(header: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in header if pair[0] != "POT-Creation-Date"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """A catalog brought up to its source, and how many entries are new, edited, obsolete now, or no longer empty."""

    data: bytes
    new: int = 0
    edited: int = 0
    obsolete: int = 0
    filled: int = 0


def extract(
    article: Article,
    locale: str,
    old: bytes | None,
    now: datetime,
    file: str = "",
    *,
    overlay: bool = False,
    elsewhere: Sequence[Entry] = (),
) -> Extracted:
    """The catalog of a locale with the article's entries; what was translated stays or becomes obsolete. An `overlay`,
    which inherits from another locale's, may go on to hold only what differs. Entries that are empty may find their
    translation `elsewhere`, among what other articles lost."""
    settings = article.settings
    header = catalog.new_header(locale, project=article.name, created=now, contact=settings.contact, team=settings.team)
    if old is None:
        return Extracted(catalog.render(Catalog(header, (), article.entries)), new=len(article.entries))
    found = catalog.parse(old, file)
    known = [entry for entry in found.entries if not elsewhere or catalog.translated(entry) or entry.comments]
    merged = tuple(merge.merge(known, article.entries, settings.source, locale, elsewhere))
    if overlay:
        merged = overlays.lean(found.entries, merged)
    for name, value in header:
        if not found.get(name):
            found = found.with_field(name, value)
    if merged != found.entries:
        found = found.with_field("POT-Creation-Date", dict(header)["POT-Creation-Date"])
    return _counted(found, merged)


def _counted(before: Catalog, merged: tuple[Entry, ...]) -> Extracted:
    known = {entry.key for entry in before.entries}
    gone = {entry.key for entry in before.entries if entry.obsolete}
    new = [entry for entry in merged if entry.key not in known]
    edited = sum(1 for entry in new if entry.msgstr)
    obsolete = sum(1 for entry in merged if entry.obsolete and entry.key not in gone)
    empty = {entry.key for entry in before.entries if not entry.obsolete and not catalog.translated(entry)}
    filled = sum(1 for entry in merged if entry.key in empty and catalog.translated(entry))
    return Extracted(catalog.render(replace(before, entries=merged)), len(new) - edited, edited, obsolete, filled)


# ---------------------------------------------------------------- translate


def fill(
    data: bytes,
    answers: Mapping[Key, Suggestion],
    file: str = "",
    *,
    refresh: bool = False,
    now: datetime | None = None,
) -> bytes:
    """A catalog, as it is now, with the answers where a machine may still write: an edit made meanwhile stays."""
    found = catalog.parse(data, file)
    entries = tuple(
        pretranslate.fill(entry, answers[key])
        if (key := entry.key) in answers and pretranslate.wanted(entry, refresh=refresh)
        else entry
        for entry in found.entries
    )
    filled = replace(found, entries=entries)
    return catalog.render(catalog.revised(found, filled, now) if now else filled)


def translate(
    data: bytes,
    openers: Sequence[pretranslate.Opener],
    pair: Pair,
    *,
    file: str = "",
    refresh: bool = False,
    bases: Sequence[Base] = (),
    terms: Finder | None = None,
) -> Iterator[pretranslate.Step]:
    """Answers for what a catalog wants and inherits from no base, batch by batch, each to be saved with `fill`; none
    where nothing is wanted."""
    entries = catalog.parse(data, file).entries
    inherited = overlays.inherits(entries, bases)
    yield from pretranslate.pretranslate(entries, openers, pair, refresh=refresh, skip=inherited, terms=terms)


# ---------------------------------------------------------------- check


def check(
    data: bytes,
    pair: Pair,
    file: str = "",
    article: Article | None = None,
    silence: Silence | None = None,
    bases: Sequence[Base] = (),
    terms: tuple[Term, ...] = (),
) -> list[Problem]:
    """The problems of a catalog that are not silenced; with its article also whether it is current and keeps the
    article's structure. What it inherits from `bases` it need not hold. `terms` are a glossary's."""
    try:
        found = catalog.parse(data, file)
    except InputError as error:
        return [checks.unreadable(error, pair, file)]
    parsed = article.parsed if article else None  # first, so that the entries do not let go of it
    entries = overlays.needed(article.entries, found.entries, bases) if article else None
    contents = checks.Contents(pair, found.header, found.entries, entries, terms=terms)
    told = [*checks.check_catalog(contents, file), *checks.check_entries(found.entries, pair, file)]
    problems = (silence or Silence()).keep(told, found.entries)
    if parsed:
        targets = _targets(found.entries, tuple(Status)[1:])
        page = compose.compose(parsed, targets, pair.source, pair.target)
        problems += _structure(page, Base(pair.target, found.entries, file), {}, problems)
    return sorted(problems, key=lambda problem: (problem.line, problem.check))


def _structure(
    page: compose.Composed, own: Base, inherited: Mapping[Key, Base], known: Sequence[Problem]
) -> Iterator[Problem]:
    """Translations that the article cannot take, each with the catalog it comes from; marks that a check has named
    already are not named again."""
    told = {problem.entry for problem in known if problem.check == "marks"}
    homes = [inherited.get(failure.key, own) for failure in page.failures]
    numbers = {
        (home.locale, entry.key): (number, entry)
        for home in {home.locale: home for home in homes}.values()
        for number, entry in enumerate(checks.counted(home.entries))
    }
    for failure, home in zip(page.failures, homes, strict=True):
        number, entry = numbers[home.locale, failure.key]
        if number in told and "mark" in failure.reason:
            continue
        yield Problem(
            "structure",
            Severity.ERROR,
            failure.reason,
            file=home.file,
            line=entry.line,
            entry=number,
            msgctxt=entry.msgctxt,
            msgid=entry.msgid,
            locale=home.locale,
        )


# ---------------------------------------------------------------- compile


@dataclass(frozen=True, slots=True)
class Page:
    """A compiled article. `data` is None where it is withheld: `approved` of `words` (source words) is too little, or
    it is `held` by corrected sentences, of which so many are `waiting` for approval."""

    data: bytes | None
    words: int
    approved: int
    changed: int = 0
    problems: tuple[Problem, ...] = ()
    waiting: int = 0
    held: bool = False
    made: disclosure.Makers = field(default_factory=disclosure.Makers)

    @property
    def share(self) -> int:
        """Approved source words, per cent, rounded down."""
        return 100 * self.approved // self.words if self.words else 100


def compile_page(
    article: Article,
    data: bytes | None,
    pair: Pair,
    *,
    draft: bool = False,
    always: bool = False,
    file: str = "",
    bases: Sequence[Base] = (),
) -> Page:
    """The article in the target locale: approved text only, or with `draft` unreviewed text too, labelled so; what its
    catalog lacks comes from `bases`.

    Below the threshold of the settings the page is withheld, unless it is a draft or `always` is set.
    """
    own = catalog.parse(data, file) if data is not None else Catalog()
    found = overlays.resolve(own.entries, bases)
    published = tuple(status for status in Status if status.published)
    targets = _targets(found.entries, (*published, *TEXT_STATUSES) if draft else published)
    composed = compose.compose(article.parsed, targets, pair.source, pair.target)
    refused = {failure.key for failure in composed.failures}
    good = _approved(found.entries) - refused
    late = corrections.waiting(own, article.parsed.keys, good)
    total, done, lent = sum(article.words), _words(article, good), _words(article, late)
    text, module = composed.text, article.parsed.format
    made = disclosure.makers(article, found.entries, targets.keys() - refused)
    if composed.changed:
        lines = [("note", labels.correction(pair.target, day)) for day in reversed(corrections.notes(own))]
        lines += [("draft", labels.draft(pair.target))] if draft and done < total else []
        text = _dressed(article, text, pair, lines, made)
    problems = tuple(_structure(composed, Base(pair.target, own.entries, file), found.inherited, ()))
    held = bool(late) and article.settings.corrections == "hold"
    enough = draft or always or (not held and 100 * (done + lent) >= article.settings.threshold * total)
    page = encode(text, article.settings.encoding, module.MISSING) if enough else None
    return Page(page, total, done, composed.changed, problems, len(late), held, made)


def _dressed(article: Article, text: str, pair: Pair, lines: Sequence[tuple[str, str]], made: disclosure.Makers) -> str:
    """With what depends on the language, and with lines (kind, text) after the headline, the last one first; where the
    settings want it and a machine had its part, also with what says so."""
    module, settings = article.parsed.format, article.settings
    text = module.adapt(text, article.text, pair.target, locales.direction(pair.target), settings)
    label = "" if made.released else labels.machine(pair.target)
    if "json-ld" in settings.disclose and article.format == "html":
        text = disclosure.json_ld(text, pair, made, label)
    for kind, line in [("machine", label), *lines] if label and "label" in settings.disclose else lines:
        text = module.label(text, line, kind)
    return text


def links(article: Article) -> set[str]:
    """The paths below the articles folder that this article links to, whether or not there is anything."""
    labels = (
        part.label
        for unit in walk(article.parsed.blocks.pieces)
        for part in unit.parts
        if isinstance(part, Tag) and part.kind == "a"
    )
    found = set()
    for label in labels:
        path = unquote(label.partition("#")[0].partition("?")[0])
        if path and ":" not in path and not path.startswith("/"):
            found.add(posixpath.normpath(posixpath.join(posixpath.dirname(article.name), path)))
    return found


def addresses(articles: Iterable[str]) -> dict[str, str]:
    """What links may call each article: by its name, as a page, without a suffix, and an index by its folder."""
    articles = list(articles)
    found: dict[str, str] = {}
    for name in articles:
        stem = posixpath.splitext(name)[0]
        forms = [f"{stem}.html", stem]
        if posixpath.basename(stem) in ("index", "_index", "README"):
            forms.append(posixpath.dirname(stem) or ".")
        found |= {form: name for form in forms if form not in found}
    return found | {name: name for name in articles}


def encode(text: str, encoding: str, missing: str) -> bytes:
    """The page in the source's encoding; in UTF-8 where that lacks a letter the format cannot spell out."""
    try:
        return text.encode(encoding, missing)
    except UnicodeEncodeError:
        return text.encode("utf-8")


def _targets(entries: Sequence[Entry], statuses: Sequence[Status]) -> dict[Key, str]:
    return {
        entry.key: entry.msgstr
        for entry in entries
        if not entry.obsolete and entry.msgstr and catalog.status(entry) in statuses
    }


def _approved(entries: Sequence[Entry]) -> set[Key]:
    return {entry.key for entry in entries if not entry.obsolete and catalog.status(entry).published}


def _words(article: Article, keys: Container[Key]) -> int:
    """Source words of all places of these keys."""
    return sum(words for key, words in zip(article.parsed.keys, article.words, strict=True) if key in keys)


# ---------------------------------------------------------------- status


@dataclass(frozen=True, slots=True)
class Counts:
    """Units and source words of an article in a locale, by status; apart from these, how many units and words have
    their approved text from another locale."""

    units: dict[Status, int] = field(default_factory=dict)
    words: dict[Status, int] = field(default_factory=dict)
    inherited: tuple[int, int] = (0, 0)


def count(article: Article, data: bytes | None, file: str = "", bases: Sequence[Base] = ()) -> Counts:
    """How far the translation of an article is; entries that the article no longer has do not count."""
    found = overlays.resolve(catalog.parse(data, file).entries if data is not None else (), bases)
    known = {entry.key: catalog.status(entry) for entry in found.entries if not entry.obsolete}
    units = dict.fromkeys(Status, 0)
    words = dict.fromkeys(Status, 0)
    inherited = [0, 0]
    for key, size in zip(article.parsed.keys, article.words, strict=True):
        status = known.get(key, Status.MISSING)
        if key in found.inherited and status.published:
            inherited = [inherited[0] + 1, inherited[1] + size]
        else:
            units[status] += 1
            words[status] += size
    return Counts(units, words, (inherited[0], inherited[1]))


# ---------------------------------------------------------------- .mo


def mo(data: bytes, file: str = "") -> bytes:
    """The catalog as gettext's binary form, with approved entries only."""
    return binary(catalog.parse(data, file))
