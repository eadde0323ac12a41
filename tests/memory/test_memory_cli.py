"""`l10n memory`, `l10n analyze`, and what `l10n translate` takes from the memory."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.command import Project, origin, valid
from tests.cli.news import HARBOUR, NINE
from tests.memory.conftest import emptied

BAC = "Le bac part à neuf heures."
FR = ("-l", "fr")


@pytest.fixture
def learnt(project: Project) -> Project:
    """With one sentence approved in one of its two articles."""
    project.review("fr", "coast/harbour.txt", {NINE: BAC})
    return project


def lookup(project: Project, *words: str) -> list[dict[str, object]]:
    out = project.run("memory", "lookup", *FR, "--format", "json", *words).out
    return [json.loads(line) for line in out.splitlines()]


# ---------------------------------------------------------------- translate


def test_a_copy_of_an_article_is_approved_where_its_neighbours_are(learnt: Project) -> None:
    learnt.approve("fr", "coast/harbour.txt", lambda text: f"« {text} »")
    learnt.write("copy.txt", HARBOUR)
    learnt.run("translate", "--engine", "pseudo", *FR, "copy.txt")
    entry = learnt.entry("fr", "copy.txt", NINE)
    assert (entry.msgstr, entry.fuzzy, origin(entry)) == (f"« {NINE} »", False, "tm=coast/harbour.txt")
    assert "in-context" in entry.tcomment
    valid(learnt.path("fr", "copy.txt"))
    # what a person takes out comes back for review only
    learnt.review("fr", "copy.txt", {NINE: ""})
    learnt.run("translate", "--engine", "pseudo", *FR, "copy.txt")
    assert learnt.entry("fr", "copy.txt", NINE).fuzzy


@pytest.mark.parametrize(("approve", "fuzzy"), [("never", True), ("exact", False)])
def test_what_needs_no_review_can_be_chosen(learnt: Project, approve: str, fuzzy: bool) -> None:
    learnt.run("translate", "--engine", "pseudo", "--approve", approve, *FR, "news.md")
    entry = learnt.entry("fr", "news.md", NINE)
    assert (entry.msgstr, entry.fuzzy) == (BAC, fuzzy)


def test_a_memory_that_cannot_be_used_stops_nothing(learnt: Project) -> None:
    (learnt.root / ".l10n").mkdir(exist_ok=True)
    (learnt.root / ".l10n" / "memory.sqlite").write_bytes(b"no database" * 100)
    result = learnt.run("translate", "--engine", "pseudo", *FR, "news.md")
    assert "memory rebuild" in result.err
    assert learnt.entry("fr", "news.md", NINE).msgstr == BAC
    assert "1 translations" in learnt.run("memory", "rebuild").out
    assert "warning" not in learnt.run("translate", "--engine", "pseudo", *FR, "news.md").err


# ---------------------------------------------------------------- lookup and stats


def test_looks_up_what_is_alike(learnt: Project) -> None:
    (match,) = lookup(learnt, "The ferry leaves at ten.")
    assert match | {"score": 0} == {
        "text": "The ferry leaves at ten.", "locale": "fr", "score": 0, "level": "fuzzy", "target": BAC, "source": NINE,
        "article": "coast/harbour.txt", "status": "human", "author": match["author"],
    }  # fmt: skip
    assert match["score"] == pytest.approx(100 * (1 - 3 / 25), abs=0.1)
    assert lookup(learnt, "--least", "90", "The ferry leaves at ten.") == []
    assert BAC in learnt.run("memory", "lookup", *FR, NINE).out


def test_what_is_taken_back_is_forgotten(learnt: Project) -> None:
    assert lookup(learnt, NINE)
    learnt.review("fr", "coast/harbour.txt", {NINE: BAC}, fuzzy=True)
    assert lookup(learnt, NINE) == []


def test_counts_what_there_is(learnt: Project) -> None:
    (row,) = json.loads(learnt.run("memory", "stats", "--format", "json").out)["memory"]
    assert row == {"source": "en", "locale": "fr", "units": {"human": 1}, "sources": 1, "articles": 1}
    assert "1 human" in learnt.run("memory", "stats").out


# ---------------------------------------------------------------- import and export


@pytest.mark.parametrize("name", ["m.tmx", "m.csv", "m.po"])
def test_what_is_exported_can_be_imported_elsewhere(learnt: Project, tmp_path: Path, name: str) -> None:
    file = str(tmp_path / name)
    learnt.run("memory", "export", file, *FR)
    learnt.review("fr", "coast/harbour.txt", {NINE: ""})
    learnt.run("memory", "rebuild")
    assert lookup(learnt, NINE) == []
    assert "1 translations learnt" in learnt.run("memory", "import", file, *FR).out
    assert [match["target"] for match in lookup(learnt, NINE)] == [BAC]
    assert "1 of them imported" in learnt.run("memory", "rebuild").out
    assert len(lookup(learnt, NINE)) == 1
    assert "1 translations dropped" in learnt.run("memory", "prune", str(lookup(learnt, NINE)[0]["article"])).out
    assert lookup(learnt, NINE) == []


def test_a_folder_of_catalogs_is_learnt_but_for_what_is_not_approved(learnt: Project, tmp_path: Path) -> None:
    learnt.review("fr", "coast/harbour.txt", {"The harbour opened on Monday.": "Le port a ouvert."}, fuzzy=True)
    folder = learnt.root / "locales"
    other = Project(tmp_path / "other")
    other.root.mkdir()
    other.run("init", "-l", "fr")
    assert "1 translations learnt" in other.run("memory", "import", str(folder)).out
    assert [match["target"] for match in lookup(other, NINE)] == [BAC]


def test_files_that_are_none_are_told(learnt: Project, tmp_path: Path) -> None:
    for name, code in (("a.tmx", 1), ("a.csv", 1), ("a.xls", 2)):
        path = tmp_path / name
        path.write_bytes(b"<html/>")
        result = learnt.run("memory", "import", str(path), *FR, code=code)
        assert name in result.err
    assert "--locale" in learnt.run("memory", "import", str(tmp_path / "a.csv"), code=2).err
    learnt.run("memory", "export", str(tmp_path / "m.csv"), code=2)
    learnt.run("memory", "export", str(tmp_path / "m.txt"), *FR, code=2)
    assert not (tmp_path / "m.csv").exists()


def test_what_vanished_catalogs_gave_is_pruned(learnt: Project) -> None:
    assert lookup(learnt, NINE)
    learnt.path("fr", "coast/harbour.txt").unlink()
    assert "1 translations dropped" in learnt.run("memory", "prune").out
    with sqlite3.connect(learnt.root / ".l10n" / "memory.sqlite") as db:
        assert db.execute("SELECT count(*) FROM source").fetchone()[0] == 0


# ---------------------------------------------------------------- analyze


def test_analyze_counts_by_likeness(learnt: Project) -> None:
    learnt.edit("news.md", "at nine", "at ten")
    learnt.write("late.txt", HARBOUR)
    rows = json.loads(learnt.run("analyze", "--format", "json", "--price", "deep:deepl=20").out)["locales"]
    french = next(row for row in rows if row["locale"] == "fr")
    spanish = next(row for row in rows if row["locale"] == "es")
    assert french["bands"]["85–94"] == {"units": 1, "words": 5, "characters": 24}
    assert french["bands"]["101"]["units"] == 2
    assert french["total"] == spanish["total"]
    assert spanish["bands"]["repetitions"]["units"] == 4
    assert spanish["bands"]["101"]["units"] == 0
    known = sum(row["characters"] for name, row in french["bands"].items() if name in ("101", "100", "repetitions"))
    assert french["costs"] == {
        "deep:deepl": pytest.approx(20 * (french["total"]["characters"] - known) / 1e6, abs=1e-4)
    }
    table = list(csv.DictReader(io.StringIO(learnt.run("analyze", "--format", "csv", *FR).out)))
    assert [row["band"] for row in table] == list(french["bands"])
    assert sum(int(row["words"]) for row in table) == french["total"]["words"]
    learnt.configure('default = ["auto"]', 'default = ["deepl"]')
    text = learnt.run("analyze", *FR, "--price", "x=10").out
    assert "deepl: 0.0" in text
    assert "repetitions" in text
    assert "x: 0.00" in text


@pytest.mark.parametrize("words", [("--price", "20"), ("--price", "x=y"), ("--format", "xml")])
def test_analyze_refuses_what_makes_no_sense(learnt: Project, words: tuple[str, ...]) -> None:
    learnt.run("analyze", *words, code=2)


# ---------------------------------------------------------------- a team's memory


def test_two_projects_share_a_server(learnt: Project, tmp_path: Path, address: str) -> None:
    shared = {"L10N_MEMORY": emptied(address)}
    learnt.run("memory", "stats", variables=shared)
    other = Project(tmp_path / "other")
    other.root.mkdir()
    other.run("init", "-l", "fr")
    other.write("a.txt", f"{NINE}\n")
    found = other.run("memory", "lookup", *FR, "--format", "json", NINE, variables=shared).out
    assert json.loads(found) | {"target": BAC, "score": 98.0, "level": "exact"} == json.loads(found)
    other.run("translate", "--engine", "pseudo", variables=shared)
    assert (other.entry("fr", "a.txt", NINE).msgstr, other.entry("fr", "a.txt", NINE).fuzzy) == (BAC, True)
    learnt.run("memory", "rebuild", variables=shared)
    assert "1 human" in learnt.run("memory", "stats", variables=shared).out
    learnt.path("fr", "coast/harbour.txt").unlink()
    assert "1 translations dropped" in learnt.run("memory", "prune", variables=shared).out
    assert not (other.root / ".l10n" / "memory.sqlite").exists()


def test_a_server_that_is_away_stops_nothing(learnt: Project) -> None:
    pytest.importorskip("psycopg")
    away = {"L10N_MEMORY": "postgresql://u:secret@127.0.0.1:1/x"}
    result = learnt.run("translate", "--engine", "pseudo", *FR, "news.md", variables=away)
    assert "warning" in result.err
    assert "secret" not in result.err
    assert learnt.entry("fr", "news.md", NINE).msgstr == BAC
    assert "secret" not in learnt.run("memory", "import", str(learnt.root / "locales"), variables=away, code=1).err
