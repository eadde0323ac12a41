"""What authors of Markdown say to translators, and what they keep from them."""

from __future__ import annotations

import pytest

from tests.documents.articles import msgids, places


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("<!-- l10n:off -->\n\nOut.\n\n<!-- l10n:on -->\n\nIn.\n", ["In."]),
        ("In.\n\n<!-- translate:off -->\nOut.\n\n# Out\n\n- Out\n", ["In."]),
        ("<!-- mdpo-disable-next-line -->\nOut\nof here.\n\nIn.\n", ["In."]),
        ("<!-- mdpo-disable -->\nOut.\n\n<!-- mdpo-enable-next-block -->\nIn.\n\nOut.\n", ["In."]),
        ("<!-- i18n:skip -->\n\n- Out\n- In\n", ["In"]),
        ("<!-- mdbook-xgettext: skip -->\n```\ncode\n```\n\nIn.\n", ["In."]),
        ("<!-- i18n:skip-start -->\nOut.\n\n<!-- i18n:skip-end -->\n\nIn.\n", ["In."]),
        ("<!-- i18n:skip -->\n<div>Out.</div>\n\nIn.\n", ["In."]),
        ("<!-- l10n:off -->\n<p>Out.</p>\n\n<!-- l10n:on -->\n<p>In.</p>\n", ["In."]),
        (
            '<!-- l10n:off -->\n\n!!! note "Out"\n    Out.\n\n<!-- l10n:on -->\n\n!!! note "In"\n    In.\n',
            ["In", "In."],
        ),
        ("A <!-- l10n:off -->b *c*<!-- l10n:on --> d.\n", ["A <x1/> d."]),
        ("A <!-- mdpo-disable -->b<!-- mdpo-enable --> d.\n", ["A <x1/> d."]),
        ('<div translate="no">\n\nOut.\n\n<div>\n\nOut.\n\n</div>\n\n</div>\n\nIn.\n', ["In."]),
        ("<section class='a notranslate b'>\n\n# Out\n\n</section>\n\nIn.\n", ["In."]),
        ('<div class="notranslate">\nOut.\n</div>\n\nIn.\n', ["In."]),
        ('<p translate="no">\nOut.</p>\n<p>In.</p>\n', ["In."]),
        ("<svg>\n<text>Out</text>\n</svg>\n\nIn.\n", ["In."]),
        ('A <span translate="no">b *c*</span> d.\n', ["A <x1/> d."]),
        ('Out.\n{: translate="no"}\n\nIn.\n{: .note}\n', ["In."]),
        ("Out.\n{: .a .notranslate #b}\n\nIn.\n", ["In."]),
        ("Out.\n{.notranslate}\n\nIn.\n", ["In."]),
        ("# Out {.notranslate}\n\n# Out {: translate=no }\n\n# In {.fine}\n", ["In"]),
        ("- Out {: .notranslate}\n- {: .notranslate} Out\n- In\n", ["In"]),
        ("> Out.\n> {: .notranslate}\n\n> In.\n", ["In."]),
    ],
)
def test_what_an_author_withholds_is_not_offered(text: str, offered: list[str]) -> None:
    assert msgids(text) == offered


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("<!-- l10n:off-ish -->\n\nIn.\n", ["In."]),
        ("In.\n\n<!-- l10n:on -->\n\nIn too.\n", ["In.", "In too."]),
        ("About `translate` in {.notranslate} prose.\n", ["About <code1/> in {.notranslate} prose."]),
        ('<div translate="no"></div>\n\nIn.\n', ["In."]),
        ('<br translate="no"/>\n\nIn.\n', ["In."]),
        ('```\n<div translate="no">\n<!-- l10n:off -->\n```\n\nIn.\n', ["In."]),
    ],
)
def test_what_only_looks_so_is_offered(text: str, offered: list[str]) -> None:
    assert msgids(text) == offered


@pytest.mark.parametrize(
    "text",
    [
        "<!-- l10n:comment: A ship -->\n<!-- l10n:context: port -->\nHarbour\n\nHarbour\n",
        "<!-- mdpo-translator A ship -->\n\n<!-- mdpo-context port -->\n\nHarbour\n\nHarbour\n",
        "<!-- l10n:context: port --><!-- i18n:comment: A ship -->\n# Harbour\n\nHarbour\n",
        "A <!-- l10n:comment: A ship --> b <!-- l10n:context: port -->\n\nHarbour\n",
    ],
)
def test_notes_and_contexts_are_for_the_next_block_alone(text: str) -> None:
    first, second = places(text)
    assert (first.context, first.notes) == ("port", ("A ship",))
    assert (second.context, second.notes) == (None, ())


def test_attributes_of_a_block_are_none_of_its_text() -> None:
    text = "# The pier {: .x #y}\n\nA line.\n{: .z}\n\n- {: .a} An item\n- *b*{: .c} d\n\n> E\n{: f='g'}\n"
    assert msgids(text) == ["The pier", "A line.", "An item", "<em1>b</em1><tpl2/> d", "E"]
