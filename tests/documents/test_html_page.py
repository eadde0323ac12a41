"""What a page says of itself in the language it now has: addresses, languages, anchors; and the directives in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from l10n import catalog, workflow
from l10n.formats import html
from l10n.model import Settings
from tests.documents.test_html import offered, translated

SETTINGS = Settings()
EN = '<html lang="en"><head>'
FR = '<html lang="fr"><head>'
ALTERNATES = (
    '<link rel="alternate" hreflang="en" href="/en/pier?a=1&amp;b=2">'
    '<link rel="alternate" hreflang="fr" href="/fr/jetee?a&amp;b">'
    '<link rel="alternate" hreflang="x-default" href="/en/pier">'
)


def adapted(text: str, lang: str = "fr") -> str:
    once = html.adapt(text, text, lang, "ltr", SETTINGS)
    assert html.adapt(once, once, lang, "ltr", SETTINGS) == once
    return once


@pytest.mark.parametrize(
    ("text", "french"),
    [
        # A page that names its own address in the language has that one as its canonical one.
        (
            f'{ALTERNATES}<link rel="canonical" href="/en/pier"><meta property="og:url" content="/en/pier">',
            (
                f'{ALTERNATES}<link rel="canonical" href="/fr/jetee?a&amp;b">'
                '<meta property="og:url" content="/fr/jetee?a&amp;b">'
            ),
        ),
        (
            f"{ALTERNATES}<link rel=canonical href=/en/pier>",
            f'{ALTERNATES}<link rel=canonical href="/fr/jetee?a&amp;b">',
        ),
        # Without one, nobody knows it.
        ('<link rel="canonical" href="/en/pier">', '<link rel="canonical" href="/en/pier">'),
        ('<meta property="og:url" content="/en/pier">', '<meta property="og:url" content="/en/pier">'),
        # `hreflang` follows where the page means itself, and nowhere else.
        ('<link rel="canonical" hreflang="en" href="x">', '<link rel="canonical" hreflang="fr" href="x">'),
        ('<a hreflang="en" href="#top">', '<a hreflang="fr" href="#top">'),
        ('<a hreflang="de" href="#top">', '<a hreflang="de" href="#top">'),
        ('<a hreflang="en" href="https://example.org">', '<a hreflang="en" href="https://example.org">'),
        # Open Graph: the page's own name for the locale, and the two change places.
        (
            (
                '<meta property="og:locale" content="en_US"><meta property="og:locale:alternate" content="fr_CA">'
                '<meta property="og:locale:alternate" content="de_DE">'
            ),
            (
                '<meta property="og:locale" content="fr_CA"><meta property="og:locale:alternate" content="en_US">'
                '<meta property="og:locale:alternate" content="de_DE">'
            ),
        ),
        ('<meta property="og:locale" content="en_US">', '<meta property="og:locale" content="fr">'),
        ('<meta name="language" content="en">', '<meta name="language" content="fr">'),
        ("<meta name=dcterms.language content=en>", "<meta name=dcterms.language content=fr>"),
        ('<meta name="author" content="en">', '<meta name="author" content="en">'),
        (
            '<script type="application/ld+json">{"inLanguage": "en", "x": {"inLanguage": "de"}}</script>',
            '<script type="application/ld+json">{"inLanguage": "fr", "x": {"inLanguage": "de"}}</script>',
        ),
        ('<script>x = {"inLanguage": "en"}</script>', '<script>x = {"inLanguage": "en"}</script>'),
        # Anchors are the source's, always: links to them come from elsewhere, too.
        ('<h2 id="the-pier">x</h2><h3>y</h3>', '<h2 id="the-pier">x</h2><h3>y</h3>'),
    ],
)
def test_what_a_page_says_of_itself(text: str, french: str) -> None:
    assert adapted(EN + text) == FR + french


def test_headings_and_links_keep_their_anchors() -> None:
    text = '<h2 id="ninth">The ninth pillar</h2><p>See <a href="#ninth">the <b>pillar</b></a>.</p><a name="x"></a>'
    done = translated(text, "Le neuvième pilier", "Voir <a1>le <strong2>pilier</strong2></a1>.")
    assert done == (
        '<h2 id="ninth">Le neuvième pilier</h2><p>Voir <a href="#ninth">le <b>pilier</b></a>.</p><a name="x"></a>'
    )


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("<p>One<!-- mdpo-disable --><p>Two<!-- mdpo-enable --><p>Three", ["One", "Three"]),
        ("<!-- translate:off --><p>One<!-- translate:on --><p>Two", ["Two"]),
        ("<!-- i18n:skip --><p>One <b>two</b></p><p>Three", ["Three"]),
        ("<!-- mdbook-xgettext:skip --><ul><li>One<li>Two</ul>", ["Two"]),
        ("<!-- mdpo-disable-next-block --><p title=No>One<p title=Yes>Two", ["Yes", "Two"]),
        ("<!-- mdpo-disable-next-block --><img alt=No><p>Two", ["Two"]),
        ("<!-- i18n:skip --><hr><p>One<p>Two", ["Two"]),
        ("<p>One <!-- i18n:skip -->two<p>Three", ["One", "Three"]),
        ("<!-- l10n:off --><p>One<!-- mdpo-enable-next-block --><p>Two<p title=No>Three", ["Two"]),
        ("<!-- l10n:off --><p>One<!-- l10n:off --><p>Two<!-- l10n:on -->Three", ["Three"]),
        ("<div translate=no><!-- l10n:on --><p>One</div>Two", ["Two"]),
        ("<!-- an ordinary comment: l10n:off --><p>One", ["One"]),
        ("<!-- l10n:off --><div><!-- l10n:on --><p>One</div><p>Two", ["One", "Two"]),
    ],
)
def test_directives_of_several_tools(text: str, units: list[str]) -> None:
    assert offered(text) == units


@pytest.mark.parametrize(
    ("text", "target", "page"),
    [
        ("<p>x {{ y }}</p>", "{{ et <tpl1/>", "<p>&#123;{ et {{ y }}</p>"),
        ("<p>x</p>{{ y }}", "a {{ b", "<p>a &#123;{ b</p>{{ y }}"),
        ("<p>x</p>", "100 {% de {#", "<p>100 &#123;% de &#123;#</p>"),
        ("<p>x</p>", "{#id} {x}", "<p>{#id} {x}</p>"),
        ('<img alt="x"> {{ y }}', "a {{ b", '<img alt="a &#123;{ b"> {{ y }}'),
        ("<p>x</p>", "<?php echo 1 ?> <% x %>", "<p>&lt;?php echo 1 ?&gt; &lt;% x %&gt;</p>"),
        ('<a title="x" href=y>', '<?= $x ?>" onload="z', '<a title="&lt;?= $x ?&gt;&quot; onload=&quot;z" href=y>'),
        (
            '<script type="application/ld+json">{"headline": "x"}</script>{{ y }}',
            "</script> {{ z",
            '<script type="application/ld+json">{"headline": "\\u003c/script\\u003e \\u007b{ z"}</script>{{ y }}',
        ),
    ],
)
def test_no_sign_of_a_translation_is_active(text: str, target: str, page: str) -> None:
    assert translated(text, target) == page


# Page, its units, their translations, the page with them.
BOTH_SIDES = [
    ("<title>A &amp; B</title>", ["A & B"], ["Ä & <b>"], "<title>Ä &amp; &lt;b&gt;</title>"),
    (
        '<meta name="description" content="One. Two.">',
        ["One.", "Two."],
        ['"Un"', "Deux."],
        '<meta name="description" content="&quot;Un&quot; Deux.">',
    ),
    (
        (
            "<meta content='A' property='og:title'/>"
            "<meta property=og:description content=B><meta property=og:type content=C>"
        ),
        ["A", "B"],
        ["l'A", "le B"],
        (
            "<meta content='l&#39;A' property='og:title'/>"
            '<meta property=og:description content="le B"><meta property=og:type content=C>'
        ),
    ),
    (
        (
            '<meta name="twitter:title" content="A"><meta name="twitter:image:alt" content="B">'
            '<meta name="twitter:card" content="summary">'
        ),
        ["A", "B"],
        ["Ä", "ß"],
        (
            '<meta name="twitter:title" content="Ä"><meta name="twitter:image:alt" content="ß">'
            '<meta name="twitter:card" content="summary">'
        ),
    ),
    ('<button aria-label="Shut">x</button>', ["Shut", "x"], ["Zu", ""], '<button aria-label="Zu">x</button>'),
    (
        "<input placeholder='Name' value='no'><textarea placeholder=Text title='Hint'>no</textarea>",
        ["Name", "Text", "Hint"],
        ["N", "T", "H"],
        "<input placeholder='N' value='no'><textarea placeholder=\"T\" title='H'>no</textarea>",
    ),
    (
        '<input type="submit" value="Send"><input TYPE=Reset value=Clear><input type=hidden value=x>',
        ["Send", "Clear"],
        ["Los", "Leer"],
        '<input type="submit" value="Los"><input TYPE=Reset value="Leer"><input type=hidden value=x>',
    ),
    (
        '<p>A <img src="a.png" alt="Cat" title="Its name"> sat.</p>',
        ["A <img1/> sat.", "Cat", "Its name"],
        ["<img1/> saß.", "Katze", ""],
        '<p><img src="a.png" alt="Katze" title="Its name"> saß.</p>',
    ),
    (
        "<table summary='What was seen'><tr><td abbr=Day>x",
        ["What was seen", "x"],
        ["S", ""],
        "<table summary='S'><tr><td abbr=Day>x",
    ),
    ('<div aria-valuetext="Half full">', ["Half full"], ["Halb"], '<div aria-valuetext="Halb">'),
    ('<iframe title="A map" src="x">no</iframe>', ["A map"], ["Karte"], '<iframe title="Karte" src="x">no</iframe>'),
    (
        '<p>A <svg aria-label="chart"><title>no</title></svg> b <code title="Hint">c</code></p>',
        ["A <x1/> b <code2/>", "chart", "Hint"],
        ["<code2/> B <x1/>", "Bild", "Tipp"],
        '<p><code title="Tipp">c</code> B <svg aria-label="Bild"><title>no</title></svg></p>',
    ),
    ('<pre title="No" translate="no">x</pre><iframe class=notranslate title=No></iframe>', [], None, None),
    (
        "<noscript><p>Turn <b>it</b> on</p></noscript>",
        ["Turn <strong1>it</strong1> on"],
        ["<strong1>An</strong1>"],
        "<noscript><p><b>An</b></p></noscript>",
    ),
    (
        "<p>A <svg><text>no</text></svg> b <math><mi>no</mi></math></p>",
        ["A <x1/> b <x2/>"],
        ["<x2/> <x1/> c"],
        "<p><math><mi>no</mi></math> <svg><text>no</text></svg> c</p>",
    ),
    (
        '<?xml version="1.0"?><p>A <![CDATA[<no>]]> b</p>',
        ["A <x1/> b"],
        ["c <x1/> d"],
        '<?xml version="1.0"?><p>c <![CDATA[<no>]]> d</p>',
    ),
    ("<p>One</p><p>Two <em", ["One", "Two"], ["Un", "Deux"], "<p>Un</p><p>Deux <em"),
    ("<p>One\r\ntwo\rthree</p>\r\n", ["One two three"], ["Un"], "<p>Un</p>\r\n"),
    ("<p>A <b>b <i>c</b> d</i></p>", ["A <strong1>b <x2/>c</strong1> d"], None, None),
    (
        "<p>By <span translate=no>Ann <b>Pell</b></span>, <i class='x notranslate'>Rome</i>.",
        ["By <x1/>, <em2/>."],
        ["<x1/>: <em2/>"],
        "<p><span translate=no>Ann <b>Pell</b></span>: <i class='x notranslate'>Rome</i>",
    ),
    (
        "<a href='{{ url }}' title='{{ t }} x'>Go {% if a %}on{% endif %}</a>",
        ["<tpl1/> x", "Go <tpl1/>on<tpl2/>"],
        ["", "Los<tpl1/> x<tpl2/>"],
        "<a href='{{ url }}' title='{{ t }} x'>Los{% if a %} x{% endif %}</a>",
    ),
    (
        "<li><a href=a>One</a> and <a href=b>two</a>",
        ["<a1>One</a1> and <a2>two</a2>"],
        ["<a2>Zwei</a2>, <a1>eins</a1>"],
        "<li><a href=b>Zwei</a>, <a href=a>eins</a>",
    ),
]


@pytest.mark.parametrize(
    ("text", "units", "targets", "page"), BOTH_SIDES, ids=lambda value: value[:30] if isinstance(value, str) else ""
)
def test_offered_and_filled(text: str, units: list[str], targets: list[str] | None, page: str | None) -> None:
    assert offered(text) == units
    if targets and page:
        assert translated(text, *targets) == page


def test_json_ld_on_both_sides() -> None:
    data = '{"@type": "NewsArticle", "headline": "Pier \\u2014 halted", "url": "/x"}'
    text = f'<script type="application/ld+json">\n{data}\n</script>'
    assert offered(text) == ["Pier — halted"]
    assert translated(text, 'Quai "arrêté" </script>') == text.replace(
        "Pier \\u2014 halted", 'Quai \\"arrêté\\" \\u003c/script\\u003e'
    )


def test_what_a_catalog_cannot_hold_does_not_reach_it() -> None:
    text = "<!-- l10n:context: a\0b --><!-- l10n:comment: c\x01d --><p>One <a href='x\0y'>two</a></p>"
    article = workflow.Article("a.html", text.encode(), "html", SETTINGS)
    made = workflow.extract(article, "fr", None, datetime(2026, 1, 1, tzinfo=UTC)).data
    (entry,) = catalog.parse(made).entries
    assert entry.msgctxt == "a b"
    assert entry.extracted == ("type: paragraph", "note: c d", "<a1>: x\ufffdy")
