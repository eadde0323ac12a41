"""Names of locales, what they inherit from, and their properties."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import locales
from l10n.errors import UsageError


def known() -> list[str]:
    from babel.localedata import locale_identifiers

    return sorted(locale_identifiers())


@given(st.sampled_from(known()))
def test_posix_and_back(name: str) -> None:
    tag = locales.normalize(name)
    assert locales.normalize(locales.posix(tag)) == tag
    assert locales.normalize(tag) == tag
    assert locales.fallbacks(tag)[0] == tag
    assert len({locales.script(above) for above in locales.fallbacks(tag)}) == 1
    assert locales.plural_forms(tag).startswith("nplurals=")
    assert locales.name(tag)


@given(st.text(max_size=12) | st.from_regex(r"[a-zA-Z]{2,3}([-_@.][a-zA-Z0-9]{1,8}){0,3}", fullmatch=True))
def test_any_name_is_a_locale_or_a_usage_error(name: str) -> None:
    try:
        tag = locales.normalize(name)
    except UsageError:
        return
    assert locales.normalize(locales.posix(tag)) == tag


@pytest.mark.parametrize(
    ("name", "tag", "posix"),
    [
        ("fr", "fr", "fr"),
        ("pt_BR", "pt-BR", "pt_BR"),
        ("pt-br", "pt-BR", "pt_BR"),
        ("PT_br.UTF-8", "pt-BR", "pt_BR"),
        ("de_DE@euro", "de-DE", "de_DE"),
        ("sr@latin", "sr-Latn", "sr@latin"),
        ("sr_RS@latin", "sr-Latn-RS", "sr_RS@latin"),
        ("sr-Cyrl", "sr", "sr"),
        ("uz@cyrillic", "uz-Cyrl", "uz@cyrillic"),
        ("mn-Mong", "mn-Mong", "mn@mong"),
        ("zh_CN", "zh-Hans", "zh_CN"),
        ("zh-Hans-CN", "zh-Hans", "zh_CN"),
        ("zh_TW", "zh-Hant", "zh_TW"),
        ("zh-Hant-HK", "zh-HK", "zh_HK"),
        ("zh", "zh", "zh"),
        ("ca-valencia", "ca-valencia", "ca@valencia"),
        ("sr-Latn-ekavsk", "sr-Latn-ekavsk", "sr@latin_ekavsk"),
        ("es_419", "es-419", "es_419"),
        ("cat", "ca", "ca"),
        ("iw", "he", "he"),
        ("en_UK", "en-GB", "en_GB"),
        ("en-XA", "en-XA", "en_XA"),
    ],
)
def test_names(name: str, tag: str, posix: str) -> None:
    assert locales.normalize(name) == tag
    assert locales.posix(tag) == posix


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("french", "'fr'"),
        ("portugese", "'pt'"),
        ("pt_BRA", "'pt-BR'"),
        ("fr-FX9", "'fr"),
        ("12345", "'pt-BR'"),
        ("", "'pt-BR'"),
    ],
)
def test_a_name_that_is_none_gets_a_hint(name: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        locales.normalize(name)
    assert repr(name) in caught.value.message
    assert hint in caught.value.hint


def test_the_other_functions_refuse_what_is_no_locale() -> None:
    for function in (
        locales.posix,
        locales.fallbacks,
        locales.script,
        locales.direction,
        locales.name,
        locales.plural_forms,
    ):
        with pytest.raises(UsageError):
            function("not a locale")


@pytest.mark.parametrize(
    ("tag", "chain"),
    [
        ("es-MX", ("es-MX", "es-419", "es")),
        ("pt-AO", ("pt-AO", "pt-PT", "pt")),
        ("pt-BR", ("pt-BR", "pt")),
        ("en-AU-oxendict", ("en-AU-oxendict", "en-AU", "en-001", "en")),
        ("ca-valencia", ("ca-valencia", "ca")),
        ("zh-HK", ("zh-HK", "zh-Hant")),
        ("zh-Hant", ("zh-Hant",)),
        ("sr-Latn-RS", ("sr-Latn-RS", "sr-Latn")),
        ("sr-Latn", ("sr-Latn",)),
        ("fr", ("fr",)),
    ],
)
def test_fallbacks(tag: str, chain: tuple[str, ...]) -> None:
    assert locales.fallbacks(tag) == chain


def test_script_direction_and_name() -> None:
    assert [locales.script(tag) for tag in ("fr", "sr", "sr-Latn", "zh-HK", "ar", "pa-PK")] == [
        "Latn", "Cyrl", "Latn", "Hant", "Arab", "Arab",
    ]  # fmt: skip
    tags = ("fr", "ar", "he", "fa", "ur", "ja", "az-Arab", "ku")
    assert [tag for tag in tags if locales.direction(tag) == "rtl"] == ["ar", "he", "fa", "ur", "az-Arab"]
    assert [locales.name(tag) for tag in ("pt-BR", "ca-valencia", "zh-Hant", "fr")] == [
        "Portuguese (Brazil)", "Catalan (Valencian)", "Chinese (Traditional)", "French",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("fr", "nplurals=2; plural=(n > 1);"),
        ("es-MX", "nplurals=2; plural=(n != 1);"),
        ("ja", "nplurals=1; plural=0;"),
        ("id", "nplurals=1; plural=0;"),
        ("oc", "nplurals=2; plural=(n > 1);"),
        ("scn", "nplurals=2; plural=(n != 1);"),
        ("ht", "nplurals=2; plural=(n > 1);"),
    ],
)
def test_plural_forms(tag: str, forms: str) -> None:
    assert locales.plural_forms(tag) == forms


def test_decimal_points() -> None:
    assert [locales.decimal(tag) for tag in ("en", "fr", "es-MX", "zh-Hans", "sr-Latn", "tlh")] == list(".,..,.")


def test_babel_is_loaded_only_when_it_is_needed() -> None:
    heavy = "{'babel', 'polib', 'rapidfuzz'}"
    code = f"import sys, l10n.locales, l10n.catalog, l10n.merge; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
