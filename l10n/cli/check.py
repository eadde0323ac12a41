"""`l10n check`"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from l10n.cli import shared
from l10n.cli.shared import Exit, Run

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.glossary import Term
    from l10n.model import Entry, Pair, Problem, Status
    from l10n.overlays import Base
    from l10n.project import Branch, Project
    from l10n.repair import Repaired
    from l10n.silence import Baseline
    from l10n.workflow import Article

_FORMATS = "text|json|github|sarif|junit|gitlab"


@click.command("check")
@click.argument("names", nargs=-1, metavar="[ARTICLE|FILE.po]...", shell_complete=shared.complete_articles)
@shared.locale_option
@click.option("--format", "form", default="text", show_default=True, metavar=_FORMATS, help="How to report.")
@click.option("--min-severity", type=click.Choice(["error", "warning", "info"]), help="Leave out what is less.")
@click.option("--stats", is_flag=True, help="Only count the problems of each check (text or json).")
@click.option("--changed-from", metavar="REF", help="Only what changed since this branch left REF, by git.")
@click.option("--strict", is_flag=True, help="Exit 5 for unreviewed and 4 for untranslated text.")
@click.option("--fix", is_flag=True, help="Repair blanks and marks in unreviewed text first, and show what changed.")
@click.option("--fix-human", is_flag=True, help="The same in text that people wrote or approved, too.")
@click.option("--dry-run", is_flag=True, help="With --fix: show the repairs, write nothing.")
@click.option("--baseline", metavar="FILE", help="Leave out the problems that this file knows.")
@click.option("--write-baseline", is_flag=True, help="Write what is found to the baseline, and leave it out.")
@click.option("--glossary", metavar="FILE", help="A table of terms: CSV with the columns source, fr, es …")
@click.option("--explain", metavar="CHECK", help="Say what a check finds, with examples, and do nothing else.")
@shared.source_option
@shared.common
def command(run: Run, names: tuple[str, ...], locales: tuple[str, ...], explain: str | None, **options: Any) -> None:
    """Find what is wrong in the project's catalogs, or in any PO files.

    Exits 7 where a translation would change an article's structure, 6 for other errors.
    """
    if explain is not None:
        from l10n.report import pages

        run.result(pages.page(explain).rstrip("\n"))
        return
    source = options.pop("source")
    wanted = _Wanted(**options)
    files = [name for name in names if name.endswith((".po", ".pot"))]
    if files and len(files) < len(names):
        raise click.UsageError("name articles or PO files, not both")
    findings = _Findings(run, wanted, wanted.known())
    if files:
        findings.of_files(files, source, locales)
    else:
        findings.of_project(run.project(), names, locales)
    findings.tell()


@dataclass(frozen=True)
class _Wanted:
    """The options, with what they rule out."""

    form: str
    min_severity: str | None
    stats: bool
    changed_from: str | None
    strict: bool
    fix: bool
    fix_human: bool
    dry_run: bool
    baseline: str | None
    write_baseline: bool
    glossary: str | None

    def __post_init__(self) -> None:
        from l10n import report

        if self.form not in report.FORMATS:
            raise click.UsageError(f"--format takes one of {', '.join(report.FORMATS)}")
        if self.stats and self.form not in ("text", "json"):
            raise click.UsageError("--stats goes with --format text or json")
        if self.write_baseline and not self.baseline:
            raise click.UsageError("--write-baseline needs --baseline FILE")
        if self.dry_run and not self.repairs:
            raise click.UsageError("--dry-run goes with --fix")

    @property
    def repairs(self) -> bool:
        return self.fix or self.fix_human

    def known(self) -> Baseline | None:
        """The baseline; one that is to be written need not be there."""
        from pathlib import Path

        from l10n import project, silence

        if not self.baseline:
            return None
        data = project.read(Path(self.baseline)).data
        if data is None and not self.write_baseline:
            raise click.UsageError(f"there is no file {self.baseline}: make it with --write-baseline")
        return silence.parse(data or b"", self.baseline, fresh=self.write_baseline)

    def terms(self, place: _Place) -> tuple[Term, ...]:
        """The terms of the named glossary, or of the project's."""
        from l10n import glossary
        from l10n.project.glossary import load

        if self.glossary:
            text = shared.existing(self.glossary).decode("utf-8-sig", "replace")
            found = glossary.read(text, self.glossary, place.pair.source)
            for error in found.errors:
                raise error
        elif place.project:
            found = load(place.project)
        else:
            return ()
        return found.terms(place.pair.target)


@dataclass(frozen=True)
class _Place:
    """A catalog to check: its file and languages, in a project also its article and what it inherits from."""

    path: Path
    pair: Pair
    article: Article | None = None
    bases: Sequence[Base] = ()
    project: Project | None = None
    branch: Branch | None = None

    @property
    def file(self) -> str:
        from l10n.project import shown

        return shown(self.path)

    @property
    def source_touched(self) -> bool:
        home = self.project.articles_folder if self.project else None
        return bool(self.branch and home and self.article and self.branch.touched(home / self.article.name))


@dataclass
class _Findings:
    run: Run
    wanted: _Wanted
    baseline: Baseline | None
    problems: list[Problem] = field(default_factory=list)
    texts: dict[tuple[str, int], str] = field(default_factory=dict)
    checked: int = 0
    terms: dict[str, tuple[Term, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from l10n.silence import Silence

        self.silence = Silence((), self.baseline)

    # ------------------------------------------------------------ what to check

    def of_project(self, found: Project, names: tuple[str, ...], locales: tuple[str, ...]) -> None:
        from l10n.model import Pair
        from l10n.project import Branch
        from l10n.silence import Silence

        targets, ref = found.targets(locales), self.wanted.changed_from
        branch = Branch(found.root, ref) if ref else None
        self.silence = Silence(found.config.ignore, self.baseline)
        for name in shared.chosen(found, names):
            with self.run.going_on():
                article = shared.article(found, name)
                article.text  # noqa: B018  # an article that cannot be read is an error even without a catalog
                for locale in targets:
                    path, pair = found.catalog_path(name, locale), Pair(found.config.source, locale)
                    self._check(_Place(path, pair, article, shared.bases(found, name, locale), found, branch))
        if not (names or locales or ref):
            self._needless(found)

    def of_files(self, files: list[str], source: str | None, locales: tuple[str, ...]) -> None:
        from pathlib import Path

        from l10n import locales as names
        from l10n.model import Pair
        from l10n.project import Branch

        targets = [names.normalize(name) for name in locales]
        origin, ref = names.normalize(source or "en"), self.wanted.changed_from
        for file in files:
            with self.run.going_on():
                data = shared.existing(file)
                target = targets[0] if targets else shared.language_of(data, file)
                branch = Branch(Path(file).absolute().parent, ref) if ref else None
                self._check(_Place(Path(file), Pair(origin, target), branch=branch))

    def _needless(self, found: Project) -> None:
        """What the configuration ignores and nothing was found for in the whole project."""
        from l10n.model import Problem, Severity
        from l10n.project import home, shown

        for check, locale in self.silence.unneeded():
            file, line = home(found.root, "ignore", check, *([locale] if locale else []))
            where = f" in {locale}" if locale else ""
            message = f"{check} is ignored{where}, but the check finds nothing there"
            self.problems.append(Problem("ignores", Severity.WARNING, message, shown(file), line, locale=locale))

    # ------------------------------------------------------------ a catalog

    def _check(self, place: _Place) -> None:
        from l10n import workflow
        from l10n.model import Severity
        from l10n.project import read

        branch = place.branch
        if branch and not (branch.touched(place.path) or place.source_touched):
            return
        data = read(place.path).data
        if self.baseline:
            self.baseline.seen(place.file)
        if data is None:
            found = [] if place.bases else self.silence.keep([_missing(place)], ())
        else:
            data = self._repaired(place, data) if self.wanted.repairs else data
            self.checked += 1
            target = place.pair.target
            terms = self.terms[target] if target in self.terms else self.wanted.terms(place)
            self.terms[target] = terms
            found = workflow.check(data, place.pair, place.file, place.article, self.silence, place.bases, terms)
        errors = {problem.check for problem in found if problem.severity is Severity.ERROR}
        if "syntax" not in errors:
            found = self._read(data, place, found)
            errors = {problem.check for problem in found if problem.severity is Severity.ERROR}
        self.problems += found
        if errors:
            self.run.ended(Exit.STRUCTURE if "structure" in errors else Exit.CHECK_ERRORS)

    def _read(self, data: bytes | None, place: _Place, found: list[Problem]) -> list[Problem]:
        """What of these problems the branch touched; notes the texts that a report shows and what --strict counts."""
        from l10n import catalog, report

        entries = catalog.parse(data, place.file).entries if data is not None else ()
        if place.branch:
            found = [*_touched(place, place.branch, entries, found)]
        if found:
            self.texts |= report.targets(place.file, entries)
        if self.wanted.strict:
            for code in _unfinished(_statuses(place, data, entries)):
                self.run.ended(code)
        return found

    # ------------------------------------------------------------ repairs

    def _repaired(self, place: _Place, data: bytes) -> bytes:
        """The catalog after its repairs; one that cannot be read stays as it is."""
        from l10n import repair
        from l10n.errors import InputError
        from l10n.project import again

        try:
            done = again(self._repair, place)
        except InputError:
            return data
        entries = f"{done.left} entr{'y' if done.left == 1 else 'ies'}"
        if done.left:
            self.run.note(f"{place.file}: {entries} of people's text could be repaired, too: --fix-human")
        if done.entries:
            diff = repair.diff(data, done.data, place.file)
            click.echo(diff, nl=False, err=self.wanted.form != "text")
        return done.data

    def _repair(self, place: _Place) -> Repaired:
        from contextlib import nullcontext

        from l10n import repair
        from l10n.project import read, write

        alone = place.project.lock(place.path) if place.project and not self.wanted.dry_run else nullcontext()
        with alone:
            before = read(place.path)
            human = self.wanted.fix_human
            done = repair.repair(before.data or b"", place.pair, shared.now(), place.file, human=human)
            if done.entries and not self.wanted.dry_run:
                (place.project.write if place.project else write)(place.path, done.data, before)
            return done

    # ------------------------------------------------------------ the report

    def tell(self) -> None:
        from l10n import report
        from l10n.model import Severity

        self._baseline()
        levels = list(Severity)
        most = levels.index(Severity(self.wanted.min_severity or "info"))
        problems = [problem for problem in self.problems if levels.index(problem.severity) <= most]
        form = self.wanted.form
        told = report.stats(problems, form) if self.wanted.stats else report.render(problems, form, self.texts)
        click.echo(told, nl=False)
        if not problems and form == "text":
            self.run.note(f"{self.checked} catalog{'' if self.checked == 1 else 's'} checked, no problems")

    def _baseline(self) -> None:
        """A baseline that is to be written, or what it knows and is no longer there."""
        from pathlib import Path

        from l10n.model import Problem, Severity
        from l10n.project import write

        if not self.baseline:
            return
        if self.wanted.write_baseline:
            text = self.baseline.render()
            write(Path(self.baseline.place), text.encode("utf-8", "surrogateescape"))
            self.run.note(f"{self.baseline.place}: {text.count(chr(10))} problems")
        elif gone := self.baseline.gone():
            message = f"problems in it that are gone: {gone}; write it anew with --write-baseline"
            self.problems.append(Problem("ignores", Severity.WARNING, message, self.baseline.place))


def _touched(place: _Place, branch: Branch, entries: Sequence[Entry], found: list[Problem]) -> Iterator[Problem]:
    """The problems that a branch may have brought: of entries it changed, and of the structure of its articles."""
    from l10n import catalog, silence
    from l10n.errors import InputError

    before = branch.before(place.path)
    try:
        old = catalog.parse(before).entries if before is not None else ()
    except InputError:
        old = ()
    kept = [*silence.since(found, entries, old)]
    structure = [problem for problem in found if problem.check == "structure"] if place.source_touched else []
    yield from (problem for problem in found if problem in kept or problem in structure)


def _statuses(place: _Place, data: bytes | None, entries: Sequence[Entry]) -> set[Status]:
    from l10n import catalog, workflow

    if place.article:
        counts = workflow.count(place.article, data, place.file, place.bases)
        return {status for status, count in counts.units.items() if count}
    return {catalog.status(entry) for entry in entries if not entry.obsolete}


def _unfinished(statuses: set[Status]) -> Iterator[Exit]:
    from l10n.model import Status

    for status in statuses:
        if not status.published:
            yield Exit.UNTRANSLATED if status is Status.MISSING else Exit.UNREVIEWED


def _missing(place: _Place) -> Problem:
    from l10n.model import Problem, Severity

    message = "there is no such catalog yet: run l10n extract"
    return Problem("stale", Severity.WARNING, message, file=place.file, locale=place.pair.target)
