"""Origin and status survive the tools that people use on PO files, and those tools agree with what we write."""

from __future__ import annotations

import csv
import importlib.util
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n.catalog import Catalog, approve, changed, hash8, new_header, origins, parse, render, status, with_origin
from l10n.merge import merge
from l10n.merge.threeway import threeway
from l10n.merge.update import update
from l10n.model import Entry, Origin, Status

HEADER = new_header("fr", project="desk 2", created=datetime(2024, 5, 3, 8, 30, tzinfo=UTC))


def made(msgid: str, msgstr: str, msgctxt: str | None = None, name: str = "neural+por-cat+cat-fra/1") -> Entry:
    """A machine's text as `translate` leaves it."""
    entry = Entry(msgid, msgstr, msgctxt, fuzzy=True, references=("news/pier.txt",), extracted=("type: paragraph",))
    return with_origin(entry, Origin("mt", name, hash8(msgctxt, msgid), hash8(msgctxt, msgstr)))


LONG = "The council, which had met behind closed doors since the early morning, said “nothing” about the "
LONG += "<a1>lighthouse</a1> and its \\keeper\\ – see https://news.example/a-very-long-path/to/the/article?x=1&y=2."
FACT = merge(
    [Entry("It cost 3 euros.", "Cela a coûté 3 euros.")], [Entry("It cost 4 euros.", references=("news/pier.txt",))]
)
ENTRIES = (
    Entry("Nobody came.", references=("news/pier.txt",)),
    made("The pier opens.", "La jetée ouvre."),
    replace(made("It rains.", "Il pleut."), msgstr="Il pleut encore."),
    approve(made("It snows.", "Il neige.")),
    replace(approve(made("The sun sets.", "Le soleil se couche.")), msgstr="Le soleil descend."),
    made("Pier", "Jetée", "heading", name="un moteur très long/2026-11-24+avec+des+étapes/et+d’autres"),
    Entry(LONG, LONG.replace("nothing", "rien"), comments=("checked with Anna", ""), references=("news/pier.txt",)),
    Entry('He said: "No."\nAnd left.\n', 'Il dit\u00a0: «\u00a0Non.\u00a0»\nEt partit.\n', "cell", fuzzy=True),
    Entry("odd\u2028line\tbreak", "drôle\u2028de\tligne"),
    *FACT,
    replace(FACT[0], msgid="It cost 5 euros.", msgctxt="cell", fuzzy=False, comments=(), previous_msgid=None),
    replace(made("Gone is the boat.", "Le bateau est parti."), obsolete=True, references=(), extracted=()),
)  # fmt: skip
CATALOG = Catalog(HEADER, entries=ENTRIES)


def facts(catalog: Catalog) -> dict[tuple[str | None, str], tuple[Status, tuple[Origin, ...], str, bool]]:
    """What must survive."""
    return {
        (entry.msgctxt, entry.msgid): (status(entry), origins(entry), entry.msgstr, entry.obsolete)
        for entry in catalog.entries
    }


def run(command: list[str], folder: Path) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def files(folder: Path) -> None:
    (folder / "fr.po").write_bytes(render(CATALOG))
    sources = tuple(
        Entry(entry.msgid, msgctxt=entry.msgctxt, references=entry.references, extracted=entry.extracted)
        for entry in ENTRIES
        if not entry.obsolete
    )
    header = new_header(None, project="desk 2", created=datetime(2025, 1, 1, tzinfo=UTC))
    (folder / "new.pot").write_bytes(render(Catalog(header, entries=sources)))


def test_the_sample_has_every_status() -> None:
    assert {found[0] for found in facts(CATALOG).values()} == set(Status)


GETTEXT = {
    "msgmerge": ["msgmerge", "-q", "fr.po", "new.pot", "-o", "out.po"],
    "msgmerge --previous": ["msgmerge", "-q", "--previous", "fr.po", "new.pot", "-o", "out.po"],
    "msgmerge -N": ["msgmerge", "-q", "-N", "fr.po", "new.pot", "-o", "out.po"],
    "msgcat": ["msgcat", "fr.po", "-o", "out.po"],
    "msgcat --use-first": ["msgcat", "--use-first", "fr.po", "fr.po", "-o", "out.po"],
    "msgattrib": ["msgattrib", "fr.po", "-o", "out.po"],
    "msgattrib --width": ["msgattrib", "-w", "40", "-s", "fr.po", "-o", "out.po"],
    "msguniq": ["msguniq", "fr.po", "-o", "out.po"],
    "msgconv": ["msgconv", "-t", "UTF-8", "--color=no", "fr.po", "-o", "out.po"],
    "msgfilter": ["msgfilter", "--keep-header", "-i", "fr.po", "-o", "out.po", "cat"],
}


@pytest.mark.parametrize("command", GETTEXT.values(), ids=GETTEXT.keys())
def test_gettext(command: list[str], tmp_path: Path) -> None:
    files(tmp_path)
    run(command, tmp_path)
    assert facts(parse((tmp_path / "out.po").read_bytes())) == facts(CATALOG)


POLIB = "import polib; file = polib.pofile('fr.po'); file.save('out.po')"
TOOLKIT = """
from translate.storage.pypo import pofile
with open("fr.po", "rb") as source, open("out.po", "wb") as target:
    pofile(source).serialize(target)
"""
BABEL = """
from babel.messages.pofile import read_po, write_po
with open("fr.po", "rb") as source, open("out.po", "wb") as target:
    write_po(target, read_po(source, locale="fr"), include_previous=True, ignore_obsolete=True)
"""
LIBRARIES = {"polib": POLIB, "translate": TOOLKIT, "babel": BABEL}


@pytest.mark.parametrize("module", LIBRARIES)
def test_libraries(module: str, tmp_path: Path) -> None:
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed")
    files(tmp_path)
    run([sys.executable, "-c", LIBRARIES[module]], tmp_path)
    found = facts(parse((tmp_path / "out.po").read_bytes()))
    kept = {key: fact for key, fact in facts(CATALOG).items() if module != "babel" or not fact[-1]}
    assert found == kept


def test_our_own_updates_and_merges(tmp_path: Path) -> None:
    files(tmp_path)
    found, template = (parse((tmp_path / name).read_bytes()) for name in ("fr.po", "new.pot"))
    assert facts(parse(render(update(found, template, "en", "fr")))) == facts(CATALOG)
    seen = replace(found, entries=tuple(changed(entry, comments=(*entry.comments, "seen")) for entry in found.entries))
    moved = tuple(changed(entry, references=("moved.txt",)) for entry in found.entries)
    assert facts(parse(render(threeway(found, seen, replace(found, entries=moved)).catalog))) == facts(CATALOG)


def python_tool(name: str) -> str:
    """A command of the environment in which the tests run, whether or not it is on the path."""
    return str(Path(sys.executable).with_name(name))


PYTHON_TOOLS = {
    "pot2po": ["pot2po", "--progress=none", "-t", "fr.po", "new.pot", "out.po"],
    "pot2po --nofuzzymatching": ["pot2po", "--progress=none", "--nofuzzymatching", "-t", "fr.po", "new.pot", "out.po"],
    "pomerge": ["pomerge", "--progress=none", "-t", "fr.po", "fr.po", "out.po"],
    "pybabel update": ["pybabel", "update", "-i", "new.pot", "-o", "out.po", "-l", "fr", "--no-wrap"],
}


@pytest.mark.parametrize("command", PYTHON_TOOLS.values(), ids=PYTHON_TOOLS.keys())
def test_commands_in_python(command: list[str], tmp_path: Path) -> None:
    files(tmp_path)
    shutil.copy(tmp_path / "fr.po", tmp_path / "out.po")
    run([python_tool(command[0]), *command[1:]], tmp_path)
    found = facts(parse((tmp_path / "out.po").read_bytes()))
    assert {key: fact for key, fact in found.items() if not fact[-1]} == {
        key: fact for key, fact in facts(CATALOG).items() if not fact[-1]
    }


def test_pocount_reads_it(tmp_path: Path) -> None:
    files(tmp_path)
    command = [python_tool("pocount"), "--csv", "fr.po"]
    if shutil.which(command[0]) is None:
        pytest.skip("pocount is not installed")
    out = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    (row,) = csv.DictReader(out.strip().split("\n"))
    live = [entry for entry in ENTRIES if not entry.obsolete]
    approved = sum(bool(entry.msgstr) and not entry.fuzzy for entry in live)
    fuzzy = sum(bool(entry.msgstr) and entry.fuzzy for entry in live)
    assert (row["Total Message"], row["Translated Messages"], row["Fuzzy Messages"]) == (
        str(len(live)),
        str(approved),
        str(fuzzy),
    )


def test_a_poedit_like_save_keeps_statuses(tmp_path: Path) -> None:
    """Editors drop `#.` and custom flags, rewrap, and add their headers."""
    files(tmp_path)
    stripped = [replace(entry, extracted=(), flags=(), raw="") for entry in ENTRIES]
    (tmp_path / "fr.po").write_bytes(
        render(replace(CATALOG, entries=tuple(stripped)).with_field("X-Generator", "Poedit 3"))
    )
    run(["msgcat", "-w", "76", "fr.po", "-o", "out.po"], tmp_path)
    assert facts(parse((tmp_path / "out.po").read_bytes())) == facts(CATALOG)


def test_what_we_write_is_what_msgcat_writes(tmp_path: Path) -> None:
    files(tmp_path)
    run(["msgcat", "--no-wrap", "fr.po", "-o", "out.po"], tmp_path)
    assert (tmp_path / "out.po").read_text("utf-8") == (tmp_path / "fr.po").read_text("utf-8")


def test_msgmerge_copies_a_line_onto_a_similar_sentence_where_it_is_void(tmp_path: Path) -> None:
    old = made("The old pier in the north harbour opens on Monday.", "La jetée ouvre lundi.")
    new = Entry("The old pier in the north harbour opens on Tuesday.")
    (tmp_path / "fr.po").write_bytes(render(Catalog(HEADER, entries=(old,))))
    (tmp_path / "new.pot").write_bytes(render(Catalog(HEADER, entries=(new,))))
    run(["msgmerge", "-q", "fr.po", "new.pot", "-o", "out.po"], tmp_path)
    (entry,) = parse((tmp_path / "out.po").read_bytes()).entries
    assert (entry.msgstr, origins(entry), status(entry)) == ("La jetée ouvre lundi.", (), Status.DRAFT)


def test_the_line_that_msgmerge_left_behind_is_made_to_hold(tmp_path: Path) -> None:
    old = approve(made("The old pier in the north harbour opens on Monday.", "La jetée ouvre lundi."))
    new = Entry("The old pier in the north harbour opens on Tuesday.")
    (tmp_path / "fr.po").write_bytes(render(Catalog(HEADER, entries=(old,))))
    (tmp_path / "new.pot").write_bytes(render(Catalog(HEADER, entries=(new,))))
    run(["msgmerge", "-q", "--previous", "fr.po", "new.pot", "-o", "out.po"], tmp_path)
    (entry,) = merge(parse((tmp_path / "out.po").read_bytes()).entries, [new])
    assert status(entry) is Status.STALE
    assert status(approve(entry)) is Status.APPROVED, "and not human"
