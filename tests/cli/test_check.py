"""`l10n check`: what it finds, how it reports, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import Project, run
from tests.cli.news import FRENCH, MARKED, NINE, SUNDAYS

KEYS = ["file", "line", "entry", "msgctxt", "msgid", "locale", "check", "severity", "message", "start", "end"]


def test_nothing_wrong(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    result = project.run("check")
    assert result.out == ""
    assert "4 catalogs checked, no problems" in result.err


def test_an_error_is_shown_with_its_place(project: Project) -> None:
    project.review("fr", "news.md", FRENCH | {MARKED: "Voir le quai pour les <em2>détails</em2>."})
    result = project.run("check", code=6)
    lines = project.path("fr", "news.md").read_text(encoding="utf-8").split("\n")
    first = next(line for line in result.out.split("\n") if "error[marks]" in line)
    name, number, _ = first.split(":", 2)
    assert name == "locales/fr/LC_MESSAGES/news.md.po"
    entry = lines[int(number) - 1 : int(number) + 5]
    assert any(MARKED in line for line in entry), f"line {number} is not at the entry: {entry}"
    assert f"  source  {MARKED}" in result.out
    assert "  target  Voir le quai" in result.out


def test_json_has_the_documented_shape(project: Project) -> None:
    project.review("fr", "news.md", FRENCH | {NINE: "Le bac part à 9 h 45.", MARKED: "Voir <em2>là</em2>."})
    project.edit("coast/harbour.txt", "Nobody", "Anybody")
    report = json.loads(project.run("check", "--format", "json", code=6).out)
    assert list(report) == ["problems", "summary"]
    assert report["problems"]
    for problem in report["problems"]:
        assert list(problem) == KEYS
        assert problem["severity"] in ("error", "warning", "info")
        assert problem["file"].startswith("locales/")
        assert problem["locale"] in ("fr", "es")
        assert all(isinstance(problem[key], int) for key in ("line", "entry", "start", "end"))
        assert problem["msgctxt"] is None or isinstance(problem["msgctxt"], str)
        assert problem["message"]
    marks = [problem for problem in report["problems"] if problem["check"] == "marks"]
    assert {(p["file"], p["entry"], p["msgid"]) for p in marks} == {("locales/fr/LC_MESSAGES/news.md.po", 3, MARKED)}
    severities = [problem["severity"] for problem in report["problems"]]
    assert report["summary"] == {
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "infos": severities.count("info"),
        "files": len({problem["file"] for problem in report["problems"]}),
    }


def test_json_of_no_problems(project: Project) -> None:
    report = json.loads(project.run("check", "--format", "json").out)
    assert report == {"problems": [], "summary": {"errors": 0, "warnings": 0, "infos": 0, "files": 0}}


def test_start_and_end_are_the_place_in_the_translation(project: Project) -> None:
    text = "Le bac 🛥 part à neuf heures avec {nom}."
    project.review("fr", "news.md", {NINE: text})
    report = json.loads(project.run("check", "--format", "json", code=None).out)
    found = [p for p in report["problems"] if p["msgid"] == NINE and p["start"] >= 0]
    assert "{nom}" in [text[p["start"] : p["end"]] for p in found], report


def test_a_translation_that_the_article_cannot_take(project: Project) -> None:
    project.review("fr", "news.md", {SUNDAYS: "<joined/>"})
    result = project.run("check", code=7)
    assert "error[structure]" in result.out
    assert "joined" in result.out


def test_structure_outweighs_other_errors(project: Project) -> None:
    project.review("fr", "news.md", {SUNDAYS: "<joined/>", MARKED: "Voir le quai."})
    result = project.run("check", code=7)
    assert "error[marks]" in result.out


SPANISH = dict(
    zip(
        FRENCH,
        ("El barco a Orme", "El barco sale a las nueve.", "No sale los domingos.",
         "Vea <a1>el muelle</a1> y los <em2>datos</em2>."),
        strict=True,
    )
)  # fmt: skip


def test_strict(project: Project) -> None:
    project.run("check", code=0)
    project.run("check", "--strict", code=4)
    project.review("fr", "news.md", {NINE: FRENCH[NINE]}, fuzzy=True)
    project.run("check", "--strict", code=5)
    for locale, texts in (("fr", FRENCH), ("es", SPANISH)):
        project.review(locale, "news.md", texts)
        project.run("check", "news.md", "-l", locale, "--strict", code=0)
    project.run("check", "--strict", code=4)
    project.review("fr", "news.md", {MARKED: "Voir le quai."}, fuzzy=True)
    project.run("check", "--strict", code=6)


def test_strict_sees_machine_and_stale_text(project: Project) -> None:
    project.run("translate", "--engine", "pseudo", "-l", "fr", "news.md")
    project.run("check", "--strict", "-l", "fr", "news.md", code=5)
    project.review("fr", "news.md", FRENCH)
    project.edit("news.md", "at nine", "at ten")
    project.run("extract")
    project.run("check", "--strict", "-l", "fr", "news.md", code=5)


def test_strict_counts_an_article_that_was_never_extracted(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    desk.write("a.txt", "A line for the reader to see.\n")
    desk.run("check", "--strict", code=4)


def test_strict_counts_sentences_that_were_not_extracted(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    project.edit("news.md", "on Sundays.", "on Sundays. Nobody minds.")
    project.run("check", "--strict", "-l", "fr", "news.md", code=4)


def test_a_source_that_is_newer(project: Project) -> None:
    project.edit("news.md", "at nine", "at ten")
    result = project.run("check", code=0)
    assert "warning[stale]" in result.out
    assert "1 new, 1 gone" in result.out


def test_a_broken_catalog_is_a_problem_with_a_line(project: Project) -> None:
    path = project.path("fr", "news.md")
    text = path.read_text(encoding="utf-8") + 'msgid "open\n'
    path.write_text(text, encoding="utf-8")
    result = project.run("check", code=6)
    assert f"locales/fr/LC_MESSAGES/news.md.po:{text.count(chr(10))}: error[syntax]" in result.out
    project.run("check", "-l", "es", code=0)


def test_the_chosen_article_and_locale(project: Project) -> None:
    project.review("fr", "news.md", {MARKED: "Voir le quai."})
    project.run("check", "-l", "es", code=0)
    project.run("check", "coast/harbour.txt", code=0)
    project.run("check", "-l", "fr", "source_articles/news.md", code=6)


def _ignore(project: Project, check: str) -> None:
    with (project.root / "l10n.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[ignore]\n{check} = "a test"\n')


def test_a_check_that_the_project_ignores(project: Project) -> None:
    project.review("fr", "news.md", FRENCH | {NINE: "Le bac part à neuf heures avec {nom}."})
    assert "error[placeholders]" in project.run("check", code=6).out
    _ignore(project, "placeholders")
    project.run("check", code=0)


def test_a_lost_link_cannot_be_ignored(project: Project) -> None:
    project.review("fr", "news.md", FRENCH | {MARKED: "Voir le quai."})
    _ignore(project, "marks")
    project.run("compile", code=7)
    assert "error[structure]" in project.run("check", code=7).out


# ---------------------------------------------------------------- any PO file

FOREIGN = """\
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

#, python-format
msgid "Delete %(name)s from %(place)s?"
msgstr "Supprimer %(nom)s de %(place)s ?"

msgid "See https://news.example/pier for more."
msgstr "Voir https://news.example/quai pour en savoir plus."
"""


def test_any_po_file_outside_a_project(tmp_path: Path) -> None:
    (tmp_path / "app.po").write_text(FOREIGN, encoding="utf-8")
    result = run("check", "app.po", cwd=tmp_path, code=6)
    assert "app.po:7: error[placeholders]" in result.out or "app.po:8: error[placeholders]" in result.out
    assert "[urls]" in result.out
    report = json.loads(run("check", "app.po", "--format", "json", cwd=tmp_path, code=6).out)
    assert {problem["locale"] for problem in report["problems"]} == {"fr"}
    assert list(tmp_path.iterdir()) == [tmp_path / "app.po"]


def test_several_po_files_and_the_language_said_by_hand(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(FOREIGN.replace("%(nom)s", "%(name)s").replace("quai", "pier"), encoding="utf-8")
    (tmp_path / "b.po").write_text(FOREIGN.replace('"Language: fr\\n"\n', ""), encoding="utf-8")
    report = json.loads(run("check", "a.po", "b.po", "-l", "fr", "--format", "json", cwd=tmp_path, code=6).out)
    errors = [problem for problem in report["problems"] if problem["severity"] == "error"]
    assert {problem["file"] for problem in errors} == {"b.po"}


@pytest.mark.parametrize(
    "words", [("gone.po",), ("app.po", "--format", "xml"), ("app.po", "news.md"), ("app.po", "-l", "fr-nowhere")]
)
def test_wrong_usage(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "app.po").write_text(FOREIGN, encoding="utf-8")
    run("check", *words, cwd=tmp_path, code=2)


def test_an_empty_and_a_binary_file(tmp_path: Path) -> None:
    (tmp_path / "empty.po").write_bytes(b"")
    run("check", "empty.po", cwd=tmp_path, code=None)
    (tmp_path / "binary.po").write_bytes(bytes(range(256)))
    assert "binary.po" in run("check", "binary.po", cwd=tmp_path, code=6).out
