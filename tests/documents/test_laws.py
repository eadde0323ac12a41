"""Promise 2: an article in which nothing differs is the source, byte for byte, whatever it is made of; and promise 3:
whatever a translation says, the article keeps its structure."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from itertools import groupby

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n import catalog, compose, shape, workflow
from l10n.formats import FORMATS
from l10n.model import Settings, Unit, walk
from l10n.segment.refine import refine

SETTINGS = Settings(chrome=("Comments",))

LINES = st.sampled_from(
    [
        "# Title",
        "## 3.2 Part {#id}",
        "One sentence. And another one!",
        "  - an item with *stars* and `code`",
        "1) numbered",
        "> quoted “text.” He left.",
        "> > deeper",
        "| a | b |",
        "|---|---|",
        "| 1 \\| 2 | **x** |",
        '[link *em*](http://example.org/a_b "T") ![alt](i.png)',
        "[ref][id] [id] [id][]",
        "[id]: http://example.org 'Title'",
        "[^1]: A note. Two.",
        "Text.[^1] More",
        "<div>",
        "prose <b>in</b> HTML &amp; so on",
        "</div>",
        "<!-- l10n:off -->",
        "<!-- l10n:on -->",
        "---",
        "===",
        "```",
        "    code",
        "{{ tag }} and {% if x %}",
        '!!! note "T"',
        ":::tip",
        "Hard  ",
        "break\\",
        "title: a: b",
        "title: 'it''s'",
        "+++",
        'title = "x"',
        "日本語。中文，",
        "\ufeff",
        "\0 \x1a \u2028 \x85",
        "SUMMARY",
        "Comments",
        "- [ ] task",
        "Term\n: definition",
        '<Tab label="One">',
        "      text in </Tab>",
        "{/* l10n:on */} {a} <B c={d}/>",
        "import a from 'b'",
        "$x^2$ and $5 and \\(y\\)",
        "{: .notranslate}",
        '<div translate="no">',
        '[caption a="b"]c[/caption]',
        "<!-- mdpo-disable-next-line -->",
        "",
        "\t",
        "\r",
    ]
)
ENDS = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r"])
ARTICLES = st.lists(st.tuples(LINES | st.text(max_size=30), ENDS), max_size=14).map(
    lambda lines: "".join(line + end for line, end in lines)
)
TARGETS = st.sampled_from(
    [
        "# x",
        "1986. Ein Jahr",
        "- x",
        "> x",
        "a | b",
        "<div> roh",
        "<script>alert(1)</script>",
        "```",
        "---",
        "C:\\Pfad\\*",
        "*a* _b_ `c`",
        "[a](http://evil.example)",
        "{{ x }}",
        "{% endif %}",
        "\n\n# Titel\n",
        "a\n\nb",
        "&amp; &lt;",
        "!",
        "x\\",
        "[^1]",
        "title: y",
        "'\"",
        "    vier",
        "<joined/>",
        "=== ",
        "ü",
        "https://evil.example/x",
        "<a1>x</a1>",
        "{a} <B/>",
        "$x^2$ \\(y^2\\)",
        "import x",
        "{: .notranslate}",
        "[/caption]",
        "\u202e",
    ]
)


def article(name: str, text: str) -> compose.Source:
    module = FORMATS[name]
    blocks = module.parse(text, SETTINGS)
    return compose.Source(blocks, refine(blocks, "en"), module, lambda again: module.parse(again, SETTINGS))


@pytest.mark.parametrize("name", list(FORMATS))
@given(text=ARTICLES)
@settings(max_examples=int(os.environ.get("EXAMPLES", "150")), deadline=None)
@example(text="\\*a\n")
@example(text="---\ntitle: x\n---")
@example(text="- \n\n  !!! note\n")
def test_pieces_joined_are_the_text(name: str, text: str) -> None:
    found = article(name, text)
    assert found.blocks.source == text
    assert found.units.source == text


@pytest.mark.parametrize("name", list(FORMATS))
@given(text=ARTICLES)
@settings(max_examples=100, deadline=None)
def test_every_unit_translated_to_itself_is_the_source(name: str, text: str) -> None:
    found = article(name, text)
    same = {key: key[1] for key in found.keys}
    for targets in ({}, same):
        done = compose.compose(found, targets, "en", "ar")
        assert (done.text, done.changed) == (text, 0)


@pytest.mark.parametrize("name", list(FORMATS))
@given(text=ARTICLES, targets=st.lists(TARGETS, min_size=1, max_size=6))
@settings(max_examples=int(os.environ.get("EXAMPLES", "150")), deadline=None)
def test_no_translation_changes_the_structure(name: str, text: str, targets: list[str]) -> None:
    found = article(name, text)
    wild = {key: targets[i % len(targets)] for i, key in enumerate(dict.fromkeys(found.keys))}
    done = compose.compose(found, wild, "en", "fr")
    again = FORMATS[name].parse(done.text, SETTINGS)
    assert shape.differences(found.blocks, again, {}) == []
    assert name != "text" or runs(done.text) == runs(text)


def runs(text: str) -> list[bool]:
    """Runs of lines (True) and of blank lines between them."""
    lines = [bool(line.strip(" \t\f\v\ufeff")) for line in re.split(r"\r\n|\r|\n", text)]
    return [key for key, _ in groupby(lines)]


@pytest.mark.parametrize("name", list(FORMATS))
@given(text=ARTICLES)
@settings(max_examples=100, deadline=None)
@example(text="a\0b c\x04d &#4; &#0; &#10;x\n")
def test_a_catalog_holds_every_unit_as_it_is(name: str, text: str) -> None:
    source = workflow.Article("a", text.encode(), name, SETTINGS)
    made = workflow.extract(source, "fr", None, datetime(2026, 1, 1, tzinfo=UTC)).data
    read = catalog.parse(made).entries
    assert [(entry.msgctxt, entry.msgid) for entry in read] == list(dict.fromkeys(source.parsed.keys))


@pytest.mark.parametrize("name", list(FORMATS))
@given(text=ARTICLES)
@settings(max_examples=60, deadline=None)
def test_blocks_are_numbered_so_that_their_sentences_know_each_other(name: str, text: str) -> None:
    found = article(name, text)
    numbers = [piece.block for piece in found.blocks.pieces if isinstance(piece, Unit)]
    assert len(set(numbers)) == len(numbers)
    known = {unit.block for unit in walk(found.blocks.pieces)}  # a text inside a tag may come to stand by itself
    assert {unit.block for unit in found.units.pieces if isinstance(unit, Unit)} <= known
