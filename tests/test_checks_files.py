"""Whole catalogs: what the tool writes itself has no problem, and what merges and people leave has."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from l10n import catalog, locales
from l10n.checks import Contents, check_catalog
from l10n.model import Entry, Pair

LOCALES = (
    "fr", "es", "pt-BR", "ca", "ar", "ja", "zh-Hans", "zh-Hant", "ru", "pl", "cs", "sl", "he", "ga", "cy", "lv", "lt",
    "ro", "mt", "sr-Latn", "sr", "uk", "tr", "vi", "th", "ko", "fa", "hi", "eu", "gl", "is", "mk", "en-GB", "de-AT",
)  # fmt: skip


def problems(contents: Contents) -> list[tuple[str, str]]:
    return [(p.check, p.message) for p in check_catalog(contents)]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_headers_that_the_tool_writes_pass(locale: str) -> None:
    header = catalog.new_header(locale, project="site", created=datetime(2026, 1, 5, 10, tzinfo=UTC))
    plural = Entry("%d file", msgid_plural="%d files", plurals=("%d",))
    assert problems(Contents(Pair("en", locale), header, (plural,))) == []


@pytest.mark.parametrize(
    ("locale", "value", "word"),
    [
        ("fr", "nplurals=2; plural=n>1;", ""),
        ("fr", "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;", ""),
        ("fr", "nplurals=1; plural=0;", "fit"),
        ("ja", "nplurals=2; plural=(n != 1);", "fit"),
        ("fr", "nplurals=INTEGER; plural=EXPRESSION;", "formula"),
        ("fr", "nplurals=2; plural=__import__('os');", "formula"),
        ("fr", "nplurals=2; plural=1/0;", "formula"),
        ("fr", "nplurals=2; plural=n/(n-5);", "formula"),
        ("ru", "nplurals=2; plural=(n%10==1 ? 0 : n%10<5 ? 1 : 2);", "counts to 2"),
    ],
)
def test_plural_forms(locale: str, value: str, word: str) -> None:
    header = (
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Language", locales.posix(locale)),
        ("Plural-Forms", value),
    )
    found = problems(Contents(Pair("en", locale), header))
    assert [check for check, _ in found] == (["header"] if word else [])
    assert all(word in message for _, message in found)


@pytest.mark.parametrize(
    ("name", "wrong"), [("fr", False), ("fr_CA", False), ("de", True), ("français", True), ("", True)]
)
def test_the_language_is_that_of_the_catalog(name: str, wrong: bool) -> None:
    header = (("Content-Type", "text/plain; charset=UTF-8"), ("Language", name))
    assert bool(problems(Contents(Pair("en", "fr"), header))) is wrong


def test_a_template_needs_no_language() -> None:
    header = (("Content-Type", "text/plain; charset=UTF-8"), ("Language", ""))
    assert problems(Contents(Pair("en", "en"), header, (Entry("One"),))) == []


def test_a_newer_source_is_told_once_with_counts() -> None:
    old, new = (Entry("One", "Un"), Entry("Two", "Deux")), (Entry("Two"), Entry("Three"), Entry("Four"))
    header = (("Content-Type", "text/plain; charset=UTF-8"), ("Language", "fr"))
    found = problems(Contents(Pair("en", "fr"), header, old, new))
    assert found == [("stale", "source newer than catalog (2 new, 1 gone): run l10n extract")]


def test_the_same_text_in_another_context_is_another_entry() -> None:
    header = (("Content-Type", "text/plain; charset=UTF-8"), ("Language", "fr"))
    one = Contents(Pair("en", "fr"), header, (Entry("One", "Un"),), (Entry("One", msgctxt="heading"),))
    assert [check for check, _ in problems(one)] == ["stale"]
