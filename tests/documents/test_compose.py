"""What a page says where translations are odd, joined, refused or in another script."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest

from l10n import compose
from l10n.formats import FORMATS
from l10n.model import Settings
from l10n.segment.refine import refine

SETTINGS = Settings(chrome=("Comments",))


def source(text: str, name: str = "markdown", locale: str = "en") -> compose.Source:
    module = FORMATS[name]
    blocks = module.parse(text, SETTINGS)
    return compose.Source(blocks, refine(blocks, locale), module, lambda again: module.parse(again, SETTINGS))


def composed(text: str, texts: Mapping[str, str], target: str = "fr", name: str = "markdown") -> compose.Composed:
    found = source(text, name)
    unknown = set(texts) - {key[1] for key in found.keys}
    assert not unknown, f"no such unit: {unknown}, only {[key[1] for key in found.keys]}"
    return compose.compose(found, {key: texts[key[1]] for key in found.keys if key[1] in texts}, "en", target)


def page(text: str, texts: Mapping[str, str], target: str = "fr", name: str = "markdown") -> str:
    done = composed(text, texts, target, name)
    assert not done.failures
    return done.text


# ---------------------------------------------------------------- places


@pytest.mark.parametrize(
    ("text", "texts", "expected"),
    [
        ("One here.\n", {"One here.": "1986. Une année"}, "1986\\. Une année\n"),
        ("One here.\n", {"One here.": "# un"}, "\\# un\n"),
        ("One here.\n", {"One here.": "+ un"}, "\\+ un\n"),
        ("One here.\n", {"One here.": "<div> cru & &amp; `a`"}, "\\<div> cru & &amp;amp; \\`a\\`\n"),
        ("One here.\n", {"One here.": "C:\\Pfad\\* a_b __init__"}, "C:\\Pfad\\\\\\* a_b \\_\\_init\\_\\_\n"),
        ("> One\n> here.\n", {"One here.": "Un ici."}, "> Un ici.\n"),
        ("# One #\n", {"One": "Un #"}, "# Un \\# #\n"),
        ("# One {#id}\n", {"One": "Un {a}"}, "# Un &#123;a} {#id}\n"),
        ("| a | One |\n|---|---|\n", {"a": "x|y"}, "| x\\|y | One |\n|---|---|\n"),
        ("![One](a.png)\n", {"One": "un]_init_"}, "![un\\]\\_init\\_](a.png)\n"),
        ('[x](a "One")\n', {"One": 'dit "oui" \\'}, '[x](a "dit \\"oui\\" &#92;")\n'),
        ("[x](a (One))\n", {"One": "(un)"}, "[x](a (\\(un\\)))\n"),
        ("[x](a 'One')\n", {"One": "l'un \\'"}, "[x](a 'l\\'un \\\\\\'')\n"),
        ("[One][]\n\n[One]: a\n", {"<a1>One</a1>": "<a1>Un</a1>"}, "[Un][One]\n\n[One]: a\n"),
        (
            "[One two] three.\n\n[One two]: a\n",
            {"<a1>One two</a1> three.": "<a1>Un</a1>."},
            "[Un][One two].\n\n[One two]: a\n",
        ),
        (
            "So **bold** it.\n",
            {"So <strong1>bold</strong1> it.": "Si<strong1> gras </strong1>là."},
            "Si **gras** là.\n",
        ),
        ("So *it* is.\n", {"So <em1>it</em1> is.": "So<em1>„es“</em1>ist."}, "So<em>„es“</em>ist.\n"),
        ("---\ntitle: One\n---\n", {"One": "Un : deux"}, '---\ntitle: "Un : deux"\n---\n'),
        ("---\ntitle: 'One'\n---\n", {"One": "L'un"}, "---\ntitle: 'L''un'\n---\n"),
        ("---\ntitle: One\n---\n", {"One": "no"}, '---\ntitle: "no"\n---\n'),
        ("---\ntags: [One, b]\n---\n", {}, "---\ntags: [One, b]\n---\n"),
        ('+++\ntitle = "One"\n+++\n', {"One": 'dit "oui" \\'}, '+++\ntitle = "dit \\"oui\\" \\\\"\n+++\n'),
        ("+++\ntitle = 'One'\n+++\n", {"One": "L'un"}, "+++\ntitle = 'L’un'\n+++\n"),
        ("<p>One here.</p>\n", {"One here.": "un < deux & co"}, "<p>un &lt; deux &amp; co</p>\n"),
        ("Hard  \nbreak.\n", {"Hard<br1/>break.": "Saut<br1/># dur."}, "Saut  \n\\# dur.\n"),
        ("One {{ x }} here.\n", {"One <tpl1/> here.": "Un <tpl1/> ici."}, "Un {{ x }} ici.\n"),
        (
            "{% raw %}`{% if x %}`{% endraw %} is code.\n",
            {"<tpl1/> is code.": "<tpl1/> est."},
            "{% raw %}`{% if x %}`{% endraw %} est.\n",
        ),
        ("Text here\n{: .lead}\n", {"Text here": "Texte"}, "Texte\n{: .lead}\n"),
        ("a|b\n:--|:--\nc|d\n", {"a": "x", "d": "y"}, "x|b\n:--|:--\nc|y\n"),
        (
            'A <span translate="no">Blue Door</span> here.\n',
            {"A <x1/> here.": "Une <x1/> ici."},
            'Une <span translate="no">Blue Door</span> ici.\n',
        ),
        (
            'A <b class="x notranslate">Door</b> here.\n',
            {"A <x1/> here.": "Une <x1/>."},
            'Une <b class="x notranslate">Door</b>.\n',
        ),
        (
            "A <!-- l10n:off -->Door<!-- l10n:on --> here.\n",
            {"A <x1/> here.": "Une <x1/>."},
            "Une <!-- l10n:off -->Door<!-- l10n:on -->.\n",
        ),
        ('!!! note "A title"\n    Body.\n', {"A title": "Un titre"}, '!!! note "Un titre"\n    Body.\n'),
        ('=== "Tab one"\n\n    Body.\n', {"Tab one": "Onglet"}, '=== "Onglet"\n\n    Body.\n'),
        ("::: tip A title\nBody.\n:::\n", {"A title": "Un titre"}, "::: tip Un titre\nBody.\n:::\n"),
        (":::note[A title]\n\nBody.\n\n:::\n", {"A title": "Un titre"}, ":::note[Un titre]\n\nBody.\n\n:::\n"),
        ('```\n!!! note "A title"\n```\n\nText.\n', {"Text.": "Texte."}, '```\n!!! note "A title"\n```\n\nTexte.\n'),
        ("Icons like\n:tada: are nice.\n", {"Icons like :tada: are nice.": "Jolies :tada:."}, "Jolies :tada:.\n"),
    ],
)
def test_a_translation_is_written_for_where_it_stands(text: str, texts: dict[str, str], expected: str) -> None:
    assert page(text, texts) == expected


def test_hard_wrapped_text_is_wrapped_again() -> None:
    lines = "The first rule of the ledger is that nothing is", "ever rubbed out by anyone of the watch room."
    text, unit = "A heading of it\n\n  " + "\n  ".join(lines) + "\n", " ".join(lines)
    done = page(
        text,
        {unit: "La première règle du registre est que rien n’y est jamais effacé par qui que ce soit."},
        name="text",
    )
    assert done.splitlines()[2:] == [
        "  La première règle du registre est que rien n’y",
        "  est jamais effacé par qui que ce soit.",
    ]


# ---------------------------------------------------------------- joining


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One here. Two there. Three.\n", "Un et deux. Three.\n"),
        ("> One here.\n> Two there.\n", "> Un et deux.\n"),
        ("![alt](x.png) One here. Two there.\n", ""),
    ],
)
def test_joined_sentences_leave_no_trace(text: str, expected: str) -> None:
    first = "<img1/> One here." if expected == "" else "One here."
    whole = "<img1/> Un et deux." if expected == "" else "Un et deux."
    done = page(text, {first: whole, "Two there.": "<joined/>"})
    assert done == (expected or "![alt](x.png) Un et deux.\n")


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Yes.\n\nYes. He came.\n", {"Yes.": "Oui, il vint.", "He came.": "<joined/>"}),
        ("One here. **Two there.** Three.\n", {"One here.": "Un.", "Two there.": "<joined/>"}),
        ("One here. [Two there.](u)\n", {"One here.": "Un.", "Two there.": "<joined/>"}),
        ("One here. Two there.\n", {"Two there.": "<joined/>"}),
        ("One here.  \nTwo there.\n\nOne more.\n", {"One more.": "<joined/>"}),
    ],
)
def test_a_join_that_would_lose_words_is_refused(text: str, texts: dict[str, str]) -> None:
    done = composed(text, texts)
    assert [failure.key[1] for failure in done.failures] == [
        key for key, value in texts.items() if value == "<joined/>"
    ]
    assert all(unit in done.text for unit in texts if texts[unit] == "<joined/>")


def test_if_the_first_falls_back_all_do() -> None:
    done = composed(
        "One here. Two there.\n\nThree.\n",
        {"One here.": "Un http://x.example", "Two there.": "<joined/>", "Three.": "Trois."},
    )
    assert done.text == "One here. Two there.\n\nTrois.\n"
    assert {failure.key[1] for failure in done.failures} == {"One here.", "Two there."}


# ---------------------------------------------------------------- falling back


def test_only_the_guilty_sentence_falls_back() -> None:
    done = composed(
        "One here. Two there. Three now.\n",
        {"One here.": "Un.", "Two there.": "Deux http://x.example", "Three now.": "Trois."},
    )
    assert done.text == "Un. Two there. Trois.\n"
    assert [failure.key[1] for failure in done.failures] == ["Two there."]


def test_many_guilty_ones_do_not_take_the_innocent_along() -> None:
    text = "\n\n".join(f"Sentence number {i} of it." for i in range(200))
    texts = {
        f"Sentence number {i} of it.": f"Phrase {i}" + (" http://x.example" if i % 3 == 0 else ".") for i in range(200)
    }
    done = composed(text, texts)
    assert len(done.failures) == 67
    assert done.text.count("Phrase") == 133


def test_a_blank_translation_is_none() -> None:
    assert page("One here. Two there.\n", {"One here.": "\u00a0", "Two there.": " "}) == "One here. Two there.\n"


def test_what_fell_back_is_isolated_too_and_what_is_meant_is_not() -> None:
    done = composed(
        "One here. Two there. Name.\n",
        {"One here.": "رصيف http://x.example", "Two there.": "اثنان.", "Name.": "Name."},
        "ar",
    )
    assert done.text == '<span lang="en" dir="ltr">One here.</span> اثنان. Name.\n'


# ---------------------------------------------------------------- blanks between sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One here. Two there.\n", "一。二。\n"),
        ("One here.\nTwo there.\n", "一。二。\n"),
        ("> One here.\n> Two there.\n", "> 一。二。\n"),
        ("One here.  \nTwo there.\n", "一。  \n二。\n"),
    ],
)
def test_no_blank_between_chinese_sentences_but_breaks_stay(text: str, expected: str) -> None:
    assert page(text, {"One here.": "一。", "Two there.": "二。"}, "zh-Hans") == expected


def test_korean_lines_are_joined_with_a_blank() -> None:
    found = source("한국어는\n재미있는 언어이다.\n", locale="ko")
    assert found.keys == [(None, "한국어는 재미있는 언어이다.")]


# ---------------------------------------------------------------- labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# T\n\nx\n", "# T\n\n*D*\n\nx\n"),
        ("# T\r\n\r\nx\r\n", "# T\r\n\r\n*D*\r\n\r\nx\r\n"),
        ("T\n  ===\nx\n", "T\n  ===\n\n*D*\n\nx\n"),
        ("- # T\n- b\n\nx\n", "- # T\n- b\n\n*D*\n\nx\n"),
        ("> # T\n> more\n\nx\n", "> # T\n> more\n\n*D*\n\nx\n"),
        ("---\na: b\n---\nx\n", "---\na: b\n---\n\n*D*\n\nx\n"),
        ("x\n", "*D*\n\nx\n"),
        ("# T", "# T\n\n*D*\n"),
        ("\ufeffx\n", "\ufeff*D*\n\nx\n"),
    ],
)
def test_a_label_stands_after_the_headline_and_breaks_nothing(text: str, expected: str) -> None:
    assert FORMATS["markdown"].label(text, "D") == expected


# ---------------------------------------------------------------- anchors


@pytest.mark.parametrize(
    ("source", "text", "ids", "expected"),
    [
        ("# One Two!\n", "# Un\n", "pin", "# Un {#one-two}\n"),
        ("# One\n\n# One\n", "# Un\n\n# Un\n", "pin", "# Un {#one}\n\n# Un {#one-1}\n"),
        ("# One\n", "# One\n", "pin", "# One\n"),
        ("# One {#x}\n", "# Un {#x}\n", "pin", "# Un {#x}\n"),
        ("One\n===\n", "Un\n===\n", "pin", "Un {#one}\n===\n"),
        ("# *One* `x`\r\n", "# *Un* `x`\r\n", "pin", "# *Un* `x` {#one-x}\r\n"),
        ("> # One\n> more\n", "> # Un\n> more\n", "pin", "> # Un {#one}\n> more\n"),
        ("# One", "# Un", "pin", "# Un {#one}"),
        ("# One\n", "# Un\n", "auto", "# Un\n"),
        ("# One\n\n## Two {#x}\n", "# Un\n\n## Deux {#x}\n", "auto", "# Un {#one}\n\n## Deux {#x}\n"),
        ("# One\n\n## Two {#x}\n", "# Un\n\n## Deux {#x}\n", "leave", "# Un\n\n## Deux {#x}\n"),
    ],
)
def test_translated_headings_keep_their_anchors(source: str, text: str, ids: str, expected: str) -> None:
    done = FORMATS["markdown"].adapt(text, source, "fr", "ltr", Settings(heading_ids=ids))
    assert done == expected


# ---------------------------------------------------------------- traps


@pytest.mark.parametrize(
    "text",
    [
        "![" * 300 + "a" + "](x)" * 300,
        "*a " * 600 + "b*" * 600,
        "<code>a " * 30_000,
        "<b>a</i>" * 20_000,
        "<!-- l10n:comment " * 20_000,
        "{% raw %} " * 30_000,
        "<div>\n" + "<a " * 100_000 + '"',
        "{{ " * 100_000,
        "http://x.example" + ")" * 100_000,
        "> " * 3_000 + "a",
        "[" * 20_000,
    ],
    ids=lambda text: text[:12],
)
def test_traps_end(text: str) -> None:
    """They took minutes where work was quadratic; the bound is far above what is needed."""
    start = time.process_time()
    found = source(text)
    assert found.units.source == text
    assert time.process_time() - start < 30
