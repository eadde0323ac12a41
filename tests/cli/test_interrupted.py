"""Runs that are killed, stopped, or doubled: every file stays whole, nothing saved is lost, the next run goes on.

The moments of the kills come from a seed, which the test's name and every failure tell.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from l10n.engines import availability
from l10n.model import Pair
from l10n.project import Project as Library
from tests.cli.articles import article
from tests.cli.command import Project, origin, valid
from tests.cli.server import serving, translated

Saved = dict[str, dict[str, str]]
"""Catalog → msgid → msgstr, of what is translated."""

HUMAN = "Écrit par une personne, jamais par une machine."


def saved(desk: Project) -> Saved:
    """What stands in the catalogs; every one of them must be whole and valid."""
    out: Saved = {}
    for path in sorted((desk.root / "locales").rglob("*.po")):
        name = path.relative_to(desk.root).as_posix()
        out[name] = {msgid: msgstr for msgid, msgstr in valid(path).items() if msgstr}
    return out


def _append(desk: Project, name: str, sentence: str) -> None:
    with (desk.root / "source_articles" / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{sentence}\n")


def filled(state: Saved) -> int:
    return sum(map(len, state.values()))


def scratch(desk: Project) -> list[str]:
    """Files that are no article, catalog, template, page or configuration."""
    known = (".po", ".pot", ".md", ".txt", ".toml", ".mo", ".l10n-manifest", "manifest.json")
    return [name for name in desk.files() if not name.endswith(known)]


def kill(running: subprocess.Popen[str], after: float) -> bool:
    """SIGKILL to the command and all its children after so many seconds; whether it was still running."""
    try:
        running.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        return True
    assert running.returncode == 0
    return False


def desk_of(begin: Callable[..., Project], locales: tuple[str, ...], articles: int, units: int) -> Project:
    """A project with so many long articles, each with a sentence that a person translated."""
    desk = begin(*locales)
    for number in range(articles):
        desk.write(f"part-{number:02}.md", article(units, seed=number))
    desk.run("extract")
    for locale in locales:
        for number in range(articles):
            name = f"part-{number:02}.md"
            desk.review(locale.replace("-", "_"), name, {list(desk.targets(locale.replace("-", "_"), name))[5]: HUMAN})
    return desk


def _more_work(desk: Project, chance: random.Random) -> None:
    seed = chance.randrange(1000, 10_000)
    desk.write(f"more-{seed}.md", article(400, seed))
    desk.run("extract")


def killed_again_and_again(desk: Project, engine: str, kills: int, seed: int, longest: float) -> None:
    """Kills `translate` so many times at random moments of its work, then lets it finish."""
    chance = random.Random(seed)
    before = saved(desk)
    assert filled(before) > 0
    for number in range(kills):
        while not kill(desk.start("translate", "--engine", engine), chance.uniform(0.2, longest)):
            _more_work(desk, chance)  # it had finished before
        now = saved(desk)
        for name, texts in before.items():
            kept = texts.items() <= now[name].items()
            assert kept, f"seed {seed}, kill {number}: {name} lost or changed what it had"
        before = now
    desk.run("translate", "--engine", engine)
    for name, texts in saved(desk).items():
        assert before[name].items() <= texts.items(), f"seed {seed}: {name}"
    for path in (desk.root / "locales").rglob("*.po"):
        catalog = polib.pofile(str(path))
        assert all(entry.msgstr for entry in catalog), path
        assert not any(entry.fuzzy for entry in catalog if entry.msgstr == HUMAN), path
        assert all(entry.fuzzy and origin(entry) for entry in catalog if entry.msgstr != HUMAN), path
    assert scratch(desk) == [], f"seed {seed}"
    assert desk.run("translate", "--engine", engine).out == ""


@pytest.mark.parametrize("seed", [1])
def test_killed_five_times(begin: Callable[..., Project], seed: int) -> None:
    desk = desk_of(begin, ("fr",), articles=4, units=300)
    killed_again_and_again(desk, "pseudo", 5, seed, longest=0.5)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [2, 3])
def test_killed_twenty_times(begin: Callable[..., Project], seed: int) -> None:
    desk = desk_of(begin, ("fr", "es"), articles=16, units=400)
    killed_again_and_again(desk, "pseudo", 20, seed, longest=0.9)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [4])
def test_killed_twenty_times_with_a_neural_engine(begin: Callable[..., Project], seed: int) -> None:
    found = availability("neural:en-pt", Pair("en", "pt-BR"))
    if not found.ok:
        pytest.skip(f"{found.reason} ({found.fix})")
    desk = desk_of(begin, ("pt-BR",), articles=6, units=400)
    killed_again_and_again(desk, "neural:en-pt", 20, seed, longest=2.5)


@pytest.mark.parametrize("command", [("extract",), ("compile", "--draft")])
def test_other_commands_killed(begin: Callable[..., Project], command: tuple[str, ...]) -> None:
    """Extract and compile write many files too; none of them is ever half there."""
    desk = desk_of(begin, ("fr",), articles=4, units=100)
    desk.run("translate", "--engine", "pseudo")
    chance = random.Random(5)
    for number in range(3):
        for part in range(4):
            _append(desk, f"part-{part:02}.md", f"Sentence {number} was added.")
        before = saved(desk)
        kill(desk.start(*command), chance.uniform(0.1, 0.4))
        for name, texts in saved(desk).items():
            assert before[name].items() <= texts.items(), f"kill {number}: {name}"
    desk.run("extract")
    desk.run(*command)
    finished = desk.files()
    desk.run(*command)
    assert desk.files() == finished
    assert scratch(desk) == []
    if command[0] == "compile":
        pages = {name.removeprefix("build/fr/") for name in finished if name.startswith("build/fr/")}
        assert pages == {f"part-{number:02}.md" for number in range(4)}


# ---------------------------------------------------------------- Ctrl-C


@pytest.mark.parametrize("group", [False, True], ids=["process", "terminal"])
def test_ctrl_c_keeps_what_is_done(begin: Callable[..., Project], group: bool) -> None:
    desk = begin("es")
    desk.write("long.md", article(60, seed=1))
    desk.run("extract")
    with serving(free=24) as server:
        running = desk.start("translate", "--engine", "libre", variables=server.variables)
        server.await_waiting()
        (os.killpg if group else os.kill)(running.pid, signal.SIGINT)
        try:
            _, err = running.communicate(timeout=15)
        except subprocess.TimeoutExpired:  # Python drops an interrupt that falls into a callback: one presses again
            running.send_signal(signal.SIGINT)
            _, err = running.communicate(timeout=30)
    assert running.returncode == 130, err
    assert "Traceback" not in err
    assert "saved" in err
    done = {msgid: text for msgid, text in desk.targets("es", "long.md").items() if text}
    assert done == {msgid: translated(msgid) for msgid in done}
    assert len(done) >= 24
    assert scratch(desk) == []
    with serving(free=999) as server:
        desk.run("translate", "--engine", "libre", variables=server.variables)
        assert not set(server.asked) & set(done)
    assert all(desk.targets("es", "long.md").values())


def at_work(begin: Callable[..., Project], spec: str) -> tuple[Project, Path, subprocess.Popen[str]]:
    """A real engine in the middle of a long article, and the catalog it fills."""
    locale = "ca" if "cat" in spec else "pt-BR"
    found = availability(spec, Pair("en", locale))
    if not found.ok:
        pytest.skip(f"{found.reason} ({found.fix})")
    desk = begin(locale)
    desk.write("long.md", article(600, seed=1))
    desk.run("extract")
    path = desk.path(locale.replace("-", "_"), "long.md")
    before = path.read_bytes()
    running = desk.start("translate", "--engine", spec)
    until(lambda: path.read_bytes() != before)
    return desk, path, running


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def nothing_runs(group: int) -> bool:
    """Whether no process is left in the group: none of the engine's either."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


REAL = ["neural:en-pt", "neural:en-pt > apertium:por-cat", "apertium:eng-cat"]


@pytest.mark.parametrize("spec", REAL)
def test_ctrl_c_with_real_engines(begin: Callable[..., Project], spec: str) -> None:
    _, path, running = at_work(begin, spec)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: the engine's processes get it too
    _, err = running.communicate(timeout=30)
    assert "Traceback" not in err
    assert running.returncode == 130, err
    assert 24 <= sum(map(bool, valid(path).values())) < 600
    until(lambda: nothing_runs(running.pid), 5)


@pytest.mark.parametrize("spec", REAL[1:])
def test_no_engine_outlives_a_killed_command(begin: Callable[..., Project], spec: str) -> None:
    _, path, running = at_work(begin, spec)
    running.kill()
    running.communicate(timeout=30)
    try:
        until(lambda: nothing_runs(running.pid), 10)
    finally:
        if not nothing_runs(running.pid):
            os.killpg(running.pid, signal.SIGKILL)
    valid(path)


# ---------------------------------------------------------------- two at once


def test_two_runs_at_once(begin: Callable[..., Project]) -> None:
    desk = desk_of(begin, ("fr",), articles=4, units=120)
    both = [desk.start("translate", "--engine", "pseudo") for _ in range(2)]
    for running in both:
        _, err = running.communicate(timeout=60)
        assert (running.returncode, "Traceback" in err) == (0, False), err
    for number in range(4):
        catalog = desk.catalog("fr", f"part-{number:02}.md")
        assert len(catalog) == 120
        assert sum(entry.msgstr == HUMAN and not entry.fuzzy for entry in catalog) == 1
        assert all(entry.msgstr.startswith("⟦") and entry.fuzzy for entry in catalog if entry.msgstr != HUMAN)
        assert all(entry.tcomment.count("l10n:") == 1 for entry in catalog if entry.msgstr != HUMAN)
        valid(desk.path("fr", f"part-{number:02}.md"))
    assert scratch(desk) == []


def test_extract_and_translate_and_compile_at_once(begin: Callable[..., Project]) -> None:
    desk = desk_of(begin, ("fr",), articles=4, units=120)
    for number in range(4):
        _append(desk, f"part-{number:02}.md", "A sentence was added.")
    commands = (("translate", "--engine", "pseudo"), ("extract",), ("compile", "--draft"), ("extract",))
    for running in [desk.start(*command) for command in commands]:
        _, err = running.communicate(timeout=60)
        assert (running.returncode, "Traceback" in err) == (0, False), err
    desk.run("extract")
    desk.run("translate", "--engine", "pseudo")
    for number in range(4):
        targets = desk.targets("fr", f"part-{number:02}.md")
        assert len(targets) == 121
        assert all(targets.values())
        assert HUMAN in targets.values()
    assert scratch(desk) == []


def test_extract_waits_for_another_that_writes_a_template(project: Project) -> None:
    found = Library.open(project.root)
    template = found.template_path("news.md")
    before = template.read_bytes()
    project.edit("news.md", "at nine", "at ten")
    with found.lock(template):
        running = project.start("extract")
        time.sleep(1.5)
        untouched = template.read_bytes() == before
    _, err = running.communicate(timeout=30)
    assert running.returncode == 0, err
    assert untouched
    assert template.read_bytes() != before
