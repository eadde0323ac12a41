"""Every check keeps its promises: its examples, its form, and no word about what is right."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import l10n.checks
from l10n.checks import CATALOG_CHECKS, CHECKS, Contents, check_catalog, check_entries, check_entry, unreadable
from l10n.errors import InputError
from l10n.model import Entry, Pair, Severity

FR = Pair("en", "fr")
HELPERS = {"__init__", "base", "text", "quantities", "measures", "sizes", "terms", "fixes"}


@pytest.mark.parametrize("name", CHECKS.names)
class TestEachCheck:
    def test_its_examples_are_flagged(self, name: str) -> None:
        check = CHECKS[name]
        missed = [e for e in check.FLAGGED if not list(check.find(e.entry, e.pair))]
        assert len(check.FLAGGED) > 0
        assert not missed

    def test_its_counter_examples_pass(self, name: str) -> None:
        check = CHECKS[name]
        told = [(e, found) for e in check.PASSED if (found := list(check.find(e.entry, e.pair)))]
        assert check.PASSED
        assert not told

    def test_its_page_says_what_and_how_to_fix(self, name: str) -> None:
        page = CHECKS[name].__doc__ or ""
        first, *rest = page.split("\n\n")
        assert first.rstrip().endswith(".")
        assert any(part.startswith("To fix it, ") for part in rest)

    def test_its_id_is_stable(self, name: str) -> None:
        assert name.replace("_", "-") == CHECKS[name].ID

    def test_its_places_are_in_the_text(self, name: str) -> None:
        check = CHECKS[name]
        for e in check.FLAGGED:
            for found in check.find(e.entry, e.pair):
                assert (found.start, found.end) == (-1, -1) or 0 <= found.start < found.end <= len(e.target)


@pytest.mark.parametrize("name", CATALOG_CHECKS.names)
class TestEachCatalogCheck:
    def test_its_examples(self, name: str) -> None:
        check = CATALOG_CHECKS[name]
        assert all(list(check.find(contents)) for contents in check.FLAGGED)
        assert not [list(check.find(contents)) for contents in check.PASSED if list(check.find(contents))]

    def test_its_page(self, name: str) -> None:
        assert "\n\nTo fix it, " in (CATALOG_CHECKS[name].__doc__ or "")
        assert name == CATALOG_CHECKS[name].ID


def test_every_module_is_registered() -> None:
    folder = Path(l10n.checks.__file__).parent
    assert {p.stem for p in folder.glob("*.py")} - HELPERS == set(CHECKS)
    assert {p.stem for p in (folder / "files").glob("*.py")} - {"__init__"} == set(CATALOG_CHECKS)


def test_ids_are_unique() -> None:
    ids = [*(check.ID for check in CHECKS.all()), *(check.ID for check in CATALOG_CHECKS.all()), "structure"]
    assert len(ids) == len(set(ids))


def test_a_good_translation_passes_all_checks() -> None:
    entry = Entry(
        "On <a1>3 May</a1> at 5 p.m., see https://example.org.", "Le <a1>3 mai</a1> à 17 h : https://example.org."
    )
    assert list(check_entry(entry, FR)) == []


def test_examples_that_pass_are_no_error_of_another_check() -> None:
    for check in CHECKS.all():
        for e in check.PASSED:
            wrong = [p for p in check_entry(e.entry, e.pair) if p.check == check.ID]
            assert wrong == []


def test_entries_are_counted_without_header_and_obsolete_ones() -> None:
    entries = [
        Entry("", "Language: fr\n"),
        Entry("Old 1", "Vieux 2", obsolete=True),
        Entry("One", "Un"),
        Entry("Run <code1/>.", "Lancez.", msgctxt="heading", line=9),
    ]
    (problem,) = check_entries(entries, FR, "fr.po")
    assert (problem.file, problem.line, problem.entry, problem.check) == ("fr.po", 9, 1, "marks")
    assert (problem.msgctxt, problem.msgid, problem.locale) == ("heading", "Run <code1/>.", "fr")
    assert problem.severity is Severity.ERROR


def test_only_names_the_checks_to_run() -> None:
    entry = Entry("Run <code1/> 5 times.", "Lancez.")
    assert {p.check for p in check_entry(entry, FR)} == {"marks", "numbers"}
    assert {p.check for p in check_entry(entry, FR, only={"numbers"})} == {"numbers"}


@pytest.mark.parametrize(
    "entry", [Entry("Run <code1/>", ""), Entry("Run <code1/>", "Lancez", obsolete=True), Entry("", "x")]
)
def test_empty_obsolete_and_header_are_skipped(entry: Entry) -> None:
    assert list(check_entry(entry, FR)) == []


def test_a_fuzzy_entry_is_checked() -> None:
    assert list(check_entry(Entry("Run <code1/>", "Lancez", fuzzy=True), FR))


def test_a_plural_form_may_follow_the_singular() -> None:
    good = Entry("One file", msgid_plural="%d files", plurals=("Un fichier", "%d fichiers"))
    bad = Entry("One file", msgid_plural="%d files", plurals=("Un fichier", "%s fichiers"))
    assert list(check_entry(good, FR)) == []
    assert {p.check for p in check_entry(bad, FR)} == {"placeholders"}


def test_a_plural_form_may_leave_out_what_another_has() -> None:
    he = Pair("en", "he")
    dual = Entry("%d byte", msgid_plural="%d bytes", plurals=("בית אחד", "שני בתים", "%d בתים"))
    none = Entry("%d byte", msgid_plural="%d bytes", plurals=("בית אחד", "שני בתים", "בתים"))
    assert list(check_entry(dual, he)) == []
    assert len(list(check_entry(none, he))) == 3


def test_a_file_that_cannot_be_read_is_a_problem_with_its_line() -> None:
    problem = unreadable(InputError("a string is not closed", line=7), FR, "fr.po")
    assert (problem.check, problem.file, problem.line, problem.entry) == ("syntax", "fr.po", 7, -1)


def test_a_duplicate_is_told_at_the_second_entry() -> None:
    header = (("Content-Type", "text/plain; charset=UTF-8"), ("Language", "fr"))
    entries = (Entry("One", "Un", line=3), Entry("Two", "Deux", line=6), Entry("One", "Une", line=9))
    (problem,) = check_catalog(Contents(FR, header, entries), "fr.po")
    assert (problem.check, problem.line, problem.entry) == ("duplicates", 9, 2)


# ---------------------------------------------------------------- laws

TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from(
        ["<a1>", "</a1>", "<em2>", "</em2>", "<br3/>", "{x}", "%s", "%(a)s", "{{ b }}", "12", "1,500.5", "٤٠", "３",
         "IX", "\u200f", "\u2067", "half", " ", "a", "<b>", "http://a.b/c", "c@d.ef", "`x`", "5 p.m.", "6-foot-6",
         "\\", "三百万"]
    ),
    max_size=12,
).map("".join)  # fmt: skip
LOCALES = st.sampled_from(["fr", "de", "ar", "ja", "zh-Hans", "fi", "he", "th", "ko", "hi", "sr-Latn", "xx"])


@given(TEXTS, TEXTS, LOCALES)
@example("½", "²³", "fr")
@example("0", "00,000", "fr")
@example("٣٫٥", "३.५", "ar")
def test_no_text_breaks_a_check(source: str, target: str, locale: str) -> None:
    entry = Entry(source or "x", target)
    for problem in check_entry(entry, Pair("en", locale)):
        assert (problem.start, problem.end) == (-1, -1) or 0 <= problem.start < problem.end <= len(target)
        assert problem.message
        assert "\n" not in problem.message


@pytest.mark.parametrize(
    "piece",
    ["<!--", "{{", "{%", "${", "`a``", "[", "![a", "<script ", "<a ", "**a ", "_a ", "a.b@", "http://", "a ", "1 000,",
     "&amp", "Ã", "<a1>", "</em2>", "\\", "ab", "\u2067", "5 p.m. ", "note: ", "x-1-2/", "é»", "(", "%", "％ ",
     "三百", "1億 "],
)  # fmt: skip
def test_long_hostile_texts_take_no_time(piece: str) -> None:
    entry = Entry(piece * 50 + "x", piece * 20_000)
    began = process_time()
    for name in CHECKS:
        list(CHECKS[name].find(entry, FR))
    list(check_entry(Entry("x", piece * 200), Pair("en", "ja")))
    assert process_time() - began < 4


@given(TEXTS, LOCALES)
def test_a_text_agrees_with_itself(text: str, locale: str) -> None:
    """Checks that compare find nothing where both sides are one."""
    comparing = {"emphasis", "placeholders", "tags", "markdown", "entities", "injection", "urls", "edges"}
    assert list(check_entry(Entry(text or "x", text), Pair(locale, locale), only=comparing)) == []
