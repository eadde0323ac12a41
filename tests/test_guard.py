"""What an engine returns is refused for a reason of one line, or used."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.checks import CHECKS
from l10n.guard import refusal
from l10n.model import Pair, Request, Severity

SOURCE = "The council will meet again on Friday to vote on the budget."
GOOD = {
    "fr": "Le conseil se réunira de nouveau vendredi pour voter le budget.",
    "ja": "評議会は予算案を採決するため金曜日に再び開かれる。",
    "zh-Hans": "议会将于周五再次开会表决预算。",
    "ar": "سيجتمع المجلس مرة أخرى يوم الجمعة للتصويت على الميزانية.",
    "th": "สภาจะประชุมอีกครั้งในวันศุกร์เพื่อลงคะแนนเสียงเรื่องงบประมาณ",
    "fi": "Valtuusto kokoontuu uudelleen perjantaina äänestämään budjetista.",
}


def reason(source: str, text: object, locale: str = "fr") -> str | None:
    return refusal(Request(0, source), text, Pair("en", locale))


@pytest.mark.parametrize(("locale", "text"), GOOD.items())
def test_good_translations_are_used(locale: str, text: str) -> None:
    assert reason(SOURCE, text, locale) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (None, "no text"),
        (404, "no text"),
        ("", "nothing"),
        (" \n", "nothing"),
        (SOURCE, "source text"),
        (SOURCE.upper(), "source text"),
        ("Le conseil.", "shorter"),
        (GOOD["fr"] * 4, ""),
        (GOOD["fr"].replace(" pour", "\npour"), "line breaks"),
        (GOOD["fr"] + "<script>x</script>", "injection"),
        ("<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", ""),
        ("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY", "chatter"),
        ("Here is the translation: " + GOOD["fr"], "chatter"),
        (GOOD["ja"], "script"),
        ("Le " + "conseil se réunira " * 6, "edges"),
        (" " + GOOD["fr"], "edges"),
        (GOOD["fr"].replace("é", "\ufffd"), "characters"),
        ("TODO", "unfinished"),
        ("<joined/>", "join"),
    ],
)
def test_bad_answers_are_refused(text: object, word: str) -> None:
    told = reason(SOURCE, text)
    assert told is not None
    assert word in told
    assert "\n" not in told


def test_marks_must_come_back() -> None:
    source = "On <a1>the pier</a1>, run <code2/>."
    assert reason(source, "Sur <a1>la jetée</a1>, lancez <code2/>.") is None
    assert "code2" in (reason(source, "Sur <a1>la jetée</a1>, lancez.") or "")


def test_emphasis_may_be_lost_and_numbers_are_left_to_people() -> None:
    assert reason("A <em1>good</em1> day of 3.", "Une bonne journée.") is None


@pytest.mark.parametrize(
    "text", ["Paris", "Paris Saint-Germain", "1,234", "https://example.org/a", "Emmanuel Macron, Volodymyr Zelensky"]
)
def test_names_and_numbers_may_come_back_as_they_are(text: str) -> None:
    assert reason(text, text) is None


def test_an_echo_within_a_language_is_right() -> None:
    assert refusal(Request(0, SOURCE), SOURCE, Pair("en", "en-GB")) is None


def test_every_error_check_for_engines_takes_part() -> None:
    for check in CHECKS.all():
        if check.ENGINES and check.SEVERITY is Severity.ERROR:
            for e in check.FLAGGED:
                assert refusal(Request(0, e.source), e.target, e.pair), (check.ID, e)


@given(st.text(max_size=40), st.text(max_size=80), st.sampled_from(["fr", "ar", "ja", "xx"]))
def test_any_text_gets_an_answer(source: str, text: str, locale: str) -> None:
    told = reason(source, text, locale)
    assert told is None or (told and "\n" not in told)
