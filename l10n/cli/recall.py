"""The project's memory, brought up to its catalogs: what `translate`, `memory` and `analyze` share."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.cli.shared import Run
from l10n.errors import StoreError

if TYPE_CHECKING:
    from l10n.memory import Memory, Store
    from l10n.memory.base import Lesson
    from l10n.project import Project

SHARED = "L10N_MEMORY"
"""The variable that names a team's memory, as an address with its password: nothing for a file in the project."""


def place(found: Project) -> str | Path:
    """The address of the shared memory, or the file of the project's own."""
    return os.environ.get(SHARED) or found.cache_folder / "memory.sqlite"


def project_name(found: Project) -> str:
    """What tells our units from others' in a shared memory; the project's own needs no name."""
    return found.root.name if os.environ.get(SHARED) else ""


def opened(found: Project) -> Store:
    from l10n.memory import open_store

    return open_store(place(found))


def current(run: Run, found: Project, locales: Sequence[str], approve: str = "in-context") -> Memory:
    """The memory with what the catalogs of these locales hold now. One that cannot be used is told, and made anew for
    this run only."""
    from l10n.memory import Memory, open_store

    try:
        store = opened(found)
        refresh(run, found, store, locales)
    except StoreError as error:
        run.warn(str(error))
        store = open_store(":memory:")
        refresh(run, found, store, locales)
    return Memory(store, project_name(found), approve)


def refresh(run: Run, found: Project, store: Store, locales: Sequence[str]) -> None:
    """Learns the catalogs that changed."""
    from l10n.model import Pair

    for locale in locales:
        pair, name = Pair(found.config.source, locale), project_name(found)
        for done in store.relearn(_lessons(run, found, locale, store.digests(pair, name)), pair, name):
            run.detail(f"{locale}: {done} catalogs learnt")


def rebuilt(run: Run, found: Project) -> str:
    """The memory made anew; what became of it, for the user."""
    from l10n.memory import open_store

    if os.environ.get(SHARED):
        store = opened(found)
        refresh(run, found, store, found.config.locales)
        store.close()
        return "the shared memory has what the catalogs hold"
    path = Path(place(found))
    fresh = path.with_name(f"{path.name}.new")
    _remove(fresh)
    store = open_store(fresh)
    refresh(run, found, store, found.config.locales)
    kept = _carried(run, path, store, found.config.source)
    units = sum(sum(count.units.values()) for count in store.count())
    store.close()
    _remove(path)
    fresh.replace(path)
    return f"{path.name}: {units:,} translations" + (f", {kept:,} of them imported" if kept else "")


def _carried(run: Run, old: Path, store: Store, source: str) -> int:
    """What no catalog gave, from the old memory into the new."""
    from l10n.memory import open_store

    if not old.exists():
        return 0
    try:
        before = open_store(old)
        kept = max(store.learn((unit for _, unit in before.units(imported=True)), source), default=0)
        before.close()
    except StoreError as error:
        run.warn(f"{error.message}: what was imported is lost, import it again")
        return 0
    return kept


def _remove(path: Path) -> None:
    for extra in ("", "-wal", "-shm"):
        path.with_name(path.name + extra).unlink(missing_ok=True)


def articles(found: Project) -> list[str]:
    """Every article that may have catalogs, also those whose source is gone."""
    return [*found.articles(), *found.orphans()]


def _lessons(run: Run, found: Project, locale: str, known: dict[str, str]) -> Iterator[Lesson]:
    from dataclasses import replace

    from l10n.pretranslate import digest, lesson
    from l10n.project import shown

    project = project_name(found)
    for name in articles(found):
        path = found.catalog_path(name, locale)
        data = found.read(path).data
        if data is not None and known.get(name) != digest(data):
            with run.going_on():
                learnt = lesson(data, name, locale, shown(path))
                yield replace(learnt, units=tuple(replace(unit, project=project) for unit in learnt.units))
