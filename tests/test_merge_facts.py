"""A changed fact: told to the reviewer, never waved through, taken back with its edit, whoever rewrites the file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest

from l10n.catalog import Catalog, approve, new_header, origins, parse, render, status
from l10n.merge import merge
from l10n.model import Entry, Origin, Status

OLD = "Three boats sank on Monday."
NEW = "Four boats sank on Friday."
TEXT = "Trois bateaux ont coulé lundi."
HEADER = new_header("fr", project="desk 2", created=datetime(2026, 5, 3, tzinfo=UTC))


def entry(text: str, target: str = "") -> Entry:
    return Entry(text, target, references=("a.txt",))


def edited() -> Entry:
    (found,) = merge([entry(OLD, TEXT)], [entry(NEW)])
    return found


def through_polib(data: bytes, tmp_path: Path) -> bytes:
    path = tmp_path / "a.po"
    path.write_bytes(data)
    polib.pofile(str(path)).save(str(path))
    return path.read_bytes()


def through_msgcat(data: bytes, tmp_path: Path) -> bytes:
    return subprocess.run(["msgcat", "-"], input=data, capture_output=True, check=True).stdout


def unchanged(data: bytes, tmp_path: Path) -> bytes:
    return data


TOOLS = pytest.mark.parametrize("tool", [unchanged, through_polib, through_msgcat])
Tool = Callable[[bytes, Path], bytes]


def saved(found: Entry, tool: Tool, tmp_path: Path) -> Entry:
    if tool is through_msgcat and not shutil.which("msgcat"):
        pytest.skip("gettext is not here")
    (read,) = parse(tool(render(Catalog(HEADER, (), (found,))), tmp_path)).entries
    return read


def test_the_reviewer_reads_which_facts_changed() -> None:
    comments = edited().comments
    assert comments[0].startswith("l10n: edit=factual ")
    assert comments[1:] == ("l10n: fact Three → Four; Monday → Friday",)


def test_many_facts_take_several_short_lines() -> None:
    names = "Anna Bell, Carl Dorn, Emma Falk, Gina Holt, Ivan Jung, Karl Lund and Mary Nash"
    (far,) = merge(
        [entry(f"They met {names}.", "x")], [entry(f"They met {names.replace('Anna', 'Olga')} and Paul Rust.")]
    )
    assert all(len(f"# {line}") <= 72 for line in far.comments)
    assert far.comments[1] == "l10n: fact Anna → Olga; + Paul; + Rust"


@TOOLS
def test_clearing_the_flag_alone_does_not_publish_it(tool: Tool, tmp_path: Path) -> None:
    waved = replace(saved(edited(), tool, tmp_path), fuzzy=False, previous_msgid=None)
    assert status(waved) is Status.STALE
    assert status(approve(waved)) is Status.STALE
    assert merge([waved], [entry(NEW)])[0] == waved
    (again,) = merge([waved], [entry(NEW.replace("sank", "were lost"))])
    assert status(again) is Status.STALE
    assert "l10n: fact Three → Four; Monday → Friday" in again.comments


@TOOLS
def test_a_new_text_or_a_confirmation_publishes_it(tool: Tool, tmp_path: Path) -> None:
    found = saved(edited(), tool, tmp_path)
    mended = replace(found, fuzzy=False, previous_msgid=None, msgstr="Quatre bateaux ont coulé vendredi.")
    assert status(mended) is Status.HUMAN
    assert approve(mended).comments == ()
    confirmed = approve(found, confirmed=True)
    assert status(confirmed) is Status.HUMAN
    assert confirmed.comments[0].endswith(" confirmed")
    assert status(saved(confirmed, tool, tmp_path)) is Status.HUMAN


@TOOLS
def test_an_edit_taken_back_gives_the_approval_back(tool: Tool, tmp_path: Path) -> None:
    assert merge([saved(edited(), tool, tmp_path)], [entry(OLD)]) == [entry(OLD, TEXT)]


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="gettext is not here")
@pytest.mark.parametrize("approved", [True, False])
def test_msgmerge_takes_an_edit_back_and_we_see_it(tmp_path: Path, approved: bool) -> None:
    (found,) = merge([replace(entry(OLD, TEXT), fuzzy=not approved)], [entry(NEW)])
    for name, entries in (("old.po", [found]), ("new.pot", [entry(OLD)])):
        (tmp_path / name).write_bytes(render(Catalog(HEADER, (), tuple(entries))))
    command = ["msgmerge", "-q", "--previous", "-o", "-", "old.po", "new.pot"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout
    (read,) = [found for found in parse(done).entries if not found.obsolete]
    assert (read.msgid, read.fuzzy) == (OLD, True)
    (back,) = merge([read], [entry(OLD)])
    assert status(back) is (Status.HUMAN if approved else Status.DRAFT)
    assert back.msgstr == TEXT


def test_a_machine_text_tells_its_facts_too_and_keeps_its_line() -> None:
    from l10n.catalog import hash8, with_origin

    made = with_origin(entry(OLD, TEXT), Origin("mt", "x/1", hash8(None, OLD), hash8(None, TEXT)))
    (found,) = merge([replace(made, fuzzy=True)], [entry(NEW)])
    assert [line.kind for line in origins(found)] == ["mt", "edit"]
    assert found.comments[-1] == "l10n: fact Three → Four; Monday → Friday"
    assert merge([found], [entry(OLD)]) == [replace(made, fuzzy=True)]


# ---------------------------------------------------------------- passages that move


STORY = [
    "The council voted to close the old pier.",
    "Repairs would cost three million euros, the mayor said.",
    "Fishermen have used it for a century.",
]


def test_a_passage_from_another_article_brings_its_translations() -> None:
    gone = [replace(entry(text, f"fr: {text}"), comments=("seen",), line=7, raw="x") for text in STORY]
    new = [entry("A new beginning."), entry(STORY[0]), entry(STORY[1].replace("said", "told us")), entry("The end.")]
    found = merge([], new, "en", "fr", elsewhere=gone)
    assert [(e.msgstr, e.fuzzy, e.line, e.raw) for e in found] == [
        ("", False, 0, ""),
        (f"fr: {STORY[0]}", False, 0, ""),
        (f"fr: {STORY[1]}", True, 0, ""),
        ("", False, 0, ""),
    ]
    assert found[1].comments == ("seen",)
    assert found[2].previous_msgid == STORY[1]


def test_what_the_article_has_itself_comes_first_and_nothing_else_changes() -> None:
    old = [entry(STORY[0], "mine")]
    assert merge(old, [entry(STORY[0])], elsewhere=[entry(STORY[0], "theirs")]) == old
    assert merge(old, [entry(STORY[0])], elsewhere=[entry(STORY[2], "theirs")]) == old
    assert merge([], [entry(STORY[2])], elsewhere=[entry(STORY[2])]) == [entry(STORY[2])]


# ---------------------------------------------------------------- joined translations


JOINED = [entry(STORY[0], "whole"), entry(STORY[1], "<joined/>"), entry(STORY[2], "apart")]


def blank(*texts: str) -> list[Entry]:
    return [entry(text) for text in texts]


def test_joined_translations_stay_as_they_are_while_their_units_do() -> None:
    assert merge(JOINED, blank(*STORY)) == JOINED
    moved = merge(JOINED, blank(STORY[2], STORY[0], STORY[1]))
    assert moved == [JOINED[2], JOINED[0], JOINED[1]]


@pytest.mark.parametrize("order", [(0, 2), (0, 2, 1), (1, 0, 2), (1, 2)])
def test_a_unit_that_lost_its_other_half_is_not_published(order: tuple[int, ...]) -> None:
    apart = merge(JOINED, blank(*(STORY[at] for at in order)))
    live = {found.msgid: status(found) for found in apart if not found.obsolete}
    assert {live.get(text, Status.STALE) for text in STORY[:2]} == {Status.STALE}
    assert live[STORY[2]] is Status.HUMAN
    assert merge(apart, blank(*(STORY[at] for at in order))) == apart
    assert merge(apart, blank(*STORY)) == JOINED


def test_a_sentence_between_the_two_parts_them() -> None:
    apart = merge(JOINED, blank(STORY[0], "A word in between.", *STORY[1:]))
    assert [status(found) for found in apart] == [Status.STALE, Status.MISSING, Status.STALE, Status.HUMAN]
    assert merge(apart, blank(*STORY)) == JOINED


def test_units_that_are_one_again_have_the_whole_translation() -> None:
    one = merge(JOINED, blank(f"{STORY[0]} {STORY[1]}", STORY[2]))
    assert (one[0].msgstr, status(one[0])) == ("whole", Status.HUMAN)
