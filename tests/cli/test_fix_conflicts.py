"""`l10n fix-conflicts`: files in which git left markers, of every style and shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.catalog import Catalog, parse
from l10n.errors import InputError
from l10n.merge.conflicts import resolve
from tests.cli.command import run, valid
from tests.cli.test_update_po import HEADER

ENTRY = '#: a.md\nmsgid "{}"\nmsgstr "{}"\n'


def file(*rows: str) -> bytes:
    return (HEADER + "\n".join(rows)).encode()


def conflict(ours: str, theirs: str, base: str | None = None) -> str:
    middle = "" if base is None else f"||||||| 1f0c9a3\n{base}"
    return f"<<<<<<< HEAD\n{ours}{middle}=======\n{theirs}>>>>>>> feature/x\n"


def texts(data: bytes) -> dict[str, str]:
    merged = resolve(data)
    assert merged is not None
    return said(merged.catalog)


def said(catalog: Catalog) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in catalog.entries if not entry.obsolete}


OTHER = ENTRY.format("It rains.", "Il pleut.")


def test_a_conflict_within_an_entry() -> None:
    row = '#: a.md\nmsgid "The pier."\n' + conflict('msgstr "Le môle."\n', 'msgstr "La digue."\n')
    merged = resolve(file(row, OTHER))
    assert merged is not None
    entry = merged.catalog.entries[0]
    assert (entry.msgstr, entry.fuzzy) == ("Le môle.", True)
    assert entry.comments == ("ours: Le môle.", "theirs: La digue.")
    assert len(merged.undecided) == 1


def test_a_base_tells_who_changed_the_text() -> None:
    both = 'msgstr "Le môle."\n', 'msgstr "La jetée."\n'
    row = '#: a.md\nmsgid "The pier."\n' + conflict(*both, base='msgstr "La jetée."\n')
    assert texts(file(row)) == {"The pier.": "Le môle."}
    row = '#: a.md\nmsgid "The pier."\n' + conflict(*reversed(both), base='msgstr "La jetée."\n')
    assert texts(file(row)) == {"The pier.": "Le môle."}


def test_new_entries_of_both_sides() -> None:
    row = conflict(ENTRY.format("A", "a") + "\n", ENTRY.format("B", "b") + "\n")
    assert texts(file(OTHER, row)) == {"It rains.": "Il pleut.", "A": "a", "B": "b"}


def test_an_entry_that_both_sides_added_in_different_places() -> None:
    """git merges lines: the same entry may stand inside a conflict and outside of it."""
    row = conflict(ENTRY.format("A", "a") + "\n", ENTRY.format("It rains.", "Averse.") + "\n")
    merged = resolve(file(OTHER, row))
    assert merged is not None
    assert [entry.msgid for entry in merged.catalog.entries] == ["It rains.", "A"]
    assert "Averse." in str(merged.catalog.entries[0])


def test_dates_and_references() -> None:
    text = file(conflict("#: a.md:1\n", "#: a.md:7\n") + 'msgid "A"\nmsgstr "a"\n').decode()
    dates = ('"PO-Revision-Date: 2026-02-01 10:00+0000\\n"\n', '"PO-Revision-Date: 2026-03-01 10:00+0000\\n"\n')
    text = text.replace('"PO-Revision-Date: 2026-01-06 10:00+0000\\n"\n', conflict(*dates))
    merged = resolve(text.encode())
    assert merged is not None
    assert merged.catalog.get("PO-Revision-Date") == "2026-03-01 10:00+0000"
    assert (merged.catalog.entries[0].references, merged.undecided) == (("a.md:1",), ())


def test_carriage_returns() -> None:
    row = '#: a.md\nmsgid "The pier."\n' + conflict('msgstr "Le môle."\n', 'msgstr ""\n')
    assert texts(file(row).replace(b"\n", b"\r\n")) == {"The pier.": "Le môle."}


def test_a_base_that_makes_no_file_is_done_without() -> None:
    """zdiff3 takes lines that both sides changed alike out of the conflict, and leaves the base's inside."""
    row = '#: a.md\nmsgid "A"\nmsgstr "both"\n' + conflict("# ours\n", "# theirs\n", base='msgstr "old"\n') + OTHER
    merged = resolve(file(row))
    assert merged is not None
    assert said(merged.catalog) == {"A": "both", "It rains.": "Il pleut."}
    assert merged.catalog.entries[1].comments == ("ours", "theirs")


def test_a_file_without_conflicts() -> None:
    assert resolve(file(OTHER)) is None
    assert resolve(file('# =======\nmsgid "======="\nmsgstr "<<<<<<< x"\n')) is None


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<<<<<<< a\n<<<<<<< b\n", 18, "<<<<<<< is out of place"),
        ("=======\n", 17, "======= is out of place"),
        ("<<<<<<< a\n=======\n=======\n", 19, "out of place"),
        ("<<<<<<< a\n>>>>>>> b\n", 18, "out of place"),
        ("\n<<<<<<< a\n=======\n", 18, "does not end"),
        (conflict('msgid "open\n', OTHER), 18, "does not end, or with an unescaped quote"),
        (conflict(OTHER, "\n" + 'msgid "open\n'), 23, "unescaped quote"),
    ],
)
def test_what_cannot_be_resolved_is_named_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        resolve(file(text), file="fr.po")
    assert (caught.value.file, caught.value.line) == ("fr.po", line)


def test_the_command(tmp_path: Path) -> None:
    row = '#: a.md\nmsgid "The pier."\n' + conflict('msgstr "Le môle."\n', 'msgstr "La digue."\n')
    path = tmp_path / "fr.po"
    path.write_bytes(file(row, OTHER))
    err = run("merge-po", "fr.po", "fr.po", "fr.po", cwd=tmp_path, code=1).err
    assert "markers on lines 19, 21, 23: run l10n fix-conflicts fr.po" in err
    run("fix-conflicts", "fr.po", "--check", cwd=tmp_path, code=3)
    out = run("fix-conflicts", "fr.po", "-o", "-", cwd=tmp_path).out
    assert path.read_bytes() == file(row, OTHER)
    run("fix-conflicts", "fr.po", "-o", "out.po", cwd=tmp_path)
    assert "two translations of 'The pier.'" in run("fix-conflicts", "fr.po", cwd=tmp_path).err
    assert path.read_text("utf-8") == out == (tmp_path / "out.po").read_text("utf-8")
    valid(path)
    assert "no conflicts" in run("fix-conflicts", "fr.po", "--check", cwd=tmp_path).err
    assert parse(path.read_bytes()).entries[0].fuzzy
    run("fix-conflicts", "none.po", cwd=tmp_path, code=2)
