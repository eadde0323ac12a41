"""`l10n memory`"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Run

if TYPE_CHECKING:
    from l10n.memory import Match, Store, Unit
    from l10n.project import Project

_FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to report."
)


@click.group("memory")
def command() -> None:
    """What was translated before: look it up, bring it in from other tools, take it out.

    The catalogs stay the truth: the memory learns what is approved in them by itself.
    """


@command.command("stats")
@_FORMAT
@shared.common
def stats(run: Run, form: str) -> None:
    """How many translations there are, by locale and by who made them."""
    from l10n.cli import recall

    found = run.project()
    memory = recall.current(run, found, found.config.locales)
    counts = sorted(memory.store.count(), key=lambda count: count.pair.target)
    memory.close()
    rows = [
        {
            "source": count.pair.source,
            "locale": count.pair.target,
            "units": {str(status): n for status, n in count.units.items()},
            "sources": count.sources,
            "articles": count.articles,
        }
        for count in counts
    ]
    if form == "json":
        run.result(json.dumps({"memory": rows}, ensure_ascii=False, indent=2))
    for count in counts if form == "text" else ():
        made = ", ".join(f"{n:,} {status}" for status, n in count.units.items())
        run.result(f"{count.pair.target}: {made}; {count.sources:,} texts in {count.articles:,} articles")


# ---------------------------------------------------------------- lookup


@command.command("lookup")
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@shared.locale_option
@click.option("--least", type=click.IntRange(1, 100), default=70, show_default=True, help="Per cent of likeness.")
@click.option("--limit", type=click.IntRange(1, 50), default=5, show_default=True, help="Matches for each text.")
@_FORMAT
@shared.common
def lookup(run: Run, texts: tuple[str, ...], locales: tuple[str, ...], least: int, limit: int, form: str) -> None:
    """Translations of texts like these.

    Without any, each line of standard input is a text.
    """
    from dataclasses import replace

    from l10n.cli import recall
    from l10n.model import Pair, Request

    found = run.project()
    targets = found.targets(locales)
    asked = texts or tuple(line.strip() for line in sys.stdin if line.strip())
    memory = replace(recall.current(run, found, targets), least=least / 100)
    requests = [Request(i, text) for i, text in enumerate(asked)]
    for locale in targets:
        matches = memory.lookup(requests, Pair(found.config.source, locale), limit=limit)
        for request in requests:
            for match in matches[request.id]:
                run.result(_told(request.text, locale, match, form))
            if not matches[request.id]:
                run.note(f"{locale}: nothing like {request.text!r}")
    memory.close()


def _told(text: str, locale: str, match: Match, form: str) -> str:
    if form == "text":
        return f"{locale} {match.score:5.1f}  {match.target}\n          {match.unit.source}  ({_whence(match.unit)})"
    facts = {
        "text": text,
        "locale": locale,
        "score": round(match.score, 1),
        "level": str(match.level),
        "target": match.target,
        "source": match.unit.source,
        "article": match.unit.article,
        "status": str(match.unit.status),
        "author": match.unit.author,
    }
    return json.dumps(facts, ensure_ascii=False)


def _whence(unit: Unit) -> str:
    return ", ".join(filter(None, (unit.project, unit.article, str(unit.status), unit.author)))


# ---------------------------------------------------------------- import


@command.command("import")
@click.argument(
    "paths", nargs=-1, required=True, metavar="FILE.tmx|FILE.csv|FILE.po|DIR...", type=click.Path(exists=True)
)
@shared.locale_option
@shared.common
def import_(run: Run, paths: tuple[str, ...], locales: tuple[str, ...]) -> None:
    """Learn from TMX, CSV and PO files and folders of PO files.

    Of PO files what is approved is learnt. A stopped import goes on where it was when it is called again.
    """
    from l10n.cli import recall

    found = run.project()
    targets = found.targets(locales)
    store = recall.opened(found)
    for path in map(Path, paths):
        with run.going_on():
            done = _imported(run, found, store, path, targets)
            run.result(f"{path}: {done:,} translations learnt")
    store.close()


def _imported(run: Run, found: Project, store: Store, path: Path, targets: Sequence[str]) -> int:
    from itertools import islice

    job = _job(path, targets)
    begun = count = store.resume(job)
    if begun:
        run.note(f"{path}: goes on after {begun:,} translations")
    units = islice(_read(run, found, path, targets), begun, None)
    for count in store.learn(units, found.config.source, job, begun):
        run.detail(f"{path}: {count:,} translations")
    store.ended(job)
    return count


def _job(path: Path, targets: Sequence[str]) -> str:
    """A name for the import of this very file into these locales."""
    from hashlib import sha256

    state = path.stat()
    facts = (path.absolute(), state.st_size, state.st_mtime_ns, *targets)
    return sha256("\0".join(map(str, facts)).encode("utf-8", "surrogateescape")).hexdigest()


def _read(run: Run, found: Project, path: Path, targets: Sequence[str]) -> Iterator[Unit]:
    from dataclasses import replace

    from l10n.memory import table, tmx

    suffix = path.suffix.lower()
    if path.is_dir() or suffix == ".po":
        yield from _catalogs(run, path, targets)
        return
    if suffix == ".tmx":
        with path.open("rb") as stream:
            for unit in tmx.read(stream, str(path), found.config.source, targets):
                yield replace(unit, article=unit.article or path.name)
        return
    if suffix != ".csv":
        raise click.UsageError(f"cannot tell from its suffix what {path} is: .tmx, .csv, .po or a folder are known")
    if len(targets) != 1:
        raise click.UsageError("a CSV file needs --locale: it does not say its own")
    with path.open(encoding="utf-8-sig", newline="") as text:
        for unit in table.read(text, str(path), found.config.source, targets[0]):
            yield replace(unit, article=unit.article or path.name)


def _catalogs(run: Run, path: Path, targets: Sequence[str]) -> Iterator[Unit]:
    """What is approved in a PO file, or in all of a folder, into these locales."""
    from l10n.memory.tmx import target_of
    from l10n.pretranslate import lesson
    from l10n.project import read

    for file in sorted(path.rglob("*.po")) if path.is_dir() else [path]:
        with run.going_on():
            data = read(file).data or b""
            locale = target_of(shared.language_of(data, str(file)), targets)
            name = file.relative_to(path).as_posix() if path.is_dir() else file.name
            yield from lesson(data, name.removesuffix(".po"), locale, str(file)).units if locale else ()


# ---------------------------------------------------------------- export


@command.command("export")
@click.argument("path", metavar="FILE.tmx|FILE.csv|FILE.po", type=click.Path(dir_okay=False))
@shared.locale_option
@shared.common
def export(run: Run, path: str, locales: tuple[str, ...]) -> None:
    """Write the memory for other tools; CSV and PO hold one locale."""
    from l10n.cli import recall

    found = run.project()
    targets = found.targets(locales)
    suffix = Path(path).suffix.lower()
    if suffix not in (".tmx", ".csv", ".po"):
        raise click.UsageError("the file's name must end in .tmx, .csv or .po")
    if suffix != ".tmx" and len(targets) != 1:
        raise click.UsageError(f"{suffix} holds one locale: name it with --locale")
    memory = recall.current(run, found, targets)
    with _Replacing(Path(path)) as stream:
        for piece in _written(found, memory.store, suffix, targets):
            stream.write(piece.encode())
    memory.close()
    run.note(f"{path} written")


def _written(found: Project, store: Store, suffix: str, targets: Sequence[str]) -> Iterator[str]:
    from l10n.memory import table, tmx
    from l10n.model import Pair

    source = found.config.source
    units = (unit for locale in targets for _, unit in store.units(Pair(source, locale)))
    if suffix == ".tmx":
        return tmx.write(units, source)
    return table.write(units) if suffix == ".csv" else _po(found, units, targets[0])


def _po(found: Project, units: Iterable[Unit], locale: str) -> Iterator[str]:
    """A catalog with the newest translation of each text in each kind of place."""
    from l10n import catalog
    from l10n.model import Entry

    best: dict[tuple[str | None, str], Unit] = {}
    for unit in units:
        key = (unit.context or None, unit.source)
        if key not in best or best[key].date < unit.date:
            best[key] = unit
    entries = tuple(Entry(key[1], unit.target, key[0], references=(unit.article,)) for key, unit in best.items())
    header = catalog.new_header(locale, project="memory", created=shared.now(), contact=found.config.contact)
    yield catalog.render(catalog.Catalog(header, (), entries)).decode()


class _Replacing:
    """A file written aside, and put in its place when it is whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.aside = path.with_name(f".{path.name}.part")

    def __enter__(self) -> IO[bytes]:
        self.stream = self.aside.open("wb")
        return self.stream

    def __exit__(self, kind: object, *_: object) -> None:
        self.stream.close()
        if kind is None:
            self.aside.replace(self.path)
        else:
            self.aside.unlink()


# ---------------------------------------------------------------- upkeep


@command.command("rebuild")
@shared.common
def rebuild(run: Run) -> None:
    """Make the memory anew from the catalogs.

    What was imported is kept if the old memory can be read.
    """
    from l10n.cli import recall

    found = run.project()
    run.result(recall.rebuilt(run, found))


@command.command("prune")
@click.argument("names", nargs=-1, metavar="[ARTICLE|IMPORTED FILE]...")
@shared.common
def prune(run: Run, names: tuple[str, ...]) -> None:
    """Drop what vanished catalogs and named files gave.

    Names are those of articles and of imported files, as lookups tell them.
    """
    from l10n.cli import recall
    from l10n.model import Pair

    found = run.project()
    store = recall.opened(found)
    kept = recall.articles(found)
    gone = 0
    for count in store.count():
        pair = Pair(found.config.source, count.pair.target)
        known = store.digests(pair, recall.project_name(found))
        lost = [name for name in known if name not in kept or not found.catalog_path(name, pair.target).exists()]
        gone += store.forget([*lost, *names], pair, recall.project_name(found))
    store.compact()
    store.close()
    run.result(f"{gone:,} translations dropped")
