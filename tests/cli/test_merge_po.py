"""`l10n merge-po`: the command around the three-way merge."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import run, valid
from tests.cli.test_update_po import HEADER

BODY = '#: a.md\nmsgid "The pier opens."\nmsgstr "{}"\n\n#: a.md\nmsgid "It rains."\nmsgstr "{}"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, words in {
        "base": ("La jetée ouvre.", "Il pleut."),
        "ours": ("Le môle ouvre.", "Il pleut."),
        "theirs": ("La jetée ouvre.", "Averse."),
        "other": ("La digue ouvre.", "Il pleut."),
    }.items():
        (tmp_path / f"{name}.po").write_text(HEADER + BODY.format(*words), encoding="utf-8")
    return tmp_path


def merge(folder: Path, *words: str, code: int = 0) -> str:
    return run("merge-po", *words, cwd=folder, code=code).err


def test_into_a_file_or_to_standard_output(folder: Path) -> None:
    err = merge(folder, "base.po", "ours.po", "theirs.po", "-o", "out.po")
    assert err == ""
    found = valid(folder / "out.po")
    assert (found["The pier opens."], found["It rains."]) == ("Le môle ouvre.", "Averse.")
    out = run("merge-po", "base.po", "ours.po", "theirs.po", cwd=folder).out
    assert out == (folder / "out.po").read_text("utf-8")
    merge(folder, "base.po", "ours.po", "theirs.po", "-o", "ours.po")
    assert (folder / "ours.po").read_text("utf-8") == out


def test_what_is_left_to_a_person_is_said(folder: Path) -> None:
    err = merge(folder, "base.po", "ours.po", "other.po", "-o", "out.po", "--path", "locales/fr/news.po")
    assert err.startswith("warning: locales/fr/news.po: two translations of 'The pier opens.'")
    text = (folder / "out.po").read_text("utf-8")
    assert "# ours: Le môle ouvre.\n# theirs: La digue ouvre.\n#: a.md\n#, fuzzy\n" in text
    valid(folder / "out.po")


def test_an_empty_base(folder: Path) -> None:
    (folder / "base.po").write_bytes(b"")
    assert "two translations" in merge(folder, "base.po", "ours.po", "other.po", "-o", "out.po")
    valid(folder / "out.po")


def test_errors_leave_the_output_alone(folder: Path) -> None:
    (folder / "theirs.po").write_text(HEADER + 'msgid "open\n', encoding="utf-8")
    before = (folder / "ours.po").read_bytes()
    assert "theirs.po:17: " in merge(folder, "base.po", "ours.po", "theirs.po", "-o", "ours.po", code=1)
    words = ("base.po", "ours.po", "theirs.po", "-o", "ours.po", "--path", "fr.po")
    assert "fr.po (theirs):17: " in merge(folder, *words, code=1)
    assert "none.po" in merge(folder, "base.po", "ours.po", "none.po", "-o", "ours.po", code=2)
    assert (folder / "ours.po").read_bytes() == before
