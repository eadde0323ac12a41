"""`l10n adopt`"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Run

if TYPE_CHECKING:
    from l10n.adopt import Adopted, Cutter
    from l10n.compose import Source
    from l10n.model import Entry
    from l10n.project import Project
    from l10n.workflow import Article


@click.command("adopt")
@click.argument("files", nargs=-1, metavar="[FILE|FOLDER]...", type=click.Path())
@shared.locale_option
@click.option("--article", "name", metavar="ARTICLE", help="What the files translate, where their paths do not tell.")
@click.option("--fuzzy", is_flag=True, help="Nothing counts as approved, whatever the PO files say.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be taken over.")
@shared.common
def command(
    run: Run, files: tuple[str, ...], locales: tuple[str, ...], name: str | None, fuzzy: bool, dry_run: bool
) -> None:
    """Take over existing translations: PO files of other tools, or translated articles.

    Without files, the originals of articles that are translations themselves (`original: fr/…` in the front matter,
    or under [original]). What people wrote is never replaced, and what cannot be placed is listed.
    """
    found = run.project()
    job = _Adoption(run, found, found.targets(locales), fuzzy, dry_run)
    names = shared.chosen(found, (name,) if name else ())
    if not files:
        job.originals(names)
    for file in _files(found, files):
        with run.going_on():
            job.file(file, names, chosen=name is not None)


def _files(found: Project, given: Sequence[str]) -> Iterator[Path]:
    """The files that were named, and the catalogs and articles below the folders that were."""
    from l10n import formats

    known = (".po", *formats.suffixes())
    for path in map(Path, given):
        if not path.exists():
            raise click.UsageError(f"there is no file {path}")
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        ours = (found.catalogs_folder.resolve(), found.articles_folder.resolve())
        for file in below:
            own = path.is_dir() and any(file.resolve().is_relative_to(folder) for folder in ours)
            if file.is_file() and not own and (file == path or file.suffix.lower() in known):
                yield file


@dataclass
class _Adoption:
    run: Run
    project: Project
    targets: tuple[str, ...]
    fuzzy: bool
    dry: bool

    # ------------------------------------------------------------ what there is

    def originals(self, names: Sequence[str]) -> None:
        """The texts that articles are translations of."""
        from l10n.adopt.original import locale_in, original_of

        configured = dict(self.project.config.original)
        count = 0
        for name in names:
            with self.run.going_on():
                article = shared.article(self.project, name)
                path = configured.get(name) or original_of(article.text)
                locale = locale_in(path, self.targets)
                if locale:
                    count += 1
                    self.page(self._original(article, path), article, locale)
                elif path:
                    self.run.warn(f"{name}: its original {path} is in none of the locales {', '.join(self.targets)}")
        if not count:
            self.run.result("no article names an original; name the files to take over")

    def _original(self, article: Article, path: str) -> Path:
        from l10n.errors import InputError

        homes = (self.project.root, self.project.articles_folder, (self.project.articles_folder / article.name).parent)
        places = [home / path for home in homes]
        place = next((place for place in places if place.is_file()), None)
        if place is None:
            tried = ", ".join(dict.fromkeys(map(_shown, places)))
            raise InputError(f"there is no original {path}", file=article.file, hint=f"looked for {tried}")
        return place

    def file(self, path: Path, names: Sequence[str], *, chosen: bool) -> None:
        """A PO file or a translated article that was named."""
        from l10n.adopt.original import article_of, locale_in

        place = path.as_posix()
        if path.suffix == ".po":
            self.catalog(path, names)
            return
        locale = self._locale(locale_in(place, self.targets), path)
        name = names[0] if chosen else article_of(place, names, self.targets)
        if not name:
            raise click.UsageError(f"{path}: no article has this name; say which it translates with --article")
        self.page(path, shared.article(self.project, name), locale)

    def _locale(self, told: str, path: Path) -> str:
        if told:
            return told
        if len(self.targets) == 1:
            return self.targets[0]
        raise click.UsageError(f"{path}: cannot tell its language; say it with -l")

    # ------------------------------------------------------------ taking over

    def page(self, path: Path, article: Article, locale: str) -> None:
        """A translated article."""
        from l10n import adopt
        from l10n.formats import format_of

        data = self.project.read(path).data or b""
        page = self._cut(replace(article, file=_shown(path)), data, format_of(path.name), locale)
        offered = adopt.from_page(article.parsed, page)
        self._take(article, locale, path, offered)
        self._unplaced(path, offered.unplaced)

    def _cut(self, article: Article, data: bytes, form: str, locale: str) -> Source:
        """A text in the target's language, cut as the article is."""
        from l10n.workflow import Article

        no_break = self.project.config.no_break(locale)
        settings = replace(article.settings, source=locale, no_break=no_break, contexts=())
        return Article(article.name, data, form, settings, article.file).parsed

    def catalog(self, path: Path, names: Sequence[str]) -> None:
        """A PO file, which may be that of many articles."""
        from l10n import adopt, catalog
        from l10n.adopt.original import locale_in
        from l10n.model import Pair

        found = catalog.parse(self.project.read(path).data or b"", _shown(path))
        told = shared.language(found)
        locale = self._locale(told if told in self.targets else locale_in(path.as_posix(), self.targets), path)
        pair = Pair(self.project.config.source, locale)
        cut: dict[str, list[Entry]] = {}
        unplaced: set[str] | None = None
        for name in names:
            with self.run.going_on():
                article = shared.article(self.project, name)
                if article.format not in cut:
                    cut[article.format] = adopt.sentences(found, self._cutter(article, locale))
                offered = adopt.from_sentences(cut[article.format], article.entries, pair)
                if offered.entries:
                    self._take(article, locale, path, offered)
                unplaced = {*offered.unplaced} & ({*offered.unplaced} if unplaced is None else unplaced)
        self._unplaced(path, sorted(unplaced or ()))

    def _cutter(self, article: Article, locale: str) -> Cutter:
        from l10n.adopt import Cutter

        plain = replace(article, settings=replace(article.settings, encoding="utf-8", contexts=()))
        source = plain.settings.source
        return Cutter(
            lambda text: self._cut(plain, text.encode(), article.format, source),
            lambda text: self._cut(plain, text.encode(), article.format, locale),
        )

    def _take(self, article: Article, locale: str, path: Path, offered: Adopted) -> None:
        """What is offered into the catalog, brought up to its source first."""
        from l10n import adopt, catalog, workflow

        place = self.project.catalog_path(article.name, locale)
        with nullcontext() if self.dry else self.project.lock(place):
            before = self.project.read(place)
            current = workflow.extract(article, locale, before.data, shared.now(), _shown(place)).data
            found = catalog.parse(current, _shown(place))
            entries = {
                key: catalog.changed(entry, fuzzy=entry.fuzzy or self.fuzzy) for key, entry in offered.entries.items()
            }
            taken = adopt.take(found.entries, entries, _shown(path))
            if taken != found.entries and not self.dry:
                self.project.write(place, catalog.render(replace(found, entries=taken)), before)
        self._report(place, path, found.entries, taken)

    def _report(self, place: Path, path: Path, before: Sequence[Entry], after: Sequence[Entry]) -> None:
        from l10n.catalog import translated

        new = [entry for old, entry in zip(before, after, strict=True) if old != entry]
        approved = sum(not entry.fuzzy for entry in new)
        left = sum(not entry.obsolete and not translated(entry) for entry in after)
        parts = [f"{len(new) - approved} to review"] * (len(new) > approved) + [f"{approved} approved"] * bool(approved)
        verb = "would be taken" if self.dry else "taken"
        what = f"{', '.join(parts)} {verb}" if parts else "nothing new"
        self.run.result(f"{_shown(place)}: {what} from {_shown(path)}; {left} still empty")

    def _unplaced(self, path: Path, texts: Sequence[str]) -> None:
        """What no entry of ours could take."""
        if texts:
            self.run.result(f"{_shown(path)}: {len(texts)} sentence{'s' if len(texts) > 1 else ''} not placed:")
        for text in texts:
            self.run.result(f"  {text}")


def _shown(path: Path) -> str:
    from l10n.project import shown

    return shown(path)
