"""What the commands share: options, output, and how a run ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import IntEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

import click

from l10n.errors import L10nError

if TYPE_CHECKING:
    from l10n.catalog import Catalog
    from l10n.model import Key, Settings
    from l10n.overlays import Base
    from l10n.project import Project
    from l10n.workflow import Article


class Exit(IntEnum):
    """Exit codes, documented and stable."""

    OK = 0
    FAILED = 1
    USAGE = 2
    WOULD_CHANGE = 3
    UNTRANSLATED = 4
    UNREVIEWED = 5
    CHECK_ERRORS = 6
    STRUCTURE = 7
    UNFILLED = 8


ORDER = (
    Exit.USAGE,
    Exit.FAILED,
    Exit.UNFILLED,
    Exit.STRUCTURE,
    Exit.CHECK_ERRORS,
    Exit.UNREVIEWED,
    Exit.UNTRANSLATED,
    Exit.WOULD_CHANGE,
)


class Run:
    """One command at work: says things, keeps going after an error in one article, and knows how it ended."""

    def __init__(self, quiet: bool, verbose: bool, folder: str | None) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.folder = folder
        self.codes: set[int] = set()

    def project(self) -> Project:
        """The project that was named, or the one around the current folder."""
        from pathlib import Path

        from l10n.project import Project

        return Project.open(Path(self.folder)) if self.folder else Project.find(Path.cwd())

    def result(self, line: str) -> None:
        """What the command was asked for, on stdout."""
        click.echo(line)

    def note(self, line: str) -> None:
        """What the user may want to know meanwhile, on stderr."""
        if not self.quiet:
            click.echo(line, err=True)

    def detail(self, line: str) -> None:
        if self.verbose:
            click.echo(line, err=True)

    def warn(self, line: str) -> None:
        click.echo(f"warning: {line}", err=True)

    def ended(self, code: Exit) -> None:
        """The run is to end with this code, unless a weightier one comes."""
        self.codes.add(code)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """An error inside is reported and counted; the rest of the run goes on."""
        try:
            yield
        except L10nError as error:
            click.echo(f"error: {error}", err=True)
            self.codes.add(error.exit_code)

    def exit(self) -> None:
        code = next((code for code in ORDER if code in self.codes), Exit.OK)
        if code:
            raise click.exceptions.Exit(int(code))


# ---------------------------------------------------------------- options


def _locales(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    from pathlib import Path

    from l10n.project import Project

    try:
        return [tag for tag in Project.find(Path.cwd()).config.locales if tag.startswith(incomplete)]
    except L10nError:
        return []


def complete_articles(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    from pathlib import Path

    from l10n.project import Project

    try:
        return [name for name in Project.find(Path.cwd()).articles() if name.startswith(incomplete)]
    except L10nError:
        return []


def common(function: Callable[..., None]) -> Callable[..., None]:
    """--project, -q and -v; the function gets a Run in their place, and how it ended becomes the exit code."""

    @wraps(function)
    def command(ctx: click.Context, /, project: str | None, quiet: bool, verbose: bool, **options: Any) -> None:
        run = Run(quiet, verbose, project or ctx.obj)
        function(run, **options)
        run.exit()

    wrapped: Callable[..., None] = click.pass_context(cast("Any", command))
    for option in (
        click.option("-v", "--verbose", is_flag=True, help="Say more."),
        click.option("-q", "--quiet", is_flag=True, help="Say only results and errors."),
        click.option("--project", metavar="DIR", type=click.Path(), help="The project's folder."),
    ):
        wrapped = option(wrapped)
    return wrapped


articles_argument = click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=complete_articles)
locale_option = click.option(
    "-l",
    "--locale",
    "locales",
    multiple=True,
    metavar="LOCALE",
    shell_complete=_locales,
    help="Only this target locale, as pt-BR or pt_BR; may be given several times.",
)
type_option = click.option(
    "--type", "type_", metavar="text|markdown|mdx|html", help="What the article is, where its suffix does not tell."
)
source_option = click.option(
    "--source", metavar="LOCALE", help="The article's language, without a project (default: en)."
)
porefs_option = click.option(
    "--porefs",
    type=click.Choice(["full", "file", "never"]),
    default="file",
    show_default=True,
    help="What #: lines tell: file and line, the file alone, or nothing.",
)


# ---------------------------------------------------------------- project and articles


def chosen(found: Project, names: Sequence[str]) -> list[str]:
    """The named articles, or all."""
    from pathlib import Path

    return [found.article(Path(name)) for name in names] if names else found.articles()


def article(found: Project, name: str) -> Article:
    """An article of a project, read."""
    from l10n.formats import format_of
    from l10n.project import shown
    from l10n.workflow import Article

    file = shown(found.articles_folder / name)
    return Article(name, found.read_article(name), format_of(name), found.settings(name), file)


def bases(found: Project, name: str, locale: str) -> tuple[Base, ...]:
    """The catalogs of an article that its catalog in this locale inherits from."""
    from l10n import catalog
    from l10n.overlays import Base
    from l10n.project import shown

    made = []
    for tag in found.config.bases(locale):
        path = found.catalog_path(name, tag)
        data = found.read(path).data
        if data is not None:
            made.append(Base(tag, catalog.parse(data, shown(path)).entries, shown(path)))
    return tuple(made)


def single(path: str, type_: str | None, source: str | None) -> Article:
    """An article outside any project, with the settings of the project it lies in, if it does."""
    from dataclasses import replace
    from pathlib import Path

    from l10n import locales
    from l10n.formats import format_of
    from l10n.project import Project, read
    from l10n.workflow import Article

    place = Path(path)
    snapshot = read(place)
    if snapshot.data is None:
        raise click.UsageError(f"there is no file {path}")
    settings, name = _defaults(), place.name
    try:
        home = Project.find(place.absolute().parent)
        name = home.article(place)
        settings = home.settings(name)
    except L10nError:
        pass
    if source:
        settings = replace(settings, source=locales.normalize(source))
    return Article(name, snapshot.data, format_of(path, type_ or ""), settings, path)


def _defaults() -> Settings:
    """The settings of a project that says nothing but its locales."""
    from l10n.model import Settings
    from l10n.project.config import Markdown, Text

    return Settings(chrome=Text().chrome, front_matter=Markdown().front_matter)


def language_of(data: bytes, file: str) -> str:
    """The target language a PO file names; `und` where it names none."""
    from l10n import catalog, locales
    from l10n.errors import InputError

    try:
        name = catalog.parse(data, file).get("Language")
    except InputError:
        return "und"  # the file cannot be read, which the check says itself
    return locales.normalize(name) if name else "und"


def existing(path: str) -> bytes:
    """The bytes of a file that must be there."""
    from pathlib import Path

    from l10n.project import read

    data = read(Path(path)).data
    if data is None:
        raise click.UsageError(f"there is no file {path}")
    return data


def undecided(file: str, keys: Sequence[Key]) -> list[str]:
    """A line for each entry that a merge left to a person."""
    return [f"{file}: two translations of {msgid[:60]!r}: choose one, its comments show both" for _, msgid in keys]


def language(found: Catalog) -> str:
    """The target language that a catalog names; "" where it names none that we know."""
    from l10n import locales

    try:
        return locales.normalize(name) if (name := found.get("Language")) else ""
    except L10nError:
        return ""


def now() -> datetime:
    """The time for PO headers; SOURCE_DATE_EPOCH fixes it, for reproducible files."""
    import os

    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not fixed:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH={fixed} is no time in seconds since 1970") from None
