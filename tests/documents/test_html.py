"""HTML: what is offered, what is left alone, and what a translation looks like in the page."""

from __future__ import annotations

import json
import os
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n import compose, inline, shape
from l10n.formats import html
from l10n.formats.html.tokens import attributes, tokens, value
from l10n.model import Settings, walk
from l10n.segment.refine import refine

SETTINGS = Settings()
GOLDEN = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if path.suffix in html.SUFFIXES)
CORPUS = Path(__file__).parents[3] / "shared" / "data" / "documents" / "dev"


def article(text: str) -> compose.Source:
    blocks = html.parse(text, SETTINGS)
    return compose.Source(blocks, refine(blocks, "en"), html, lambda again: html.parse(again, SETTINGS))


def offered(text: str) -> list[str]:
    return [inline.msgid(unit) for unit in article(text).places]


def translated(text: str, *targets: str, to: str = "fr", fails: int = 0) -> str:
    """The page with these translations of its units, in order."""
    found = article(text)
    done = compose.compose(found, dict(zip(found.keys, targets, strict=False)), "en", to)
    assert len(done.failures) == fails, done.failures
    return done.text


# ---------------------------------------------------------------- laws

MARKUP = st.sampled_from(
    """<p> </p> <div> </div> <b> </b> <a|href="x"|title='T|t'> </a> <i> </i> <br> <br/> <img|alt=Boat> <h1> </h1> <li>
    <img|alt="A|b"|src=x> <ul> </ul> <td> <table> </table> <code> </code> <pre> </pre> <script> </script> <title>
    </title> <svg> </svg> <textarea> </textarea> <!-- --> <!--l10n:off--> <!--l10n:on--> <!--l10n:context:x--> <!
    <![CDATA[ ]]> < > & &amp; &nbsp; &lt; &copy &#4; &#10; {{ }} {{|x|}} {%|if|x|%} {%|raw|%} {%|endraw|%} <% " ' = /
    <p|translate=no> <span|class="notranslate"> </span> <a|name=x></a> <meta|name=description|content="A|b"> <wbr>
    <option> <select> <script|type="application/ld+json">{"headline":"A\\u00e9\\nb"} https://e.org/?a=1&amp;b
    <html|lang=en> <body> <?xml|?> <body|lang=en> <math/> <plaintext> <title/> <input|type=submit|value=Go>
    <a|{{|b|}}|title="{{|"x"|}}|y"> <link|rel=alternate|hreflang=fr|href=/f> <link|rel=canonical|hreflang=en|href=/e>
    <meta|property=og:locale|content=en_US> <meta|property=og:locale:alternate|content=fr_FR> <a|hreflang=en|href=#x>
    <!--i18n:skip--> <!--mdpo-enable-next-block--> <iframe|title=T> </iframe> {{ {% <?php""".split()
).map(lambda text: text.replace("|", " "))
PROSE = st.sampled_from(
    ["One. Two!", "word", " ", "\n", "\r\n  ", "\t", "日本\n語", "x\u00a0y", "\0", "\u2028", "É", "1"]
)
PAGES = st.lists(MARKUP | PROSE | st.text(max_size=4), max_size=25).map("".join)
HOSTILE = [
    "<script>alert(1)</script>",
    "<div> roh",
    "</p>",
    "</title>",
    "</script>",
    "&amp;",
    "&nbsp;x&lt;",
    'He said "so"',
    "l'eau 'x'",
    "x ]]>",
    "x -->",
    "<!-- x",
    "<![CDATA[x",
    "a\n\nb",
    "  x  ",
    "<b>x</b>",
    "<a href=x>y",
    "x <br> y",
    "x \\",
    'x\\"y',
    "a > b && c < d",
    "x=y /> z",
    "<?php x ?>",
    "{ x }",
    "`x`",
    "# x",
    "1986. Ein Jahr",
    "a | b",
    "C:\\Pfad\\*",
    "&#x3c;script&#x3e;",
    "\u00a0x\u00a0",
    "---",
    "&",
    "</textarea><p>x",
    "onload=x",
    "日本語",
    "<p",
    "x<",
    "x &",
    "<% x %>",
    "\\u003cx",
    "%s ${x}",
]
UNFIT = ["{{ x }}", "{% endif %}", "https://evil.example/x", "\0x", "\u202bx", "<joined/>", "<x9/>x"]


@given(text=PAGES)
@settings(max_examples=int(os.environ.get("EXAMPLES", "250")), deadline=None)
@example(text="<p>Unclosed <a href='")
@example(text="<İ x=y>One</İ>")
@example(text="<script type='application/ld+json'>{}</script")
def test_a_page_is_its_pieces_and_every_unit_as_it_is_the_page(text: str) -> None:
    found = article(text)
    assert found.blocks.source == found.units.source == text
    done = compose.compose(found, {key: key[1] for key in found.keys}, "en", "ar")
    assert (done.text, done.changed) == (text, 0)


@given(text=PAGES, targets=st.lists(st.sampled_from(HOSTILE + UNFIT), min_size=1, max_size=5))
@settings(max_examples=int(os.environ.get("EXAMPLES", "200")), deadline=None)
def test_no_translation_changes_the_structure(text: str, targets: list[str]) -> None:
    found = article(text)
    wild = {key: targets[i % len(targets)] for i, key in enumerate(dict.fromkeys(found.keys))}
    done = compose.compose(found, wild, "en", "fr")
    assert not shape.differences(found.blocks, html.parse(done.text, SETTINGS), {})


@given(text=PAGES, targets=st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=5))
@settings(max_examples=int(os.environ.get("EXAMPLES", "200")), deadline=None)
@example(text="<p>One.<code>c ", targets=["<x"])
@example(text="<p> One. <i></p>", targets=["]]> x <"])
def test_a_translation_that_keeps_the_marks_never_falls_back(text: str, targets: list[str]) -> None:
    found = article(text.replace("://", ""))  # letters that touch a visible address would become part of it
    hostile = {key: _hostile(key[1], targets[i % len(targets)]) for i, key in enumerate(dict.fromkeys(found.keys))}
    assert not compose.compose(found, hostile, "en", "fr").failures


def _hostile(msgid: str, target: str) -> str:
    """The msgid with all its words replaced."""
    items = inline.split(msgid)
    return inline.unsplit([target if isinstance(item, str) and any(map(str.isalpha, item)) else item for item in items])


@given(text=PAGES)
@settings(max_examples=100, deadline=None)
def test_tokens_tile_the_text(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert token.start == at < token.end
        at = token.end
        assert all(token.start < one.end < token.end for one in attributes(text, token) if one.start >= 0)
    assert at == len(text)


@given(text=PAGES, lang=st.sampled_from([("fr", "ltr"), ("ar", "rtl"), ("pt-BR", "ltr")]))
@settings(max_examples=100, deadline=None)
def test_adapting_twice_is_adapting_once_and_keeps_the_structure(text: str, lang: tuple[str, str]) -> None:
    once = html.adapt(text, text, *lang, SETTINGS)
    assert html.adapt(once, once, *lang, SETTINGS) == once
    before, after = ([unit.context for unit in walk(html.parse(page, SETTINGS).pieces)] for page in (text, once))
    assert before == after


# ---------------------------------------------------------------- hostile translations, judged by another parser

# A page a place: `QQ` is what is translated.
PLACES = {
    "paragraph": "<p>QQ</p><p>after</p>",
    "item": "<ul><li>QQ<li>after</ul>",
    "headline": "<h1>QQ</h1>",
    "cell": "<table><tr><td>QQ<td>after</table>",
    "inside a link": '<p>before <a href="u">QQ</a> after.</p>',
    "title": "<title>QQ</title><p>after",
    "option": "<select><option>QQ<option>after</select>",
    "alt in double quotes": '<img alt="QQ" src=s><p>after',
    "alt in single quotes": "<img alt='QQ' src=s><p>after",
    "alt without quotes": "<img alt=QQ src=s><p>after",
    "title of an inline tag": '<p>before <abbr title="QQ">inside</abbr>.</p>',
    "meta": '<meta content="QQ" name=description><p>after',
    "XHTML": '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>QQ</p></body></html>',
}


class _Events(HTMLParser):
    """What the standard library reads, a line each: tags, attributes, texts; blanks do not count."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[str] = [""]
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        self.seen[-1] += re.sub(r"\s", "", data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += [f"<{tag}", *(re.sub(r"\s", "", f"{name}={text}") for name, text in attrs), ""]

    def handle_endtag(self, tag: str) -> None:
        self.seen += [f"</{tag}", ""]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_translations_are_shown_as_written(place: str, hostile: str) -> None:
    page = PLACES[place]
    found = article(page)
    key = next(key for key in found.keys if "QQ" in key[1])
    target = key[1].replace("QQ", inline.escape(hostile, before_mark=place == "inside a link"))
    done = compose.compose(found, {key: target}, "en", "de")
    assert not done.failures
    shown = re.sub(r"\s", "", hostile)
    assert _Events(done.text).seen == [line.replace("QQ", shown) for line in _Events(page).seen]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_translations_stay_in_their_json_string(hostile: str) -> None:
    done = translated('<script type="application/ld+json">{"headline": "QQ", "url": "u"}</script>', hostile)
    script = next(token for token in tokens(done) if token.kind == "raw")
    read = json.loads(done[script.start : script.end])
    assert read == {"headline": re.sub(r"\s*\n\s*", " ", hostile).strip(" "), "url": "u"}
    assert done.endswith("</script>")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("unfit", UNFIT)
def test_what_the_page_cannot_hold_falls_back(place: str, unfit: str) -> None:
    found = article(PLACES[place])
    key = next(key for key in found.keys if "QQ" in key[1])
    done = compose.compose(found, {key: unfit}, "en", "de")
    assert done.text == PLACES[place]
    assert len(done.failures) == 1


# ---------------------------------------------------------------- what is offered


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("<p>One.\n  Two.</p>", ["One.", "Two."]),
        ("<p>One\r\n two</p>", ["One two"]),
        ("<p>日本\n語</p>", ["日本語"]),
        ("<p>caf&eacute; &amp; &#x2014; &nbsp;x</p>", ["café & — \u00a0x"]),
        ("<p>AT&T &copy 2026", ["AT&T © 2026"]),
        ("<p>a < b", ["a < b"]),
        ("<p>See &lt;a1&gt;", ["See \\<a1>"]),
        ("<p><b>Whole.</b></p>", ["Whole."]),
        ("<P>Upper <B>case</B>", ["Upper <strong1>case</strong1>"]),
        ("<p>x<kbd>Ctrl <b>C</b></kbd>y", ["x<code1/>y"]),
        ("<p>by <span translate='NO'>Ann <span>Pell</span></span>.", ["by <x1/>."]),
        ("<div translate=no><p>One<div>Two</div></div><p>Three", ["Three"]),
        ("<ul><li class='a notranslate'>One<li>Two</ul>", ["Two"]),
        ("<p>use <code>open<p>after", ["use <code1/>", "after"]),
        ("<p><a name=x></a>Anchor", ["Anchor"]),
        ("<p>An <i class=icon></i> icon", ["An <x1/> icon"]),
        ("<!-- c -->One <!-- c --> two<!-- c -->", ["One <x1/> two"]),
        ("<a href=x><h3>Card</h3>Text</a>", ["Card", "Text"]),
        ("One<br><BR/>\n<br>Two<br>three", ["One", "Two<br1/>three"]),
        ("super<wbr>cali", ["supercali"]),
        ("<noscript><p>No scripts</noscript>", ["No scripts"]),
        ("<svg><title>No</title><p>No</svg>Yes <svg/>still", ["<x1/>Yes <x2/>still"]),
        ("<svg><style/><path/></svg><p>Yes", ["Yes"]),
        ("<script>'<!--<script></script>'; '<p>No'</script>Yes", ["Yes"]),
        ("<textarea>No</textarea><iframe>No</iframe><template><p>No</template><pre>No</pre>", []),
        ("<p>A{{ x }}b {{ '<b>' }} {% if a < b %}c", ["A<tpl1/>b <tpl2/> <tpl3/>c"]),
        ("{% if x %}<p>One{% endif %}", ["One"]),
        ("{% highlight c %}<p>No{% endhighlight %}<p>Yes", ["Yes"]),
        ("<p>{{ only }}</p>", []),
        ("<p>LaTeX {{a}+b</p><p>ok}}</p>", ["LaTeX <tpl1/>"]),
        ('<a {{ attrs }} href="{{ f("x>") }}">Link</a> text', ["<a1>Link</a1> text"]),
        ("<?php if ($a > 1): ?><p>One", ["One"]),
        ("<p>One<!-- l10n:off --> two <p>three<!-- l10n:on --> four", ["One", "four"]),
        ("<!-- l10n:off --><p>never on", []),
        ("<plaintext><p>No", []),
        ("<p>Read https://e.org/?a=1&amp;b=2.", ["Read <url1/>."]),
        ("<title>One &amp; <b></title>", ["One & <b>"]),
        ('<meta name="keywords" content="No"><meta property=og:title content=Yes>', ["Yes"]),
        ('<input value=No><input type=submit value="Yes"><link title=No><option label=Yes>', ["Yes", "Yes"]),
        ("<img alt='' title='1'><img alt='A &quot;b&quot;' aria-label='C'>", ['A "b"', "C"]),
        ("<p title='?a=1&copy=2 x'>", ["?a=1&copy=2 x"]),
        ("<div translate=no title=No><img alt=No></div>", []),
        ("---\ntitle: Front\n---\n<p>Matter", ["Front", "Matter"]),
        ("\ufeff<p>Mark", ["Mark"]),
        ("<p>x" + "<b>" * 300 + "deep", []),
        ('<?xml version="1.0"?><p>One <a id="x"/>two &mine;</p><title/><p>Three', ["One <x1/>two <x2/>", "Three"]),
    ],
)
def test_offered(text: str, units: list[str]) -> None:
    assert offered(text) == units


@pytest.mark.parametrize(
    ("text", "kind", "context"),
    [
        ("<h1>X", "headline", "heading"),
        ("<h1></h1><h1>X", "heading", "heading"),
        ("<h3>X", "heading", "heading"),
        ("<td>X", "cell", "cell"),
        ("<table><tr><td><p>a<th><p>X", "cell", "cell"),
        ("<li><p>X", "item", None),
        ("<ul><li>a</ul>X", "paragraph", None),
        ("<li>a<ul><li>b</ul>X", "item", None),
        ("<blockquote><p>X", "quote", None),
        ("<figure><figcaption>X", "caption", None),
        ("<dl><dt>X", "term", None),
        ("<dl><dt>a<dd>X", "paragraph", None),
        ("<title>X", "meta", "meta:title"),
        ("<img alt=X>", "alt", "alt"),
        ("<a title=X>", "title", "title"),
        ("<meta property='og:description' content=X>", "meta", "meta:og:description"),
        ("<!-- l10n:context: verb --><p>X", "paragraph", "verb"),
        ("<p>a<div>X", "paragraph", None),
    ],
)
def test_kinds(text: str, kind: str, context: str | None) -> None:
    unit = next(unit for unit in article(text).places if inline.msgid(unit) == "X")
    assert (unit.kind, unit.context) == (kind, context)


def test_json_ld() -> None:
    raw = (
        '<script type="application/ld+json">[{"headline" : "Caf\\u00e9 \\"x\\" \\\\n", "name": "No", "a": "headline",'
        ' "articleBody": "One. Two.\\n\\nThree \\ud83d\\ude00", "description": ["No"]}]</script>'
    )
    assert offered(raw) == ['Café "x" \\n', "One.", "Two.", "Three 😀"]
    assert offered(raw.replace("[{", "{")) == []  # broken JSON is left alone
    assert offered(raw.replace("ld+json", "json")) == []


def test_notes_reach_the_next_unit() -> None:
    units = article("<!-- l10n:comment: She is\n the twin. --><p>Edda</p><p>Ruth").places
    assert [unit.notes for unit in units] == [("She is the twin.",), ()]


def test_the_catalog_says_what_marks_stand_for() -> None:
    unit = article('<p>A <a href="?a&amp;b">b</a> <code>x &lt; <b>y</b></code> <img src=i.png alt=""> c').places[0]
    assert inline.legend(unit) == ["<a1>: ?a&b", "<code2/>: x < y", "<img3/>: i.png"]


# ---------------------------------------------------------------- back


@pytest.mark.parametrize(
    ("text", "target", "page"),
    [
        ("<p>One\n two</p>", "Un & deux", "<p>Un &amp; deux</p>"),
        ("<p>4&nbsp;t x</p>", "4\u00a0t\u202f!", "<p>4&nbsp;t\u202f!</p>"),
        ("<p>4\u00a0t</p>", "5\u00a0t", "<p>5\u00a0t</p>"),
        ("<p>A <b>b</b> c</p>", "<strong1>B</strong1> a", "<p><b>B</b> a</p>"),
        ("<p>A <b>b</b> c</p>", "A b c.", "<p>A b c.</p>"),
        ("<img alt=Tower>", "La tour", '<img alt="La tour">'),
        ("<img alt=\"Tower\" src='x'>", 'L\'« "x" »', "<img alt=\"L'« &quot;x&quot; »\" src='x'>"),
        ("<img alt='Tower'>", "L'eau", "<img alt='L&#39;eau'>"),
        ("<p> One. </p>", " <un> ", "<p> &lt;un&gt; </p>"),
        ("<p>\n<!-- c --> Two <b>b</b> c ", "<strong1>B</strong1> <un>", "<p>\n<!-- c --> <b>B</b> &lt;un&gt; "),
        ("<p>One <code>c ", "<un> <code1/>", "<p>&lt;un&gt; <code>c "),
        ("<p>Go <i class=a></i> on</p>", "<x1/> Va", "<p><i class=a></i> Va</p>"),
    ],
)
def test_filled(text: str, target: str, page: str) -> None:
    assert translated(text, target) == page


def test_a_comment_in_a_sentence_does_not_go_to_its_end() -> None:
    text = "<p>One <!-- c --> two</p>"
    assert translated(text, "Un <x1/> deux") == "<p>Un <!-- c --> deux</p>"
    assert translated(text, "Un deux <x1/>", fails=1) == text


def test_texts_in_a_tag_are_translated_with_the_sentence_and_without() -> None:
    text = '<p>See <img src=x alt="A cat"> now</p>'
    assert translated(text, "Vois <img1/> vite", "Un chat") == '<p>Vois <img src=x alt="Un chat"> vite</p>'
    assert translated(text, "", "Un chat") == '<p>See <img src=x alt="Un chat"> now</p>'


def test_source_text_left_in_a_page_of_the_other_direction_is_isolated() -> None:
    page = translated('<title>One</title><p>Two</p><p>Three</p><img alt="Four">', "", "اثنان", to="ar")
    assert page == (
        "<title>\u2068One\u2069</title><p>اثنان</p>"
        '<p><span lang="en" dir="ltr">Three</span></p><img alt="\u2068Four\u2069">'
    )


@pytest.mark.parametrize(
    ("text", "labelled"),
    [
        ("<body><h1>A</h1><p>b", "<body><h1>A</h1>\n{}<p>b"),
        ("<body>\r\n<main>x", "<body>\r\n<main>\r\n{}x"),
        ("<head><title>T</title></head><p>b", "<head><title>T</title></head>\n{}<p>b"),
        ("<!doctype html>\n<p>b", "<!doctype html>\n{}\n<p>b"),
        ("<p>b", "{}\n<p>b"),
        ("\ufeff<p>b", "\ufeff{}\n<p>b"),
        ("---\na: b\n---\n<p>b", "---\na: b\n---\n{}\n<p>b"),
        ("<script>'</h1>'</script><article class=x>b", "<script>'</h1>'</script><article class=x>\n{}b"),
    ],
)
def test_label(text: str, labelled: str) -> None:
    assert html.label(text, "Draft & <co>") == labelled.replace(
        "{}", '<p class="l10n-draft">Draft &amp; &lt;co&gt;</p>'
    )


@pytest.mark.parametrize(
    ("text", "french", "arabic"),
    [
        ('<html lang="en">', '<html lang="fr">', '<html dir="rtl" lang="ar">'),
        ("<html><p>x", '<html lang="fr"><p>x', '<html lang="ar" dir="rtl"><p>x'),
        ("<HTML LANG=en dir='ltr'>", "<HTML LANG=fr dir='ltr'>", "<HTML LANG=ar dir='rtl'>"),
        (
            '<html xmlns="u" xml:lang="en" lang="en">',
            '<html xmlns="u" xml:lang="fr" lang="fr">',
            '<html dir="rtl" xmlns="u" xml:lang="ar" lang="ar">',
        ),
        (
            "<html lang=en-GB><body lang=en-gb><q lang=de>",
            "<html lang=fr><body lang=fr><q lang=de>",
            '<html dir="rtl" lang=ar><body lang=ar><q lang=de>',
        ),
        ("<article lang=en><p>x", "<article lang=fr><p>x", '<article dir="rtl" lang=ar><p>x'),
        ("<p>x <q lang=de>y", "<p>x <q lang=de>y", "<p>x <q lang=de>y"),
        ("<p>x", "<p>x", "<p>x"),
        ("<!-- <html> --><pre>\n", "<!-- <html> --><pre>\n", "<!-- <html> --><pre>\n"),
        (
            "<meta http-equiv='Content-Language' content='en'>",
            "<meta http-equiv='Content-Language' content='fr'>",
            "<meta http-equiv='Content-Language' content='ar'>",
        ),
        ('<body lang="{{ lang }}">', '<body lang="{{ lang }}">', '<body dir="rtl" lang="{{ lang }}">'),
    ],
)
def test_adapted(text: str, french: str, arabic: str) -> None:
    assert html.adapt(text, text, "fr", "ltr", SETTINGS) == french
    assert html.adapt(text, text, "ar", "rtl", SETTINGS) == arabic


def test_open_graph_has_its_own_names_for_locales() -> None:
    text = '<meta property="og:locale" content="en_US"><meta property="og:locale:alternate" content="en_GB">'
    assert html.adapt(text, text, "pt-BR", "ltr", SETTINGS) == text.replace("en_US", "pt_BR")


# ---------------------------------------------------------------- another parser as a judge of the tags, and speed


class _Starts(HTMLParser):
    """Start tags where the standard library sees them: name, offset, attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self.seen: list[tuple[str, int, list[str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        self.seen.append((tag, self.lines[line - 1] + column, list(dict.fromkeys(name for name, _ in attrs))))


def starts(text: str) -> list[tuple[str, int, list[str]]]:
    return [
        (token.name, token.start, [one.name for one in attributes(text, token)])
        for token in tokens(text)
        if token.kind in ("open", "alone")
    ]


@pytest.mark.parametrize("name", ["html-apache", "html-go", "html-mdn", "xhtml-standardebooks"])
def test_tags_are_those_the_standard_library_sees(name: str) -> None:
    if not (CORPUS / name).is_dir():
        pytest.skip("the corpus of real documents is not here")
    for path in sorted((CORPUS / name).iterdir())[:12]:
        text = path.read_bytes().decode()
        assert starts(text) == _Starts(text).seen, path.name


def test_values_are_where_the_attributes_say() -> None:
    text = "<a b=\"c>d\" E = 'f' g=h/i j k=>"
    (tag,) = tokens(text)
    assert [(one.name, value(text, one)) for one in attributes(text, tag)] == [
        ("b", "c>d"),
        ("e", "f"),
        ("g", "h/i"),
        ("j", ""),
        ("k", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The boat left at six. " * 450_000,
        "<div>" * 10_000 + "deep" + "</div>" * 10_000,
        "<span>" * 10_000 + "deep" + "</span>" * 10_000,
        "<ul><li>x" * 10_000,
        "<b>x" * 10_000 + "</i>" * 10_000,
        "<p><button>" + "<div>" * 10_000,
        '<a b="' * 10_000,
        "<a " * 10_000,
        "<!--" * 10_000,
        "{{ " * 10_000,
        "{% raw %}" * 10_000,
        "<code>x" * 10_000,
        "x" + " " * 100_000 + "y\n" + " " * 100_000,
        "<p title='x" + "&amp;" * 10_000 + "'>",
        '<script type="application/ld+json">{"headline": "' + "a\\n" * 10_000 + '"}</script>',
    ],
    ids=lambda text: text[:12],
)
def test_long_and_deep_pages_take_linear_time(text: str) -> None:
    start = time.process_time()
    found = html.parse(text, SETTINGS)
    assert time.process_time() - start < 3
    assert found.source == text


def test_the_number_of_a_block_is_its_own() -> None:
    for path in GOLDEN:
        pieces = html.parse(path.read_bytes().decode(), SETTINGS).pieces
        numbers = [unit.block for unit in walk(pieces)]
        assert len(set(numbers)) == len(numbers) >= 5
