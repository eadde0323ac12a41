"""`l10n translate`"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Exit, Run

if TYPE_CHECKING:
    from pathlib import Path

    from l10n.engines import Engine
    from l10n.engines.meter import Meter
    from l10n.glossary import Finder
    from l10n.memory import Memory
    from l10n.model import Key, Pair
    from l10n.overlays import Base
    from l10n.pretranslate import Opener, Step, Suggester
    from l10n.project import Project


@click.command("translate")
@shared.articles_argument
@shared.locale_option
@click.option("--engine", metavar="SPEC", help='Only this engine or chain, as "neural:en-pt > apertium:pt-es".')
@click.option(
    "--approve",
    type=click.Choice(["never", "in-context", "exact"]),
    default="in-context",
    show_default=True,
    help="Which matches of the memory need no review.",
)
@click.option("--refresh", is_flag=True, help="Also redo machine text that nobody has touched.")
@click.option("--inherited", is_flag=True, help="Also what a regional locale (es-MX) has from another one (es).")
@click.option("--max-chars", type=click.IntRange(0), metavar="N", help="Send no more characters to online engines.")
@click.option("--max-cost", type=click.FloatRange(0), metavar="DOLLARS", help="Send no more than costs about this.")
@click.option("--dry-run", is_flag=True, help="Ask no engine; say how much each locale wants, and what that costs.")
@shared.common
def command(
    run: Run,
    articles: tuple[str, ...],
    locales: tuple[str, ...],
    engine: str | None,
    approve: str,
    refresh: bool,
    inherited: bool,
    max_chars: int | None,
    max_cost: float | None,
    dry_run: bool,
) -> None:
    """Fill missing translations: from the same text approved elsewhere, then from engines, as drafts to review."""
    if engine is not None and not engine.strip():
        raise click.UsageError("--engine names no engine")
    from l10n.engines.meter import Meter

    found = run.project()
    names = shared.chosen(found, articles)
    meter = Meter(max_chars, max_cost)
    for locale in found.targets(locales):
        job = _Locale(run, found, locale, engine, approve, refresh, inherited, meter)
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
    approve: str
    refresh: bool
    inherited: bool
    meter: Meter
    opened: list[Engine | Memory] = field(default_factory=list)
    memory: Memory | None = None
    unavailable: bool = False

    @property
    def pair(self) -> Pair:
        from l10n.model import Pair

        return Pair(self.project.config.source, self.locale)

    # ------------------------------------------------------------ engines

    def engines(self) -> _Closing:
        return _Closing(self.opened, self.run)

    def openers(self) -> list[Opener]:
        """The memory of this project first, then the engines of the locale in order; missing ones are named once."""
        from l10n.pretranslate import Opener

        openers = [Opener("memory", self._memory)]
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
        from l10n import guard
        from l10n.engines import open_suggester

        engine = open_suggester(spec, self.pair, self.cache, self.meter, guard.refusal)
        self.opened.append(engine)
        if trouble := getattr(engine, "trouble", ""):
            self.run.warn(trouble)
        if self.memory and spec.partition(":")[0].strip() == "llm":
            from l10n.memory import Informed

            return Informed(engine, self.memory)
        return engine

    @property
    def cache(self) -> Path:
        return self.project.cache_folder / "engines.sqlite"

    def _memory(self) -> Suggester:
        from l10n.cli import recall

        self.memory = recall.current(self.run, self.project, [self.locale], self.approve)
        self.opened.append(self.memory)
        return self.memory

    # ------------------------------------------------------------ work

    def estimate(self, names: list[str]) -> None:
        from l10n import catalog, inline, overlays, pretranslate
        from l10n.project import shown

        units = words = 0
        texts: dict[str, None] = {}
        for name in names:
            with self.run.going_on():
                data = self._catalog(name, keep=False)
                entries = catalog.parse(data, shown(self.project.catalog_path(name, self.locale))).entries
                skip = overlays.inherits(entries, self._bases(name))
                wanted = [entry for entry in entries if pretranslate.wanted(entry, refresh=self.refresh)]
                left = [entry for entry in wanted if entry.key not in skip]
                units += len(left)
                words += sum(inline.words(entry.msgid) for entry in left)
                texts |= dict.fromkeys(entry.msgid for entry in left)
        self.run.result(f"{self.locale}: {units} units, {words} words to translate")
        for opener in self.openers()[1:2]:
            self.run.result(f"{self.locale}: {self._cost(opener.name, list(texts))}")

    def _cost(self, spec: str, texts: list[str]) -> str:
        """What an engine would be asked for, and what that costs, where it costs something."""
        from l10n.engines import estimate

        found = estimate(spec, self.pair, texts, self.cache)
        said = f"{spec} would be asked for {found.asked} texts ({found.known} are known), {found.characters} characters"
        return said + (f", about ${found.dollars:.2f}" if found.dollars else "")

    def translate(self, names: list[str]) -> None:
        openers, _ = self.openers(), self.terms  # a broken glossary is told before any engine is asked
        for name in names:
            with self.run.going_on():
                self._article(name, openers)

    @cached_property
    def terms(self) -> Finder:
        """What the glossary says of this locale."""
        from l10n.glossary import Finder
        from l10n.project import glossary

        return Finder(glossary.load(self.project).terms(self.locale), self.project.config.source)

    def _bases(self, name: str) -> tuple[Base, ...]:
        return () if self.inherited else shared.bases(self.project, name, self.locale)

    def _catalog(self, name: str, *, keep: bool) -> bytes:
        """The catalog of an article, with all its entries if inherited ones are wanted, too; one that is not there yet
        is extracted, and kept where we may write."""
        from l10n import workflow

        path = self.project.catalog_path(name, self.locale)
        with self.project.lock(path):
            before = self.project.read(path)
            if before.data is not None and not self.inherited:
                return before.data
            data = workflow.extract(shared.article(self.project, name), self.locale, before.data, shared.now()).data
            if keep:
                self.project.write(path, data, before)
            return data

    def _article(self, name: str, openers: list[Opener]) -> None:
        from l10n import workflow
        from l10n.project import again, shown

        path = self.project.catalog_path(name, self.locale)
        data = again(self._catalog, name, keep=True)
        filled: Counter[str] = Counter()
        refused: dict[Key, str] = {}
        broken: dict[str, str] = {}
        steps = workflow.translate(
            data,
            openers,
            self.pair,
            file=shown(path),
            refresh=self.refresh,
            bases=self._bases(name),
            terms=self.terms,
        )
        for step in _progress(steps, f"{self.locale}  {name}", self.run):
            again(self._save, path, step)
            filled.update("the memory" if a.kind == "tm" else a.name for a in step.answers.values())
            refused |= step.refused
            broken = step.broken
            for (_, text), reason in step.overcome.items():
                self.run.note(f"  {_short(text)}: another engine took over: {reason}")
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
                now = shared.now()
                data = workflow.fill(before.data, step.answers, shown(path), refresh=self.refresh, now=now)
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
    """Closes engines at the end, whatever happened, and says what they used."""

    def __init__(self, engines: list[Engine | Memory], run: Run) -> None:
        self.engines = engines
        self.run = run

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        for engine in self.engines:
            if receipt := getattr(engine, "receipt", ""):
                self.run.note(receipt)
            engine.close()


_EVERY = 10.0  # seconds between two lines about progress


def _progress(steps: Iterator[Step], label: str, run: Run) -> Iterator[Step]:
    """A bar on a terminal; elsewhere a line now and then (the result line follows)."""
    if run.quiet or not sys.stderr.isatty():
        yield from _told(steps, label, run)
        return
    first = next(steps, None)
    if first is None:
        return
    began = time.monotonic()
    with click.progressbar(
        length=first.total, label=label, file=sys.stderr, show_pos=True, item_show_func=lambda rate: rate
    ) as bar:
        bar.update(first.done)
        yield first
        done = first.done
        for step in steps:
            bar.update(step.done - done, _rate(step.done - first.done, began))
            done = step.done
            yield step


def _told(steps: Iterator[Step], label: str, run: Run) -> Iterator[Step]:
    began = told = time.monotonic()
    for step in steps:
        yield step
        now = time.monotonic()
        if now - told > _EVERY and step.done < step.total:
            told = now
            left = (step.total - step.done) * (now - began) / step.done
            run.note(f"{label}: {step.done} of {step.total}, {_rate(step.done, began)}, about {left:.0f} s left")


def _rate(done: int, began: float) -> str:
    return f"{done / max(time.monotonic() - began, 1e-3):.1f} a second"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
