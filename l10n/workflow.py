"""The jobs: extract, translate, check, compile, as functions from bytes to bytes. They touch no file."""

from __future__ import annotations

import codecs
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from urllib.parse import unquote

from l10n import catalog, checks, compose, inline, labels, locales, merge, pretranslate
from l10n.catalog import Catalog
from l10n.catalog.binary import binary
from l10n.errors import InputError
from l10n.formats import FORMATS
from l10n.model import Document, Entry, Key, Pair, Problem, Settings, Severity, Status, Suggestion, Tag, Unit, walk
from l10n.segment.refine import refine

TEXT_STATUSES = (Status.MACHINE, Status.POST_EDITED, Status.DRAFT)


@dataclass(frozen=True)
class Article:
    """A source article: its name (the path below the articles folder), bytes, format, and settings."""

    name: str
    data: bytes
    format: str
    settings: Settings
    file: str = ""

    def __reduce__(self) -> tuple[object, ...]:
        return Article, (self.name, self.data, self.format, self.settings, self.file)  # without what was computed

    @cached_property
    def text(self) -> str:
        """InputError where the bytes are not in the article's encoding."""
        encoding, file = self.settings.encoding, self.file or self.name
        text = decode(self.data, encoding, file, self.name)
        if text.encode(encoding) != self.data:
            hint = "name the byte order, as in utf-16-be, or save the file as UTF-8"
            raise InputError(f"would not be written back as it is in {encoding}", file=file, hint=hint)
        return text

    @cached_property
    def parsed(self) -> compose.Source:
        module = FORMATS[self.format]
        blocks = module.parse(self.text, self.settings)
        return compose.Source(blocks, self._cut(blocks), module, lambda text: module.parse(text, self.settings))

    def _cut(self, blocks: Document) -> Document:
        settings = self.settings
        contexts = dict(settings.contexts)
        units = refine(blocks, settings.source, settings.segmentation, settings.no_break)
        if not contexts:
            return units
        pieces = tuple(_in_context(piece, contexts) if isinstance(piece, Unit) else piece for piece in units.pieces)
        return replace(units, pieces=pieces)

    @cached_property
    def words(self) -> list[int]:
        """Source words of each place."""
        return [inline.words(text) for _, text in self.parsed.keys]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The template's entries: equal units are one, with the hints of all their places."""
        places: dict[Key, list[Unit]] = {}
        for key, unit in zip(self.parsed.keys, self.parsed.places, strict=True):
            places.setdefault(key, []).append(unit)
        return tuple(_entry(key, units, self.name) for key, units in places.items())


def _in_context(unit: Unit, contexts: Mapping[str, str]) -> Unit:
    chosen = contexts.get(inline.msgid(unit))
    return unit if chosen is None else replace(unit, context=chosen)


def _entry(key: Key, units: Sequence[Unit], article: str) -> Entry:
    hints = [f"type: {unit.kind}" for unit in units]
    legend = [line for unit in units for line in inline.legend(unit)]
    notes = [f"note: {note}" for unit in units for note in unit.notes]
    extracted = tuple(dict.fromkeys([*hints, *notes, *legend]))
    return Entry(key[1], msgctxt=key[0], extracted=extracted, references=(article,))


def decode(data: bytes, encoding: str, file: str, name: str) -> str:
    """The text of an article; a byte order mark stays. InputError names the line that is not in this encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = f'save it as {encoding.upper()}, or declare its encoding: [files.encodings] "{name}" = "cp1252"'
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            hint = hint.replace("cp1252", "utf-16")
        message = f"is not {encoding.upper()}: byte {data[error.start]:#04x}"
        raise InputError(message, file=file, line=line, hint=hint) from None


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
    """A catalog brought up to its source, and how many entries are new, edited or obsolete now."""

    data: bytes
    new: int = 0
    edited: int = 0
    obsolete: int = 0


def extract(article: Article, locale: str, old: bytes | None, now: datetime, file: str = "") -> Extracted:
    """The catalog of a locale with the article's entries; what was translated stays or becomes obsolete."""
    settings = article.settings
    header = catalog.new_header(locale, project=article.name, created=now, contact=settings.contact, team=settings.team)
    if old is None:
        return Extracted(catalog.render(Catalog(header, (), article.entries)), new=len(article.entries))
    found = catalog.parse(old, file)
    merged = tuple(merge.merge(found.entries, article.entries, settings.source, locale))
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
    return Extracted(catalog.render(replace(before, entries=merged)), len(new) - edited, edited, obsolete)


# ---------------------------------------------------------------- translate


def fill(data: bytes, answers: Mapping[Key, Suggestion], file: str = "", *, refresh: bool = False) -> bytes:
    """A catalog, as it is now, with the answers where a machine may still write: an edit made meanwhile stays."""
    found = catalog.parse(data, file)
    entries = tuple(
        pretranslate.fill(entry, answers[key])
        if (key := entry.key) in answers and pretranslate.wanted(entry, refresh=refresh)
        else entry
        for entry in found.entries
    )
    return catalog.render(replace(found, entries=entries))


def translate(
    data: bytes, openers: Sequence[pretranslate.Opener], pair: Pair, *, file: str = "", refresh: bool = False
) -> Iterator[pretranslate.Step]:
    """Answers for what a catalog wants, batch by batch, each to be saved with `fill`; none where nothing is wanted."""
    yield from pretranslate.pretranslate(catalog.parse(data, file).entries, openers, pair, refresh=refresh)


def approved(data: bytes, article: str, file: str = "") -> dict[Key, tuple[str, str]]:
    """What this catalog can lend to others: its approved translations, with the article's name."""
    return {
        entry.key: (entry.msgstr, article)
        for entry in catalog.parse(data, file).entries
        if not entry.obsolete and catalog.status(entry).published and entry.msgstr != inline.JOINED
    }


# ---------------------------------------------------------------- check


# What no project may ignore: without these nothing can be published.
_ALWAYS = frozenset({"syntax", "structure"})


def check(
    data: bytes, pair: Pair, file: str = "", article: Article | None = None, ignore: frozenset[str] = frozenset()
) -> list[Problem]:
    """The problems of a catalog, but for those of the checks in `ignore`; with its article also whether it is current
    and keeps the article's structure."""
    try:
        found = catalog.parse(data, file)
    except InputError as error:
        return [checks.unreadable(error, pair, file)]
    entries = article.entries if article else None
    contents = checks.Contents(pair, found.header, found.entries, entries)
    told = [*checks.check_catalog(contents, file), *checks.check_entries(found.entries, pair, file)]
    problems = [problem for problem in told if problem.check not in ignore - _ALWAYS]
    if article:
        targets = _targets(found.entries, tuple(Status)[1:])
        page = compose.compose(article.parsed, targets, pair.source, pair.target)
        problems += _structure(page, found.entries, pair, file, problems)
    return sorted(problems, key=lambda problem: (problem.line, problem.check))


def _structure(
    page: compose.Composed, entries: Sequence[Entry], pair: Pair, file: str, known: Sequence[Problem]
) -> Iterator[Problem]:
    """Translations that the article cannot take; marks that a check has named already are not named again."""
    told = {problem.entry for problem in known if problem.check == "marks"}
    numbers = {entry.key: (i, entry) for i, entry in enumerate(checks.counted(entries))}
    for failure in page.failures:
        number, entry = numbers[failure.key]
        if number in told and "mark" in failure.reason:
            continue
        yield Problem(
            "structure",
            Severity.ERROR,
            failure.reason,
            file=file,
            line=entry.line,
            entry=number,
            msgctxt=entry.msgctxt,
            msgid=entry.msgid,
            locale=pair.target,
        )


# ---------------------------------------------------------------- compile


@dataclass(frozen=True, slots=True)
class Page:
    """A compiled article. `data` is None where it is withheld: `approved` of `words` (source words) is too little."""

    data: bytes | None
    words: int
    approved: int
    changed: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def share(self) -> int:
        """Approved source words, per cent, rounded down."""
        return 100 * self.approved // self.words if self.words else 100


def compile_page(
    article: Article, data: bytes | None, pair: Pair, *, draft: bool = False, always: bool = False, file: str = ""
) -> Page:
    """The article in the target locale: approved text only, or with `draft` unreviewed text too, labelled so.

    Below the threshold of the settings the page is withheld, unless it is a draft or `always` is set.
    """
    entries = catalog.parse(data, file).entries if data is not None else ()
    published = tuple(status for status in Status if status.published)
    targets = _targets(entries, (*published, *TEXT_STATUSES) if draft else published)
    composed = compose.compose(article.parsed, targets, pair.source, pair.target)
    total, done = _coverage(article, entries, {failure.key for failure in composed.failures})
    text, module = composed.text, article.parsed.format
    if composed.changed:
        direction = locales.direction(pair.target)
        text = module.adapt(text, article.text, pair.target, direction, article.settings)
        text = module.label(text, labels.draft(pair.target)) if draft and done < total else text
    problems = tuple(_structure(composed, entries, pair, file, ()))
    enough = draft or always or not total or 100 * done >= article.settings.threshold * total
    page = encode(text, article.settings.encoding, module.MISSING) if enough else None
    return Page(page, total, done, composed.changed, problems)


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


def _coverage(article: Article, entries: Sequence[Entry], failed: set[Key]) -> tuple[int, int]:
    """Source words in all, and those with an approved translation that is used."""
    good = {entry.key for entry in entries if not entry.obsolete and catalog.status(entry).published} - failed
    counts = article.words
    return sum(counts), sum(words for key, words in zip(article.parsed.keys, counts, strict=True) if key in good)


# ---------------------------------------------------------------- status


@dataclass(frozen=True, slots=True)
class Counts:
    """Units and source words of an article in a locale, by status."""

    units: dict[Status, int] = field(default_factory=dict)
    words: dict[Status, int] = field(default_factory=dict)


def count(article: Article, data: bytes | None, file: str = "") -> Counts:
    """How far the translation of an article is; entries that the article no longer has do not count."""
    entries = catalog.parse(data, file).entries if data is not None else ()
    known = {entry.key: catalog.status(entry) for entry in entries if not entry.obsolete}
    units = dict.fromkeys(Status, 0)
    words = dict.fromkeys(Status, 0)
    for key, size in zip(article.parsed.keys, article.words, strict=True):
        status = known.get(key, Status.MISSING)
        units[status] += 1
        words[status] += size
    return Counts(units, words)


# ---------------------------------------------------------------- .mo


def mo(data: bytes, file: str = "") -> bytes:
    """The catalog as gettext's binary form, with approved entries only."""
    return binary(catalog.parse(data, file))
