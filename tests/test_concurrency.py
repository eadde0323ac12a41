"""Two writers of one catalog: locks for those who ask, and another look for those whose file changed under them."""

from __future__ import annotations

import multiprocessing
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.catalog import changed, parse, render
from l10n.cli import cli
from l10n.errors import StoreError
from l10n.project import Project, again, files, init, read, write
from tests.cli.command import Project as Desk
from tests.cli.command import clean, valid

ARTICLE = "# The pier\n\n" + "".join(f"Sentence number {number} of it.\n\n" for number in range(12))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A project in the current folder, with one article extracted for French."""
    made = Desk(init(tmp_path / "desk", "en", ["fr"]).root)
    made.write("pier.md", ARTICLE)
    monkeypatch.chdir(made.root)
    l10n("extract")
    return made


def l10n(*words: str) -> int:
    """The command in this process; its exit code."""
    return cli.main(words, prog_name="l10n", standalone_mode=False) or 0


# ---------------------------------------------------------------- a file that changes under a command


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, path: Path, change: Callable[[bytes], bytes], times: int = 1
) -> list[int]:
    """Somebody without a lock saves the file while the command is writing it, so many times."""
    left, fill = [times], files._fill

    def filling(handle: int, data: bytes) -> None:
        if left[0] and files._is_at(handle, files._scratch(path)):
            left[0] -= 1
            path.write_bytes(change(path.read_bytes()))
        fill(handle, data)

    monkeypatch.setattr(files, "_fill", filling)
    return left


def by_hand(data: bytes) -> bytes:
    """As an editor saves a person's translation of the last sentence, without asking anyone."""
    catalog = parse(data)
    last = changed(catalog.entries[-1], msgstr="Écrit à la main.", fuzzy=False)
    return render(replace(catalog, entries=(*catalog.entries[:-1], last)))


@pytest.mark.parametrize("times", [1, 3])
def test_extract_looks_again(desk: Desk, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    desk.edit("pier.md", "number 3 of", "number three of")
    left = meanwhile(
        monkeypatch, desk.path("fr", "pier.md"), by_hand if times == 1 else lambda d: by_hand(d) + b"\n", times
    )
    assert l10n("extract") == 0
    assert left == [0]
    found = valid(desk.path("fr", "pier.md"))
    assert found["Sentence number 11 of it."] == "Écrit à la main."
    assert "Sentence number three of it." in found


def test_translate_looks_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    left = meanwhile(monkeypatch, desk.path("fr", "pier.md"), by_hand)
    assert l10n("translate", "--engine", "pseudo") == 0
    assert left == [0]
    entry = desk.entry("fr", "pier.md", "Sentence number 11 of it.")
    assert (entry.msgstr, entry.fuzzy) == ("Écrit à la main.", False)
    assert all(valid(desk.path("fr", "pier.md")).values())


def test_a_file_that_never_rests_is_left_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.edit("pier.md", "number 3 of", "number three of")
    path = desk.path("fr", "pier.md")
    meanwhile(monkeypatch, path, lambda data: data + b"\n", 99)
    assert l10n("extract") == 1
    assert "pier.md.po: changed while l10n worked on it" in capsys.readouterr().err
    assert "number three" not in path.read_text("utf-8")


def test_again_gives_up_and_passes_other_errors_on(tmp_path: Path) -> None:
    calls: list[int] = []

    def never() -> None:
        calls.append(1)
        seen = read(tmp_path / "x")
        (tmp_path / "x").write_bytes(bytes(len(calls)))
        write(tmp_path / "x", b"new", seen)

    with pytest.raises(StoreError, match="changed while"):
        again(never)
    assert len(calls) == 5

    def broken(*_: object) -> None:
        raise StoreError("no")

    with pytest.raises(StoreError, match="no"):
        again(broken, 1)


# ---------------------------------------------------------------- a date for what was translated


def test_the_revision_date_tells_when_a_translation_changed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    path = desk.path("fr", "pier.md")
    before = desk.catalog("fr", "pier.md").metadata
    desk.edit("pier.md", "number 3 of", "number three of")
    l10n("extract")
    extracted = desk.catalog("fr", "pier.md").metadata
    assert extracted["PO-Revision-Date"] == before["PO-Revision-Date"]
    assert extracted["POT-Creation-Date"] == "2030-03-17 17:46+0000"
    l10n("translate", "--engine", "pseudo")
    assert desk.catalog("fr", "pier.md").metadata["PO-Revision-Date"] == "2030-03-17 17:46+0000"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1950000000")
    data = path.read_bytes()
    l10n("translate", "--engine", "pseudo")
    l10n("extract")
    assert path.read_bytes() == data


# ---------------------------------------------------------------- two processes, one catalog


def _editing(root: str, name: str, numbers: range, done: multiprocessing.Queue[str]) -> None:
    """Adds an entry of its own and translates one, again and again, as any of our commands does."""
    project = Project.open(Path(root))
    path = project.catalog_path("pier.md", "fr")
    for number in numbers:
        with project.lock(path, timeout=60):
            before = project.read(path)
            catalog = parse(before.data or b"")
            entries = list(catalog.entries)
            at = number % 12 + 1
            entries[at] = changed(entries[at], comments=(*entries[at].comments[-20:], f"{name} {number}"))
            entries.append(
                replace(entries[at], msgid=f"{name} {number}", msgstr=f"{number}", comments=(), raw="", line=0)
            )
            project.write(path, render(replace(catalog, entries=tuple(entries))), before)
    done.put(name)


def two_editors(desk: Desk, times: int) -> None:
    done: multiprocessing.Queue[str] = multiprocessing.get_context("spawn").Queue()
    arguments = [(str(desk.root), name, range(times), done) for name in ("anna", "bob")]
    both = [multiprocessing.get_context("spawn").Process(target=_editing, args=words) for words in arguments]
    path = desk.path("fr", "pier.md")
    for process in both:
        process.start()
    while any(process.is_alive() for process in both):
        parse(path.read_bytes(), "whoever reads meanwhile finds a whole file")
        time.sleep(0.01)
    assert [process.exitcode for process in both] == [0, 0]
    found = valid(path)
    assert {f"{name} {number}" for name in ("anna", "bob") for number in range(times)} <= found.keys()
    assert len(found) == 13 + 2 * times


def test_two_processes_edit_one_catalog(desk: Desk) -> None:
    two_editors(desk, 40)


@pytest.mark.soak
def test_two_processes_edit_one_catalog_a_thousand_times(desk: Desk) -> None:
    two_editors(desk, 1000)


# ---------------------------------------------------------------- killed while it merges


def merging(tmp_path: Path, kills: int, units: int, seed: int) -> None:
    """`merge-po` and `update-po` into one file, killed at random moments: it is the old one or the new one."""
    chance = random.Random(seed)
    header = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    header += '"MIME-Version: 1.0\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n"Last-Translator: A <a@b.org>\\n"\n'
    header += '"Project-Id-Version: d 1\\n"\n"PO-Revision-Date: 2026-01-01 10:00+0000\\n"\n"Language-Team: French\\n"\n'
    names = ("base", "ours", "theirs")
    for side in names:
        rows = (
            f'\nmsgid "Sentence {n} of the article."\nmsgstr "{n}{side[0] if n % 3 == names.index(side) else ""}"\n'
            for n in range(units)
        )
        (tmp_path / f"{side}.po").write_text(header + "".join(rows), encoding="utf-8")
    pot = header + "".join(f'\nmsgid "Sentence {n} of an article."\nmsgstr ""\n' for n in range(units))
    (tmp_path / "new.pot").write_text(pot, encoding="utf-8")
    out = tmp_path / "ours.po"
    commands = (
        ("merge-po", "base.po", "ours.po", "theirs.po", "-o", "ours.po"),
        ("update-po", "-U", "ours.po", "new.pot"),
    )
    whole = {out.read_bytes()}
    first = out.read_bytes()
    for words in commands:
        out.write_bytes(first)
        subprocess.run(
            [sys.executable, "-m", "l10n", *words], cwd=tmp_path, check=True, capture_output=True, env=clean()
        )
        whole.add(out.read_bytes())
    assert len(whole) == 3
    for number in range(kills):
        out.write_bytes(first)
        words = commands[number % 2]
        running = subprocess.Popen(
            [sys.executable, "-m", "l10n", *words], cwd=tmp_path, env=clean(), stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.05, 0.6))
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert out.read_bytes() in whole, f"seed {seed}, kill {number}"


def test_merges_killed_a_few_times(tmp_path: Path) -> None:
    merging(tmp_path, kills=6, units=1000, seed=6)


@pytest.mark.soak
def test_merges_killed_two_hundred_times(tmp_path: Path) -> None:
    merging(tmp_path, kills=200, units=3000, seed=7)
