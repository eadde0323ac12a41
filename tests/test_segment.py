"""Sentences: golden files per language, marks, a project's own abbreviations, and laws."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n import inline
from l10n.segment import rules, segment

GOLDEN = Path(__file__).with_name("segment")
LISTED = [
    "en",
    "fr",
    "es",
    "pt",
    "it",
    "ca",
    "gl",
    "de",
    "nl",
    "pl",
    "cs",
    "ru",
    "uk",
    "el",
    "tr",
    "ar",
    "he",
    "fa",
    "hi",
    "zh",
    "ja",
    "ko",
    "vi",
    "id",
    "sw",
    "ro",
    "hu",
    "sv",
    "da",
    "nb",
    "fi",
]


def cut(text: str, locale: str = "en", no_break: tuple[str, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in segment(text, locale, no_break)]


# ---------------------------------------------------------------- golden files


def _blocks() -> list[tuple[str, list[str]]]:
    return [
        (path.stem, block.splitlines())
        for path in sorted(GOLDEN.glob("*.txt"))
        for block in path.read_text(encoding="utf-8").strip().split("\n\n")
    ]


@pytest.mark.parametrize(("language", "lines"), _blocks())
def test_golden(language: str, lines: list[str]) -> None:
    between = "" if language in ("zh", "ja") else " "
    assert [span.strip() for span in cut(between.join(lines), language)] == lines


def test_every_listed_language_has_rules_and_a_golden_file() -> None:
    assert set(LISTED) <= set(rules.languages())
    assert set(LISTED) <= {path.stem for path in GOLDEN.glob("*.txt")}


@pytest.mark.parametrize("language", rules.languages())
def test_lists_hold_bare_words(language: str) -> None:
    known = rules.load(language)
    assert known.kinds
    assert not [word for word in known.kinds if word.endswith(".") or re.search(r"\s", word)]
    assert not [word for word in known.starters if word[0].islower()]


# ---------------------------------------------------------------- other languages and locales


@pytest.mark.parametrize(
    ("locale", "sentences"),
    [
        ("am", ["ይህ ነው። ", "ያ ነው።"]),
        ("my", ["ဒါ။ ", "ဟို။"]),
        ("hy", ["Սա է։ ", "Նա է։"]),
        ("ur", ["یہ ہے۔ ", "وہ ہے؟ ", "ہاں۔"]),
        ("mr", ["हे आहे। ", "ते आहे।"]),
        ("km", ["នេះ។ ", "នោះ។"]),
        ("sk", ["Prišiel 3. Mája. ", "Odišiel."]),
        ("th", ["นี่คือประโยค"]),
        ("ar", ["نعم.\u200f ", "\u200fثم ذهب."]),
        ("ja", ["３．５円だ。", "高い。"]),
        ("de", ["Die Hauptstr. 5 ist alt. ", "Die neue nicht."]),
        ("en", ["He spoke to Int'l. Trade Corp. staff. ", "Then he left."]),
        ("yue", ["好。", "係。"]),
        ("zh-Hant-TW", ["好。", "是。"]),
        ("pt_BR", ["O Sr. Lima saiu. ", "Voltou."]),
        ("sr@latin", ["Došao je. ", "Otišao je."]),
        ("", ["Mr. Cole left. ", "Fine."]),
        ("../../etc", ["Mr. Cole left. ", "Fine."]),
    ],
)
def test_other_languages_are_cut_by_their_script(locale: str, sentences: list[str]) -> None:
    assert cut("".join(sentences), locale) == sentences


def test_a_project_adds_its_own_abbreviations() -> None:
    text = "We met Cllr. Hall and Abt. Kern. They left."
    assert cut(text, "en", ("Abt.",)) == ["We met Cllr. Hall and Abt. Kern. ", "They left."]
    assert len(cut(text, "en")) == 3
    assert len(cut("Es gilt x. Y. Das Recht.", "de")) == 2
    assert len(cut("Es gilt x. Y. Das Recht.", "de", ("x. Y.",))) == 1


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("This is the end.The next page is blank.", 2),
        ("Is this all?The rest is lost.", 2),
        ("See example.com or Node.js for more.", 1),
        ("I... No, we did not...No!", 2),
        ("Prices rose 3.5 percent.", 1),
        ("Mail a.b@example.org. Thanks.", 2),
        ("Look at https://example.org/a?b=c.d! Now.", 2),
        ("Done.\n\nNext.", 2),
        ("No stop at all", 1),
        ("...", 1),
        ("", 0),
        (" \n", 1),
        ("“Yes.” ”", 1),
    ],
)
def test_stops_without_blanks_and_other_oddities(text: str, pieces: int) -> None:
    assert len(cut(text)) == pieces


# ---------------------------------------------------------------- marks


@pytest.mark.parametrize(
    "spans",
    [
        ["It is the <em1>end.</em1> ", "Next one."],
        ["He said <a1>so.</a1> ", "Next one."],
        ["It ended.<fn1/> ", "Next."],
        ["It ended. <fn1/> ", "Next."],
        ["It ended. ", "<a1>Next</a1> one."],
        ["It ended.</em1> ", "<em2>Next</em2>"],
        ["<em1>One. ", "Two.</em1> ", "Three."],
        ["See <code1/>. ", "<code2/> is next."],
        ["Use <url1/>. ", "Then go."],
        ["Line one.<br1/>", "Line two."],
        ["It ended.", "<a1> Next</a1> here."],
        ["It ended.<img1/> ", "Next."],
        ["“It ended.</em1>” ", "<a2><em3>Next</em3></a2> one. <fn4/>"],
        ["This is \\<a1>. ", "Next one."],
        ["Gen.<x1/> Smith came. ", "<strong1>Gen.</strong1> Cole left."],
        ["“Is it <em1>true?</em1>” he asked."],
        ["Version <code1/>.5 is out."],
        ["<a1></a1>"],
    ],
)
def test_marks_hide_no_boundary(spans: list[str]) -> None:
    assert cut("".join(spans)) == spans


@pytest.mark.parametrize("kind", ["a", "em", "strong", "code", "img", "br", "fn", "tpl", "url", "x"])
def test_every_kind_of_mark_is_known(kind: str) -> None:
    assert cut(f"It ended.<{kind}1/> Next.") == [f"It ended.<{kind}1/> ", "Next."]


# ---------------------------------------------------------------- laws

PIECES = [
    *".!?…。！؟।;:,\"'“”„«»‘’「」()[]- \u00a0\n\t1",
    *[
        "Mr",
        "U.S.",
        "Gen.",
        "e.g.",
        "etc.",
        "z.B.",
        "The",
        "he",
        "A",
        "I",
        "3.",
        "IV.",
        "漢字",
        "الف",
        "iPhone",
        "d’",
        "...",
        "[1]",
        "²",
        "😀",
    ],
    *["<a1>", "</a1>", "<em2>", "</em2>", "<code3/>", "<fn4/>", "<br5/>", "\\<a1>", "<a1", "<", "\\", "'ﬀ'", "É", "ß"],
]
texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join) | st.text(max_size=40)
locales = st.sampled_from([*LISTED, "xx", "zh-Hant", "pt_BR"])


@given(texts, locales)
@example("", "en")
@example(" ", "en")
@example("<a1>", "en")
def test_spans_tile_the_text(text: str, locale: str) -> None:
    spans = segment(text, locale)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)
    assert [end for _, end in spans[:-1]] == [start for start, _ in spans[1:]]


@given(texts, locales)
def test_no_cut_is_inside_a_mark_or_before_a_blank(text: str, locale: str) -> None:
    inside = {place for mark in inline.marks(text) for place in range(mark.start + 1, mark.end)}
    for _, end in segment(text, locale)[:-1]:
        assert end not in inside
        assert text[end] not in " \t\n"


@given(texts, locales)
def test_each_span_but_the_last_holds_a_stop(text: str, locale: str) -> None:
    stops = set(".!?…‼⁇⁈⁉;\u037e。！？｡．।॥؟۔።፧፨។៕။։༎᠃᠉᱾᱿꯫᭞᭟꧉꩝꘎꘏꛳꛷꓿")
    for start, end in segment(text, locale)[:-1]:
        assert stops & set(text[start:end])


def test_a_hundred_thousand_random_strings_tile() -> None:
    chance = random.Random(4)
    for number in range(100_000):
        text = "".join(chance.choices(PIECES, k=number % 14))
        at = 0
        for start, end in segment(text, LISTED[number % len(LISTED)]):
            assert start == at < end
            at = end
        assert at == len(text)


# ---------------------------------------------------------------- linear time

REPEATED = [
    *["a", ".", '"', "“", ". ", ". . .", "! ", ". [...] ", "(a. ", ".) ", "a.b", "x.</a1> ", "<a1>", "<a1> . "],
    *['." ', "。」", '。"', "1. ", "A. ", '. " ', "…", "?!", "z. B. ", "a. <a1> ", "</a1>", " ", "a.A ", "U.S. The "],
    *["[1]", ". 😀", "Nr. 3. ", "\\<a1>. ", ". <fn1/> ", "।", "<", "EE. ", "'' ", ". :)", " » ", "\n", "!” "],
]


class CountingText(str):
    """A text that counts the characters which its own methods go through."""

    work = 0

    def __getitem__(self, key: object) -> str:
        part = super().__getitem__(key)  # type: ignore[index]
        CountingText.work += len(part)
        return part

    def count(self, what: str, *where: int) -> int:  # type: ignore[override]
        CountingText.work += abs((where[1] if len(where) > 1 else len(self)) - (where[0] if where else 0))
        return super().count(what, *where)

    def rfind(self, what: str, *where: int) -> int:  # type: ignore[override]
        CountingText.work += abs((where[1] if len(where) > 1 else len(self)) - (where[0] if where else 0))
        return super().rfind(what, *where)


def _work(unit: str, times: int, language: str) -> int:
    CountingText.work = 0
    segment(CountingText(unit * times), language)
    return CountingText.work


@pytest.mark.parametrize("unit", REPEATED)
def test_work_grows_with_the_text(unit: str) -> None:
    for language in ("en", "de", "zh"):
        assert _work(unit, 1600, language) <= 5 * _work(unit, 400, language) + 4000


@pytest.mark.parametrize("unit", ["a", ".", '"', "“", ". ", "<a1>", ". . ", "(", "!)"])
def test_a_megabyte_takes_no_quadratic_time(unit: str) -> None:
    """Regular expressions count no work: a quadratic one would take hours here, the suite's patience is the bound."""
    text = unit * (1_000_000 // len(unit))
    assert segment(text, "en")[-1][1] == len(text)
