"""Reports that people and programs read."""

from __future__ import annotations

import json
from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from l10n.checks import check_entries
from l10n.model import Entry, Pair, Problem, Severity
from l10n.report import FORMATS, render, summary, targets

FILE = "locales/fr/LC_MESSAGES/x.po"
ENTRIES = [
    Entry("", "Language: fr\n"),
    Entry("Run <code1/> now.", "Lancez maintenant <code2/>.", line=12),
    Entry("It is 5 p.m.", "Il est 6 h.", line=15, msgctxt="heading"),
]
PROBLEMS = list(check_entries(ENTRIES, Pair("en", "fr"), FILE))


def test_the_text_shows_file_line_source_target_and_the_spot() -> None:
    assert render(PROBLEMS, "text", targets(FILE, ENTRIES)) == (
        "locales/fr/LC_MESSAGES/x.po:12: error[marks] <code2/> is not in the source\n"
        "  source  Run <code1/> now.\n"
        "  target  Lancez maintenant <code2/>.\n"
        "                            ^^^^^^^^\n"
        "locales/fr/LC_MESSAGES/x.po:12: error[marks] <code1/> is missing\n"
        "  source  Run <code1/> now.\n"
        "  target  Lancez maintenant <code2/>.\n"
        "locales/fr/LC_MESSAGES/x.po:15: warning[numbers] 5 in the source, 6 here\n"
        "  source  It is 5 p.m.\n"
        "  target  Il est 6 h.\n"
        "                 ^\n"
        "2 errors, 1 warning in 1 file\n"
    )


def test_nothing_to_say_is_nothing() -> None:
    assert render([], "text") == ""


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    target = "予算e\u0301 99"
    problem = Problem("numbers", Severity.WARNING, "99", file="x.po", line=1, entry=0, msgid="x", start=5, end=7)
    *_, carets, _ = render([problem], "text", {("x.po", 0): target}).splitlines()
    assert carets == " " * 10 + " " * 6 + "^^"


def test_a_long_text_is_cut_round_the_spot() -> None:
    target = "mot " * 100 + "99 " + "mot " * 100
    problem = Problem("numbers", Severity.WARNING, "99", file="x.po", entry=0, msgid="x", start=400, end=402)
    _, _, shown, carets, _ = render([problem], "text", {("x.po", 0): target}).splitlines()
    assert len(shown) < 120
    assert shown[carets.index("^") :].startswith("99")
    assert shown.removeprefix("  target  ").startswith("…")


def test_what_cannot_be_seen_is_named_and_nothing_reaches_the_terminal_raw() -> None:
    target = "a\u202eb\x1b[31m\u00a0c\n"
    problem = Problem(
        "characters", Severity.ERROR, "U+202E", file="x.po", line=3, entry=0, msgid="a\x07", start=1, end=2
    )
    out = render([problem], "text", {("x.po", 0): target})
    assert "a<U+202E>b<U+001B>[31m⍽c⏎" in out
    assert all(c == "\n" or c.isprintable() for c in out)


def test_json_is_the_documented_one() -> None:
    data = json.loads(render(PROBLEMS, "json"))
    assert set(data) == {"problems", "summary"}
    assert data["summary"] == {"errors": 2, "warnings": 1, "infos": 0, "files": 1}
    assert all(set(row) == {f.name for f in fields(Problem)} for row in data["problems"])
    last = data["problems"][-1]
    assert last["entry"] == 1
    assert last["msgctxt"] == "heading"
    assert (last["start"], last["end"]) == (7, 8)
    assert last["severity"] == "warning"


def test_json_gives_back_every_problem() -> None:
    rows = json.loads(render(PROBLEMS, "json"))["problems"]
    assert [Problem(**{**row, "severity": Severity(row["severity"])}) for row in rows] == PROBLEMS


def test_summary_counts_files_once() -> None:
    assert summary([*PROBLEMS, *PROBLEMS]) == {"errors": 4, "warnings": 2, "infos": 0, "files": 1}


@given(st.text(max_size=300), st.integers(0, 300), st.integers(1, 50), st.text(max_size=30))
def test_any_text_can_be_reported(target: str, start: int, length: int, msgid: str) -> None:
    place = (start, start + length) if start + length <= len(target) else (-1, -1)
    problem = Problem("x", Severity.INFO, "message", "x.po", 1, 0, None, msgid, "fr", *place)
    out = render([problem], "text", {("x.po", 0): target})
    assert all(line == "" or line.isprintable() or any(c in "\u200c\u200d" for c in line) for line in out.split("\n"))
    assert max(map(len, out.split("\n"))) < 2000
    for form in FORMATS:
        assert render([problem], form, {("x.po", 0): target}).endswith("\n")
