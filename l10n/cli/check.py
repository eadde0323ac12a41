"""`l10n check`"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Exit, Run

if TYPE_CHECKING:
    from l10n.model import Pair, Problem, Status
    from l10n.overlays import Base
    from l10n.workflow import Article


@click.command("check")
@click.argument("names", nargs=-1, metavar="[ARTICLE|FILE.po]...", shell_complete=shared.complete_articles)
@shared.locale_option
@click.option("--format", "form", default="text", show_default=True, metavar="text|json", help="How to report.")
@click.option("--strict", is_flag=True, help="Exit 5 for unreviewed and 4 for untranslated text.")
@shared.source_option
@shared.common
def command(
    run: Run,
    names: tuple[str, ...],
    locales: tuple[str, ...],
    form: str,
    strict: bool,
    source: str | None,
) -> None:
    """Find what is wrong in the project's catalogs, or in any PO files.

    Exits 7 where a translation would change an article's structure, 6 for other errors.
    """
    from l10n import report

    if form not in report.FORMATS:
        raise click.UsageError(f"--format takes one of {', '.join(report.FORMATS)}")
    findings = _Findings(run, strict)
    files = [name for name in names if name.endswith((".po", ".pot"))]
    if files:
        if len(files) < len(names):
            raise click.UsageError("name articles or PO files, not both")
        findings.of_files(files, source, locales)
    else:
        findings.of_project(names, locales)
    click.echo(report.render(findings.problems, form, findings.texts), nl=False)
    if not findings.problems and form == "text":
        run.note(f"{findings.checked} catalog{'' if findings.checked == 1 else 's'} checked, no problems")


@dataclass
class _Findings:
    run: Run
    strict: bool
    problems: list[Problem] = field(default_factory=list)
    texts: dict[tuple[str, int], str] = field(default_factory=dict)
    checked: int = 0
    ignored: frozenset[str] = frozenset()

    def of_project(self, names: tuple[str, ...], locales: tuple[str, ...]) -> None:
        from l10n.model import Pair
        from l10n.project import shown

        found = self.run.project()
        targets = found.targets(locales)
        self.ignored = frozenset(check for check, _ in found.config.ignore)
        for name in shared.chosen(found, names):
            with self.run.going_on():
                article = shared.article(found, name)
                article.text  # noqa: B018  # an article that cannot be read is an error even without a catalog
                for locale in targets:
                    path = found.catalog_path(name, locale)
                    data = found.read(path).data
                    bases = shared.bases(found, name, locale)
                    self._check(data, Pair(found.config.source, locale), shown(path), article, bases)

    def of_files(self, files: list[str], source: str | None, locales: tuple[str, ...]) -> None:
        from pathlib import Path

        from l10n import locales as names
        from l10n.model import Pair
        from l10n.project import read

        targets = [names.normalize(name) for name in locales]
        origin = names.normalize(source or "en")
        for file in files:
            with self.run.going_on():
                data = read(Path(file)).data
                if data is None:
                    raise click.UsageError(f"there is no file {file}")
                target = targets[0] if targets else shared.language_of(data, file)
                self._check(data, Pair(origin, target), file, None)

    def _check(
        self, data: bytes | None, pair: Pair, file: str, article: Article | None, bases: Sequence[Base] = ()
    ) -> None:
        from l10n import workflow
        from l10n.model import Severity

        found = [] if bases else [_missing(file, pair.target)]
        if data is not None:
            self.checked += 1
            found = workflow.check(data, pair, file, article, self.ignored, bases)
        self.problems += found
        errors = {problem.check for problem in found if problem.severity is Severity.ERROR}
        if errors:
            self.run.ended(Exit.STRUCTURE if "structure" in errors else Exit.CHECK_ERRORS)
        if "syntax" not in errors:
            self._read(data, file, article, bases, wanted=bool(found))

    def _read(
        self, data: bytes | None, file: str, article: Article | None, bases: Sequence[Base], *, wanted: bool
    ) -> None:
        """The texts that a report shows, where any are wanted, and what --strict counts."""
        from l10n import catalog, report, workflow

        entries = catalog.parse(data, file).entries if data is not None else ()
        if wanted:
            self.texts |= report.targets(file, entries)
        if not self.strict:
            return
        if article:
            statuses = {status for status, count in workflow.count(article, data, file, bases).units.items() if count}
        else:
            statuses = {catalog.status(entry) for entry in entries if not entry.obsolete}
        for code in _unfinished(statuses):
            self.run.ended(code)


def _unfinished(statuses: set[Status]) -> Iterator[Exit]:
    from l10n.model import Status

    for status in statuses:
        if not status.published:
            yield Exit.UNTRANSLATED if status is Status.MISSING else Exit.UNREVIEWED


def _missing(file: str, locale: str) -> Problem:
    from l10n.model import Problem, Severity

    message = "there is no such catalog yet: run l10n extract"
    return Problem("stale", Severity.WARNING, message, file=file, locale=locale)
