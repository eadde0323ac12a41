"""`l10n translate`"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Exit, Run

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.engines import Engine
    from l10n.model import Key, Pair
    from l10n.pretranslate import Opener, Step, Suggester
    from l10n.project import Project


@click.command("translate")
@shared.articles_argument
@shared.locale_option
@click.option("--engine", metavar="SPEC", help='Only this engine or chain, as "neural:en-pt > apertium:pt-es".')
@click.option("--refresh", is_flag=True, help="Also redo machine text that nobody has touched.")
@click.option("--dry-run", is_flag=True, help="Ask no engine; say how much each locale wants.")
@shared.common
def command(
    run: Run,
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    engine: str | None,
    refresh: bool,
    dry_run: bool,
) -> None:
    """Fill missing translations: from the same text approved elsewhere, then from engines, as drafts to review."""
    if engine is not None and not engine.strip():
        raise click.UsageError("--engine names no engine")
    found = run.project()
    names = shared.chosen(found, articles)
    for locale in found.targets(locales):
        job = _Locale(run, found, locale, engine, refresh)
        if dry_run:
            job.estimate(names)
        else:
            with job.engines():
                job.translate(names)


@dataclass
class _Locale:
    """The work for one locale: its engines are opened once, when the first unit needs them."""

    run: Run
    project: Project
    locale: str
    engine: str | None
    refresh: bool
    opened: list[Engine] = field(default_factory=list)
    unavailable: bool = False

    @property
    def pair(self) -> Pair:
        from l10n.model import Pair

        return Pair(self.project.config.source, self.locale)

    # ------------------------------------------------------------ engines

    def engines(self) -> _Closing:
        return _Closing(self.opened)

    def openers(self) -> list[Opener]:
        """The memory of this project first, then the engines of the locale in order; missing ones are named once."""
        from l10n.memory.exact import Exact
        from l10n.pretranslate import Opener

        openers = [Opener("memory", lambda: Exact(self._known()))]
        for spec in (self.engine,) if self.engine else self.project.config.engines_for(self.locale):
            actual = self._available(spec)
            if actual:
                openers.append(Opener(actual, lambda actual=actual: self._open(actual)))  # type: ignore[misc]
        self.unavailable = len(openers) == 1
        return openers

    def _available(self, spec: str) -> str:
        """The spec to open: what `auto` chose, or the one named; "" where it cannot be used here."""
        from l10n import engines

        if spec.strip() == "auto":
            choice = engines.auto(self.pair)
            if choice.spec:
                self.run.note(f"{self.locale}: {choice.spec} ({'; '.join(filter(None, (choice.note, choice.why)))})")
            else:
                self.run.note(f"{self.locale}: {choice.why}" + (f"; to repair: {choice.fix}" if choice.fix else ""))
            return choice.spec
        found = engines.availability(spec, self.pair)
        if not found.ok:
            self.run.warn(f"{self.locale}: {spec}: {found.reason}" + (f"; to repair: {found.fix}" if found.fix else ""))
            self.run.ended(Exit.UNFILLED)
        return spec if found.ok else ""

    def _open(self, spec: str) -> Suggester:
        from l10n.engines import open_engine

        engine = open_engine(spec, self.pair, cache=self.project.cache_folder / "engines.sqlite")
        self.opened.append(engine)
        if trouble := getattr(engine, "trouble", ""):
            self.run.warn(trouble)
        return engine

    def _known(self) -> dict[Key, tuple[str, str]]:
        from l10n import workflow
        from l10n.project import shown

        known: dict[Key, tuple[str, str]] = {}
        for name in self.project.articles():
            path = self.project.catalog_path(name, self.locale)
            data = self.project.read(path).data
            if data is not None:
                with self.run.going_on():
                    known = workflow.approved(data, name, shown(path)) | known
        return known

    # ------------------------------------------------------------ work

    def estimate(self, names: list[str]) -> None:
        from l10n import catalog, inline, pretranslate
        from l10n.project import shown

        units = words = 0
        for name in names:
            with self.run.going_on():
                data = self._catalog(name, keep=False)
                entries = catalog.parse(data, shown(self.project.catalog_path(name, self.locale))).entries
                left = [entry for entry in entries if pretranslate.wanted(entry, refresh=self.refresh)]
                units += len(left)
                words += sum(inline.words(entry.msgid) for entry in left)
        self.openers()
        self.run.result(f"{self.locale}: {units} units, {words} words to translate")

    def translate(self, names: list[str]) -> None:
        openers = self.openers()
        for name in names:
            with self.run.going_on():
                self._article(name, openers)

    def _catalog(self, name: str, *, keep: bool) -> bytes:
        """The catalog of an article; one that is not there yet is extracted, and kept where we may write."""
        from l10n import workflow

        path = self.project.catalog_path(name, self.locale)
        with self.project.lock(path):
            before = self.project.read(path)
            if before.data is not None:
                return before.data
            data = workflow.extract(shared.article(self.project, name), self.locale, None, shared.now()).data
            if keep:
                self.project.write(path, data, before)
            return data

    def _article(self, name: str, openers: list[Opener]) -> None:
        from l10n import workflow
        from l10n.project import shown

        path = self.project.catalog_path(name, self.locale)
        data = self._catalog(name, keep=True)
        filled: Counter[str] = Counter()
        refused: dict[Key, str] = {}
        broken: dict[str, str] = {}
        steps = workflow.translate(data, openers, self.pair, file=shown(path), refresh=self.refresh)
        for step in _progress(steps, f"{self.locale}  {name}", self.run):
            self._save(path, step)
            filled.update("the memory" if a.kind == "tm" else a.name for a in step.answers.values())
            refused |= step.refused
            broken = step.broken
        self._report(path, filled, refused, broken)

    def _save(self, path: Path, step: Step) -> None:
        """The answers into the catalog as it is now: whoever edited it meanwhile keeps their words."""
        from l10n import workflow
        from l10n.project import shown

        if not step.answers:
            return
        with self.project.lock(path):
            before = self.project.read(path)
            if before.data is not None:
                data = workflow.fill(before.data, step.answers, shown(path), refresh=self.refresh)
                self.project.write(path, data, before)

    def _report(self, path: Path, filled: Counter[str], refused: dict[Key, str], broken: dict[str, str]) -> None:
        from l10n.project import shown

        for spec, reason in broken.items():
            self.run.warn(f"{self.locale}: {spec}: {reason}")
        if filled:
            made = ", ".join(f"{count} by {name}" for name, count in filled.most_common())
            self.run.result(f"{shown(path)}: {made}")
        if not refused:
            return
        self.run.result(f"{shown(path)}: {len(refused)} left empty")
        if self.unavailable and not broken:
            return
        for (_, text), reason in refused.items():
            self.run.note(f"  {_short(text)}: {reason}")
        self.run.ended(Exit.UNFILLED)


class _Closing:
    """Closes engines at the end, whatever happened."""

    def __init__(self, engines: list[Engine]) -> None:
        self.engines = engines

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        for engine in self.engines:
            engine.close()


def _progress(steps: Iterator[Step], label: str, run: Run) -> Iterator[Step]:
    """A bar on a terminal, nothing elsewhere (the result line follows)."""
    if run.quiet or not sys.stderr.isatty():
        yield from steps
        return
    first = next(steps, None)
    if first is None:
        return
    with click.progressbar(length=first.total, label=label, file=sys.stderr, show_pos=True) as bar:
        bar.update(first.done)
        yield first
        done = first.done
        for step in steps:
            bar.update(step.done - done)
            done = step.done
            yield step


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
