"""Blanks, quotes and dashes as locales write them: nothing else changes, and twice is once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import inline, typography
from l10n.checks.fixes import fixed
from l10n.model import Entry, Pair, Refusal, Request, Suggestion
from l10n.pretranslate import Opener, pretranslate

NEWS = Path(__file__).parent.parent.parent / "shared" / "data" / "ntrex"
FILES = {
    "fra": "fr", "fra-CA": "fr-CA", "spa": "es", "spa-MX": "es-MX", "por-BR": "pt-BR", "por": "pt", "ita": "it",
    "deu": "de", "nld": "nl", "swe": "sv", "fin": "fi", "pol": "pl", "ces": "cs", "rus": "ru", "ukr": "uk", "ell": "el",
    "tur": "tr", "arb": "ar", "fas": "fa", "heb": "he", "hin": "hi", "mar": "mr", "zho-CN": "zh-Hans",
    "zho-TW": "zh-Hant", "jpn": "ja", "kor": "ko", "tha": "th", "vie": "vi", "swa": "sw", "ind": "id", "cat": "ca",
    "glg": "gl", "ron": "ro",
}  # fmt: skip
LOCALES = [
    "fr",
    "fr-CA",
    "fr-CH",
    "de",
    "es",
    "ru",
    "ar",
    "fa",
    "ja",
    "zh-Hans",
    "zh-Hant",
    "el",
    "fi",
    "he",
    "th",
    "xx",
]


@pytest.mark.parametrize(
    ("locale", "text", "wanted"),
    [
        ("fr", "Vraiment ?", "Vraiment\u202f?"),
        ("fr", "Vraiment?!", "Vraiment\u202f?!"),
        ("fr", "Vraiment\u00a0?", "Vraiment\u00a0?"),
        ("fr", 'Il dit: "oui".', "Il dit\u202f: «\u202foui\u202f»."),
        ("fr", "À 10:30, voir http://a.example/?b=1;c.", "À 10:30, voir http://a.example/?b=1;c."),
        ("fr", "R&amp;D et &copy; 2026", "R&amp;D et &copy; 2026"),
        ("fr", "<em1>Oui</em1>! Et `a ? b`", "<em1>Oui</em1>\u202f! Et `a ? b`"),
        ("fr-CA", "Vraiment? Note : non", "Vraiment? Note\u00a0: non"),
        ("fr-CH", "Vraiment?", "Vraiment\u202f?"),
        ("de", 'Er sagte "nein" - und ging .', "Er sagte „nein“ – und ging."),
        ("de", "“Ja”, sagte er.", "„Ja“, sagte er."),
        ("de", 'Ein 15" Monitor', 'Ein 15" Monitor'),
        ("de", "50 % von 10 km", "50\u00a0% von 10\u00a0km"),
        ("sv", 'Han sa "nej".', "Han sa ”nej”."),
        ("ru", 'Он сказал "нет" - и ушёл.', "Он сказал «нет» — и ушёл."),
        ("pl", 'On "nie" chce', "On „nie” chce"),
        ("ar", "هل ذهب? نعم, ذهب", "هل ذهب؟ نعم، ذهب"),
        ("el", "Τι λες?", "Τι λες;"),
        ("zh-Hans", '他说:"好",然后走了.', "他说：“好”,然后走了。"),
        ("ja", "はい,行きます.", "はい、行きます。"),
        ("zh-Hans", "共1,500人", "共1,500人"),
        ("es", "Va  y  viene", "Va y viene"),
        ("he", 'ארה"ב וצה"ל', 'ארה"ב וצה"ל'),
        ("fr", "⟦Ŵĥåţ?⟧", "⟦Ŵĥåţ?⟧"),
        ("fr", "Nimmt { name } und {name}!", "Nimmt { name } und {name}\u202f!"),
        ("xx", 'One "two" - three', 'One "two" - three'),
    ],
)
def test_marks_of_the_locale(locale: str, text: str, wanted: str) -> None:
    assert typography.apply(text, locale) == wanted
    assert typography.apply(wanted, locale) == wanted


def letters(text: str) -> list[str]:
    return [char for char in text if char.isalnum()]


PIECES = st.lists(
    st.sampled_from(
        ["mot", "Не", "他说", "سلام", "λόγος", "12", " ", "  ", "\u00a0", '"', "“", "”", "«", "»", "„", "?", "!", ";",
         ":",
         ".", ",", "…", "...", " - ", "-", "%", "(", ")", "'", "<em1>", "</em1>", "`x ? y`", "{name}", "%s", "&amp;",
         "http://a.example/?b;", "a@b.cd", "\n", "km"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(PIECES | st.text(max_size=40), st.sampled_from(LOCALES))
def test_twice_is_once_and_letters_stay(text: str, locale: str) -> None:
    once = typography.apply(text, locale)
    assert typography.apply(once, locale) == once
    assert letters(once) == letters(text)


@given(PIECES, st.sampled_from(LOCALES))
def test_marks_codes_and_addresses_stay(text: str, locale: str) -> None:
    once = typography.apply(text, locale)
    for part in ("`x ? y`", "{name}", "&amp;", "http://a.example/?b", "a@b.cd", "<em1>"):
        assert once.count(part) == text.count(part)
    assert [str(m) for m in inline.marks(once)] == [str(m) for m in inline.marks(text)]


@pytest.mark.parametrize("code", FILES)
def test_human_translations_keep_every_letter(code: str) -> None:
    path = NEWS / f"newstest2019-ref.{code}.txt"
    if not path.exists():
        pytest.skip("the news translations are not here")
    for text in path.read_text(encoding="utf-8").splitlines():
        once = typography.apply(text, FILES[code])
        assert letters(once) == letters(text)
        assert typography.apply(once, FILES[code]) == once


class _Engine:
    def suggest(self, requests: list[Request], pair: Pair) -> list[Suggestion | Refusal]:
        return [Suggestion(r.id, 'Il a dit "oui" hier soir !', "mt", "test/1") for r in requests]


def test_it_runs_on_what_engines_return() -> None:
    entry = Entry("He said “yes” last night!")
    (step,) = pretranslate([entry], [Opener("test", _Engine)], Pair("en", "fr"))
    assert step.answers[entry.key].text == "Il a dit «\u202foui\u202f» hier soir\u202f!"


@given(PIECES, PIECES, st.sampled_from(LOCALES))
def test_fixes_are_done_once(source: str, target: str, locale: str) -> None:
    entry, pair = Entry(source, target), Pair("en", locale)
    once = fixed(entry, pair)
    assert fixed(replace(entry, msgstr=once), pair) == once
    assert letters(once) == letters(target)


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Yes?", " Oui ? \n", "Oui\u202f?"),
        ("Yes.\n", "Oui.", "Oui.\n"),
        ("Coast", "Co\u0302te", "Côte"),
        ("He left.", "<joined/>", "<joined/>"),
        ("He left.", "", ""),
    ],
)
def test_safe_fixes(source: str, target: str, wanted: str) -> None:
    assert fixed(Entry(source, target), Pair("en", "fr")) == wanted
