"""`l10n update-po`: what msgmerge does, on PO files of anyone, with gettext as the judge."""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from tests.cli.command import needs, run

HEADER = """\
# French translations of the app.
msgid ""
msgstr ""
"Project-Id-Version: app 1\\n"
"Report-Msgid-Bugs-To: bugs@app.internal\\n"
"POT-Creation-Date: 2026-01-05 10:00+0000\\n"
"PO-Revision-Date: 2026-01-06 10:00+0000\\n"
"Last-Translator: Anna <anna@app.internal>\\n"
"Language-Team: French\\n"
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"X-Poedit-Basepath: .\\n"

"""
OLD = (
    HEADER
    + """\
#. counts files
#: src/a.c:12 src/b.c:3
#, c-format
msgid "Found %d file in the folder."
msgid_plural "Found %d files in the folder."
msgstr[0] "%d fichier trouvé dans le dossier."
msgstr[1] "%d fichiers trouvés dans le dossier."

# keep the verb
#: src/a.c:20
#, java-format, needs-check
msgctxt "menu"
msgid "Open the door of the house"
msgstr "Ouvrir la porte de la maison"

#: src/a.c:22
msgid ""
"A very long sentence that is wrapped in the file "
"in which it stands.\\n"
msgstr ""
"Une phrase très longue qui est pliée dans le fichier "
"où elle se trouve.\\n"

#: src/a.c:30
#, fuzzy
#| msgid "A word"
msgid "Two words"
msgstr "Un mot"

#: src/a.c:31
msgid "Goodbye to all of them"
msgstr "Au revoir à tous"

#~ msgid "Welcome back"
#~ msgstr "Bon retour"
"""
)
TEMPLATE = HEADER.replace("2026-01-05", "2026-02-05").replace("fr\\n", "\\n").replace("# French", "#, fuzzy\n# French")
NEW = (
    TEMPLATE
    + """\
#. counts files
#: src/a.c:14 src/b.c:3
#, c-format
msgid "Found %d old file in the folder."
msgid_plural "Found %d old files in the folder."
msgstr[0] ""
msgstr[1] ""

#: src/a.c:22
#, no-java-format
msgctxt "menu"
msgid "Open the door of the house"
msgstr ""

#: src/a.c:24
msgid ""
"A very long sentence that is wrapped in the file "
"in which it stands.\\n"
msgstr ""

#: src/a.c:32
msgid "Two words"
msgstr ""

#: src/a.c:40
msgid "Welcome back"
msgstr ""

#: src/a.c:44
#, c-format
msgid "%d new thing"
msgid_plural "%d new things"
msgstr[0] ""
msgstr[1] ""
"""
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.po").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.pot").write_text(NEW, encoding="utf-8")
    return tmp_path


def judged(path: Path) -> polib.POFile:
    if shutil.which("msgfmt"):
        done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, check=False)
        assert (done.returncode, done.stderr.decode()) == (0, ""), path.read_text("utf-8")
    return polib.pofile(str(path))


def update(folder: Path, *words: str) -> polib.POFile:
    run("update-po", "old.po", "new.pot", "-o", "out.po", *words, cwd=folder)
    return judged(folder / "out.po")


def test_what_becomes_of_each_entry(folder: Path) -> None:
    found = {(entry.msgctxt or "") + entry.msgid: entry for entry in update(folder)}
    edited = found["Found %d old file in the folder."]
    assert edited.msgstr_plural == {0: "%d fichier trouvé dans le dossier.", 1: "%d fichiers trouvés dans le dossier."}
    assert (edited.fuzzy, edited.previous_msgid) == (True, "Found %d file in the folder.")
    assert edited.previous_msgid_plural == "Found %d files in the folder."
    kept = found["menuOpen the door of the house"]
    assert (kept.msgstr, kept.fuzzy, kept.tcomment) == ("Ouvrir la porte de la maison", False, "keep the verb")
    assert sorted(kept.flags) == ["needs-check", "no-java-format"]
    assert (found["Two words"].fuzzy, found["Two words"].previous_msgid) == (True, "A word")
    assert (found["Welcome back"].msgstr, found["Welcome back"].fuzzy) == ("Bon retour", False)
    assert found["%d new thing"].msgstr_plural == {0: "", 1: ""}
    assert found["Goodbye to all of them"].obsolete
    assert found["Found %d old file in the folder."].comment == "counts files"


def test_the_file_around_them(folder: Path) -> None:
    out = update(folder)
    assert out.header == "French translations of the app."
    assert out.metadata["POT-Creation-Date"] == "2026-02-05 10:00+0000"
    assert out.metadata["PO-Revision-Date"] == "2026-01-06 10:00+0000"
    assert (out.metadata["Language"], out.metadata["X-Poedit-Basepath"]) == ("fr", ".")
    text = (folder / "out.po").read_text("utf-8")
    assert '"A very long sentence that is wrapped in the file "\n"in which it stands.\\n"\n' in text, (
        "wrapped as it was"
    )


def test_again_changes_nothing(folder: Path) -> None:
    update(folder)
    first = (folder / "out.po").read_bytes()
    (folder / "new.pot").write_text(NEW.replace("2026-02-05", "2026-03-05").replace("src/a.c:2", "src/a.c:9"), "utf-8")
    run("update-po", "-U", "out.po", "new.pot", cwd=folder)
    assert (folder / "out.po").read_bytes() == first, "dates and line numbers are no change"
    run("update-po", "out.po", "new.pot", "--check", "-o", "out.po", cwd=folder)
    run("update-po", "out.po", "new.pot", "--check", "--porefs", "full", cwd=folder, code=3)
    assert (folder / "out.po").read_bytes() == first


@pytest.mark.parametrize(
    ("how", "wanted"), [("full", "#: src/a.c:14 src/b.c:3\n"), ("file", "#: src/a.c src/b.c\n"), ("never", "")]
)
def test_porefs(folder: Path, how: str, wanted: str) -> None:
    update(folder, "--porefs", how)
    lines = [f"{line}\n" for line in (folder / "out.po").read_text("utf-8").split("\n") if line.startswith("#:")]
    assert (lines or [""])[0] == wanted


def test_lines_that_moved_change_nothing_but_the_edited_entry(folder: Path) -> None:
    again = OLD.replace("2026-01-05", "2026-02-05").replace("fr\\n", "\\n").replace("to all of", "to most of")
    moved = re.sub(r"(?<=\.c:)\d+", lambda found: str(int(found[0]) + 7), again)
    (folder / "new.pot").write_text(moved, encoding="utf-8")
    update(folder)
    old, new = (path.read_text("utf-8").split("\n") for path in (folder / "old.po", folder / "out.po"))
    touched = [line for line in difflib.ndiff(old, new) if line[0] in "+-"]
    assert len(touched) <= 10, touched
    assert sum("src/" in line for line in touched) <= 2


def test_check_writes_nothing(folder: Path) -> None:
    run("update-po", "old.po", "new.pot", "--check", cwd=folder, code=3)
    run("update-po", "old.po", "new.pot", "--check", "-o", "out.po", cwd=folder, code=3)
    assert sorted(path.name for path in folder.iterdir()) == ["new.pot", "old.po"]
    assert (folder / "old.po").read_text("utf-8") == OLD


def test_output_and_what_is_said(folder: Path) -> None:
    result = run("update-po", "old.po", "new.pot", cwd=folder)
    update(folder)
    assert result.out == (folder / "out.po").read_text("utf-8")
    assert run("update-po", "old.po", "new.pot", "-o", "-", "-q", cwd=folder).err == ""
    assert result.err == "4 kept, 1 edited, 1 new, 1 obsolete\n"
    assert run("update-po", "old.po", "new.pot", "-o", "out.po", cwd=folder).out == ""


def test_a_file_that_is_not_there_is_made_for_a_locale(folder: Path) -> None:
    assert "name its language" in run("update-po", "none.po", "new.pot", "-U", cwd=folder, code=2).err
    run("update-po", "none.po", "new.pot", "-U", "-l", "pl", cwd=folder)
    made = judged(folder / "none.po")
    assert (made.metadata["Language"], len(made)) == ("pl", 6)
    assert "nplurals=3" in made.metadata["Plural-Forms"]
    assert all(len(entry.msgstr_plural) == 3 for entry in made if entry.msgid_plural)


def test_a_file_without_a_header(folder: Path) -> None:
    (folder / "old.po").write_text('msgid "Two words"\nmsgstr "Deux mots"\n', encoding="utf-8")
    run("update-po", "old.po", "new.pot", "-l", "fr", "-o", "out.po", cwd=folder)
    out = judged(folder / "out.po")
    assert (out.metadata["Language"], out.find("Two words").msgstr) == ("fr", "Deux mots")


def test_other_charsets_and_line_ends(folder: Path) -> None:
    (folder / "old.po").write_bytes(OLD.replace("UTF-8", "ISO-8859-1").replace("\n", "\r\n").encode("latin-1"))
    data = (run("update-po", "old.po", "new.pot", "-o", "out.po", cwd=folder), (folder / "out.po").read_bytes())[1]
    assert data.count(b"\n") == data.count(b"\r\n")
    (folder / "out.po").write_bytes(data.replace(b"\r\n", b"\n"))
    assert judged(folder / "out.po").find("Found %d old file in the folder.").msgstr_plural[0].startswith("%d fichier")


def test_an_entry_that_stands_twice_stands_once(folder: Path) -> None:
    again = (
        '\n#: src/z.c:1\nmsgid "Two words"\nmsgstr "Deux paroles"\n\n#~ msgid "Two words"\n#~ msgstr "Deux termes"\n'
    )
    (folder / "old.po").write_text(OLD + again, encoding="utf-8")
    out = update(folder)
    (entry,) = (entry for entry in out if entry.msgid == "Two words")
    said = entry.msgstr + entry.tcomment
    assert all(text in said for text in ("Un mot", "Deux paroles", "Deux termes"))


def test_line_ends_at_the_ends_of_a_text(folder: Path) -> None:
    """A change that keeps the approval must not leave a text that msgfmt refuses."""
    (folder / "new.pot").write_text(NEW.replace("stands.\\n", "stands."), encoding="utf-8")
    long = next(entry for entry in update(folder) if entry.msgid.startswith("A very long"))
    assert long.msgstr.endswith("trouve." if not long.fuzzy else "trouve.\n")


@pytest.mark.parametrize("broken", ["old.po", "new.pot"])
def test_broken_files_are_named_with_the_line(folder: Path, broken: str) -> None:
    path = folder / broken
    path.write_text(path.read_text("utf-8") + '\nmsgid "open\n', encoding="utf-8")
    line = len(path.read_text("utf-8").split("\n")) - 1
    err = run("update-po", "old.po", "new.pot", "-o", "out.po", cwd=folder, code=1).err
    assert f"{broken}:{line}: " in err
    assert not (folder / "out.po").exists()


def test_usage(folder: Path) -> None:
    run("update-po", "old.po", "new.pot", "-U", "-o", "out.po", cwd=folder, code=2)
    run("update-po", "old.po", "none.pot", cwd=folder, code=2)
    run("update-po", "old.po", "new.pot", "--porefs", "some", cwd=folder, code=2)


@needs("msgmerge")
def test_agrees_with_msgmerge_on_what_did_not_change(folder: Path) -> None:
    mine = {(entry.msgctxt, entry.msgid): entry for entry in update(folder, "--porefs", "full")}
    command = ["msgmerge", "-q", "-N", "old.po", "new.pot", "-o", "theirs.po"]
    subprocess.run(command, cwd=folder, check=True)
    for theirs in polib.pofile(str(folder / "theirs.po")):
        if theirs.msgstr and not theirs.obsolete:
            entry = mine[theirs.msgctxt, theirs.msgid]
            assert (entry.msgstr, entry.fuzzy, entry.occurrences) == (theirs.msgstr, theirs.fuzzy, theirs.occurrences)
