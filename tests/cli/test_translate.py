"""`l10n translate`: what it fills, what it leaves alone, and what stands in the catalog afterwards."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest

from l10n.engines import availability
from l10n.model import Pair
from tests.cli.articles import article
from tests.cli.command import Project, clean, origin, run, valid
from tests.cli.news import NINE, SUNDAYS
from tests.cli.server import serving, translated

PSEUDO = ("translate", "--engine", "pseudo")


def test_fills_what_is_missing_as_drafts_with_their_origin(project: Project) -> None:
    result = project.run(*PSEUDO)
    assert "locales/fr/LC_MESSAGES/news.md.po: 4 by pseudo/1" in result.out
    for locale in ("fr", "es"):
        for name in ("news.md", "coast/harbour.txt"):
            for entry in project.catalog(locale, name):
                assert entry.msgstr.startswith("⟦")
                assert entry.fuzzy
                assert re.search(r"^l10n: mt=pseudo/1 src=[0-9a-f]{8} out=[0-9a-f]{8}$", entry.tcomment, re.MULTILINE)
            valid(project.path(locale, name))
    marked = project.entry("fr", "news.md", "See <a1>the pier</a1> for <em2>details</em2>.")
    assert re.fullmatch(r"⟦.*<a1>[^<]+</a1>.*<em2>[^<]+</em2>.*⟧", marked.msgstr)


def test_a_second_run_does_nothing(project: Project) -> None:
    project.run(*PSEUDO)
    before = project.files()
    result = project.run(*PSEUDO)
    assert result.out == ""
    assert project.files() == before


def test_the_words_of_people_are_never_touched(project: Project) -> None:
    project.run(*PSEUDO)
    human, edited = {NINE: "Le bac part à neuf heures."}, {SUNDAYS: "⟦Îţ ðöéš ñöţ ŕûñ le dimanche⟧"}
    project.review("fr", "news.md", human)
    project.review("fr", "news.md", edited, fuzzy=True)
    project.review("fr", "coast/harbour.txt", {NINE: ""})
    before = project.path("fr", "news.md").read_bytes()
    project.run(*PSEUDO, "--refresh")
    assert project.path("fr", "news.md").read_bytes() == before
    # the same, after their sources changed
    project.edit("news.md", "at nine", "at ten")
    project.edit("news.md", "on Sundays", "on holy Sundays")
    project.run("extract")
    before = project.path("fr", "news.md").read_bytes()
    project.run(*PSEUDO, "--refresh")
    assert project.path("fr", "news.md").read_bytes() == before
    assert project.entry("fr", "news.md", "The ferry leaves at ten.").msgstr == human[NINE]
    assert project.entry("fr", "news.md", "It does not run on holy Sundays.").msgstr == edited[SUNDAYS]


def test_a_draft_of_a_person_without_an_origin_is_not_touched(project: Project) -> None:
    project.review("fr", "news.md", {NINE: "Le bac part vers neuf heures ?"}, fuzzy=True)
    project.run(*PSEUDO, "--refresh")
    entry = project.entry("fr", "news.md", NINE)
    assert (entry.msgstr, origin(entry), entry.fuzzy) == ("Le bac part vers neuf heures ?", "", True)


def test_approved_machine_text_stays_and_goes_stale_with_its_source(project: Project) -> None:
    project.run(*PSEUDO)
    project.approve("fr", "news.md")
    text = project.entry("fr", "news.md", NINE).msgstr
    project.edit("news.md", "at nine", "at ten")
    project.run("extract")
    entry = project.entry("fr", "news.md", "The ferry leaves at ten.")
    assert (entry.fuzzy, entry.msgstr, entry.previous_msgid) == (True, text, NINE)


def test_machine_text_whose_source_changed_is_made_anew(project: Project) -> None:
    project.run(*PSEUDO)
    project.edit("news.md", "at nine", "at ten")
    project.run("extract")
    old = project.entry("fr", "news.md", "The ferry leaves at ten.")
    assert old.previous_msgid == NINE
    assert "1 by pseudo/1" in project.run(*PSEUDO).out
    new = project.entry("fr", "news.md", "The ferry leaves at ten.")
    assert "ţéñ" in new.msgstr
    assert (new.fuzzy, new.previous_msgid, origin(new)) == (True, None, "mt=pseudo/1")
    assert new.tcomment.count("l10n:") == 1


def test_the_same_sentence_approved_elsewhere_comes_from_memory(project: Project) -> None:
    project.review("fr", "coast/harbour.txt", {NINE: "Le bac part à neuf heures."})
    result = project.run(*PSEUDO, "-l", "fr", "news.md")
    assert "1 by the memory" in result.out
    entry = project.entry("fr", "news.md", NINE)
    assert (entry.msgstr, entry.fuzzy, origin(entry)) == ("Le bac part à neuf heures.", True, "tm=coast/harbour.txt")
    project.approve("fr", "news.md")
    assert "approved as is" in project.run("status", "--format", "json").out


def test_unreviewed_text_is_no_memory(project: Project) -> None:
    project.review("fr", "coast/harbour.txt", {NINE: "Le bac part à neuf heures."}, fuzzy=True)
    project.run(*PSEUDO, "-l", "fr", "news.md")
    assert origin(project.entry("fr", "news.md", NINE)) == "mt=pseudo/1"


def test_a_terminal_gets_a_progress_bar(project: Project) -> None:
    pty = pytest.importorskip("pty")
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "l10n", *PSEUDO]
    running = subprocess.Popen(command, cwd=project.root, env=clean(TERM="xterm"), stdout=subprocess.PIPE, stderr=end)
    os.close(end)
    shown = b""
    with suppress(OSError):  # how Linux says that the other end was closed
        while data := os.read(terminal, 4096):
            shown += data
    os.close(terminal)
    out, _ = running.communicate(timeout=30)
    assert running.returncode == 0
    assert b"fr  news.md  [" in shown
    assert b"4/4" in shown
    assert b"\x1b" not in out
    assert out.decode().count("4 by pseudo/1") == 4


def test_the_chosen_locale_and_article_only(project: Project) -> None:
    before = project.files()
    project.run(*PSEUDO, "-l", "es", "news.md")
    changed = {name for name, data in project.files().items() if data != before[name]}
    assert changed == {"locales/es/LC_MESSAGES/news.md.po"}


def test_dry_run_counts_and_writes_nothing(project: Project) -> None:
    before = project.files()
    result = project.run(*PSEUDO, "--dry-run")
    assert "fr: 8 units, 42 words to translate" in result.out
    assert project.files() == before


def test_the_engines_of_the_configuration_are_used_by_locale(project: Project) -> None:
    project.configure('default = ["auto"]', 'default = ["auto"]\nfr = ["pseudo"]')
    project.run("translate", "-l", "fr")
    assert origin(project.entry("fr", "news.md", NINE)) == "mt=pseudo/1"


@pytest.mark.parametrize("locale", ["ar", "el", "hi"])
def test_pseudo_serves_languages_of_other_scripts(begin: Callable[..., Project], locale: str) -> None:
    desk = begin(locale)
    desk.write("a.txt", "A line for the reader to see.\n")
    desk.run("extract")
    desk.run(*PSEUDO)
    assert desk.targets(locale, "a.txt")["A line for the reader to see."].startswith("⟦")


def test_an_engine_that_does_not_exist(project: Project) -> None:
    before = project.files()
    result = project.run("translate", "--engine", "apertum:eng-spa", code=2)
    assert "apertium" in result.err
    assert project.files() == before


def test_an_engine_that_cannot_be_used_names_the_repair(project: Project) -> None:
    result = project.run("translate", "--engine", "libre", code=8)
    assert "LIBRE_URL" in result.err
    assert project.targets("fr", "news.md")[NINE] == ""


def test_no_engine_for_a_language_is_no_failure(begin: Callable[..., Project]) -> None:
    desk = begin("haw")
    desk.write("a.txt", "A line for the reader to see.\n")
    desk.run("extract")
    result = desk.run("translate", code=0)
    assert "pseudo" in result.err
    assert "1 left empty" in result.out


def test_a_broken_catalog_stops_only_itself(project: Project) -> None:
    broken = project.path("fr", "news.md")
    broken.write_text(broken.read_text(encoding="utf-8") + 'msgid "open\n', encoding="utf-8")
    text = broken.read_bytes()
    result = project.run(*PSEUDO, code=1)
    assert f"news.md.po:{len(text.splitlines())}: " in result.err
    assert broken.read_bytes() == text
    assert project.targets("es", "news.md")[NINE].startswith("⟦")
    assert project.targets("fr", "coast/harbour.txt")[NINE].startswith("⟦")


def test_a_new_article_is_extracted_on_the_way(project: Project) -> None:
    project.write("new.txt", "A line for the reader to see.\n")
    before = project.files()
    project.run(*PSEUDO, "--dry-run", "new.txt")
    assert project.files() == before
    project.run(*PSEUDO, "new.txt")
    assert project.targets("fr", "new.txt")["A line for the reader to see."].startswith("⟦")


def test_an_empty_engine(project: Project) -> None:
    project.run("translate", "--engine", "", code=2)


def statuses(project: Project) -> dict[str, int]:
    """How many units of news.md in French have each status."""
    report = json.loads(project.run("status", "--format", "json", "-l", "fr", "news.md").out)
    return {status: count for status, count in report["articles"][0]["units"].items() if count}


def test_the_life_of_a_translation(project: Project) -> None:
    assert statuses(project) == {"missing": 4}
    project.run(*PSEUDO)
    assert statuses(project) == {"machine": 4}
    project.review("fr", "news.md", {NINE: "Le bac part à neuf heures."}, fuzzy=True)
    assert statuses(project) == {"machine": 3, "post-edited": 1}
    project.approve("fr", "news.md")
    assert statuses(project) == {"approved as is": 3, "approved edited": 1}
    project.edit("news.md", "leaves at nine", "leaves at ten")
    project.run("extract")
    assert statuses(project) == {"approved as is": 3, "stale": 1}
    project.edit("news.md", "leaves at ten", "leaves at nine")
    project.run("extract")
    assert statuses(project) == {"approved as is": 3, "approved edited": 1}
    project.edit("news.md", "at nine. It", "at nine -- it")  # two sentences made one
    project.run("extract")
    assert statuses(project)["approved as is"] == 2


# ---------------------------------------------------------------- a slow engine


def test_an_edit_made_while_the_engine_works_is_kept(begin: Callable[..., Project]) -> None:
    desk = begin("es")
    desk.write("long.md", article(60, seed=1))
    desk.run("extract")
    order = [entry.msgid for entry in desk.catalog("es", "long.md")]
    with serving(free=24) as server:
        running = desk.start("translate", "--engine", "libre", variables=server.variables)
        server.await_waiting()
        edited = {order[0]: "Notas del puerto", order[30]: "Escrito por una persona.", order[-1]: "También esto."}
        assert sum(map(bool, desk.targets("es", "long.md").values())) == 24
        desk.review("es", "long.md", edited)
        server.go_on()
        _, err = running.communicate(timeout=30)
    assert running.returncode == 0, err
    for msgid, entry in ((entry.msgid, entry) for entry in desk.catalog("es", "long.md")):
        if msgid in edited:
            assert (entry.msgstr, entry.fuzzy) == (edited[msgid], False)
        else:
            assert (entry.msgstr, entry.fuzzy, origin(entry)) == (translated(msgid), True, "mt=libre/1")
    valid(desk.path("es", "long.md"))


def test_an_article_extracted_anew_while_the_engine_works(begin: Callable[..., Project]) -> None:
    desk = begin("es")
    desk.write("long.md", article(60, seed=1))
    desk.run("extract")
    gone = list(desk.targets("es", "long.md"))[40]
    with serving(free=24) as server:
        running = desk.start("translate", "--engine", "libre", variables=server.variables)
        server.await_waiting()
        desk.edit("long.md", gone, "Nobody asked for this sentence.")
        desk.run("extract")
        server.go_on()
        _, err = running.communicate(timeout=30)
    assert running.returncode == 0, err
    targets = desk.targets("es", "long.md")
    assert targets.pop("Nobody asked for this sentence.") == ""
    assert targets == {msgid: translated(msgid) for msgid in targets}


def test_nothing_is_asked_twice(begin: Callable[..., Project]) -> None:
    desk = begin("es")
    desk.write("a.md", article(30, seed=1))
    desk.run("extract")
    with serving(free=999) as server:
        desk.run("translate", "--engine", "libre", variables=server.variables)
        asked = len(server.asked)
        assert asked == 30
        fresh = desk.path("es", "a.md")
        fresh.unlink()
        desk.run("extract")
        desk.run("translate", "--engine", "libre", variables=server.variables)
        assert len(server.asked) == asked
    assert all(desk.targets("es", "a.md").values())


def test_what_a_server_refuses_stays_empty_until_it_does_not(begin: Callable[..., Project]) -> None:
    desk = begin("es")
    desk.write("a.md", article(30, seed=1))
    desk.run("extract")
    with serving(free=999) as server:
        server.closed_after = 10
        result = desk.run("translate", "--engine", "libre", code=8, variables=server.variables)
        assert "libre answered 403: access was denied" in result.err
        done = sum(map(bool, desk.targets("es", "a.md").values()))
        assert 1 <= done <= 10
        assert f"{30 - done} left empty" in result.out
        server.closed_after = 999
        desk.run("translate", "--engine", "libre", variables=server.variables)
    assert all(desk.targets("es", "a.md").values())


# ---------------------------------------------------------------- real engines


def _skip_without(spec: str, target: str) -> None:
    found = availability(spec, Pair("en", target))
    if not found.ok:
        pytest.skip(f"{found.reason} ({found.fix})")


REPORT = """\
Harbour: The ferry returns to the island
The company says that the boat is safe after a long repair. Many people do not believe it.

SUMMARY

The ferry stopped in March when 12 people were hurt in a storm.
The council paid 3.5 million euros for the repair, and the work took six months.
What happens next
The first boat leaves on Monday at 9:30.
Comments
"""


@pytest.mark.parametrize(
    ("spec", "locale", "maker"),
    [
        ("neural:en-pt", "pt-BR", "mt=neural/"),
        ("apertium:eng-spa", "es", "mt=eng-spa/"),
        ("neural:en-pt > apertium:por-cat > apertium:cat-fra", "fr", "mt=neural+por-cat+cat-fra/"),
    ],
)
def test_real_engines(begin: Callable[..., Project], spec: str, locale: str, maker: str) -> None:
    _skip_without(spec, locale)
    desk = begin(locale)
    desk.write("news/ferry.txt", REPORT)
    desk.run("extract")
    desk.run("translate", "--engine", spec, code=0)
    folder = locale.replace("-", "_")
    catalog = desk.catalog(folder, "news/ferry.txt")
    assert "Comments" not in [entry.msgid for entry in catalog]
    assert len(catalog) == 8
    for entry in catalog:
        assert entry.msgstr
        assert (entry.fuzzy, origin(entry).startswith(maker)) == (True, True), entry.tcomment
    assert re.search(r"\b12\b", next(e.msgstr for e in catalog if "12 people" in e.msgid))
    valid(desk.path(folder, "news/ferry.txt"))
    desk.run("check")
    assert desk.run("translate", "--engine", spec).out == ""


def test_times_survive_a_chain_into_french(begin: Callable[..., Project]) -> None:
    spec = "neural:en-pt > apertium:por-cat > apertium:cat-fra"
    _skip_without(spec, "fr")
    desk = begin("fr")
    desk.write("a.txt", "The first boat leaves on Monday at 9:30.\n")
    desk.run("extract")
    desk.run("translate", "--engine", spec)
    (text,) = desk.targets("fr", "a.txt").values()
    assert "heures:30" not in text


def test_auto_finds_the_engine(begin: Callable[..., Project]) -> None:
    _skip_without("neural:en-pt", "pt-BR")
    desk = begin("pt-BR")
    desk.write("news/ferry.txt", REPORT)
    desk.run("extract")
    assert "neural:en-pt" in desk.run("translate").err
    assert all(desk.targets("pt_BR", "news/ferry.txt").values())


def test_usage_outside_a_project(tmp_path_factory: pytest.TempPathFactory) -> None:
    run("translate", cwd=tmp_path_factory.mktemp("empty"), code=2)
