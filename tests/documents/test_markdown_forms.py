"""Markdown as site generators write it: what is offered, and that nothing around it changes."""

from __future__ import annotations

import pytest

from tests.documents.articles import composed, msgids, places, refused


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        # mathematics, and money
        ("So $x^2$ and $n$, $`a*b`$ too.\n", ["So <code1/> and <code2/>, <code3/> too."]),
        ("It is $$e = mc^2$$ here.\n", ["It is <tpl1/> here."]),
        ("$$\na_1 + b_1\n$$\n\nText.\n", ["Text."]),
        ("\\begin{align}\na &= b\n\\end{align}\n\nText.\n", ["Text."]),
        ("An $O(n \\log n)$ sort, \\(a_b\\) as well.\n", ["An <code1/> sort, <code2/> as well."]),
        ("$5 and $10 and US$5, or 5$ to 7$.\n", ["$5 and $10 and US$5, or 5$ to 7$."]),
        ("From $5 to 10$ a day, $5-$10.\n", ["From $5 to 10$ a day, $5-$10."]),
        ("Say \\(so it is\\) and `$a` or `$b`.\n", ["Say (so it is) and <code1/> or <code2/>."]),
        ("$HOME and $PATH and $HOME/$USER.\n", ["$HOME and $PATH and $HOME/$USER."]),
        # shortcodes
        ("See [youtube=https://a.example/b?c=d&w=6] now.\n", ["See <tpl1/> now."]),
        ('[caption id="a"]A pier[/caption]\n', ["<tpl1/>A pier<tpl2/>"]),
        ("{{< a >}}\n\n{{% b %}}\nText.\n{{% /b %}}\n\n{% c %}\n", ["Text."]),
        ("Text {/* so */} here.\n", ["Text <tpl1/> here."]),
        # lists and tables
        (
            "Term\n:   A *thing*.\n\n    More.\n\nOther\n: Two\n",
            ["Term", "A <em1>thing</em1>.", "More.", "Other", "Two"],
        ),
        ("- [ ] To do\n- [x] Done\n", ["To do", "Done"]),
        ("A.[^1]\n\n[^1]: A note. Two.\n\n    More.\n", ["A.<fn1/>", "A note.", "Two.", "More."]),
        ("a|b\n:--|:--|:--\nc|d\n", ["a|b :--|:--|:-- c|d"]),
        ("a|b\n:--|:--\nc \\| d|`e`\n", ["a", "b", "c | d", "<code1/>"][:3]),
        # anchors and attributes
        ("# A pier {#pier .big}\n\n## Two { #two }\n", ["A pier", "Two"]),
        # texts in links, images and tags
        ("![A pier](a.png)\n", ["A pier"]),
        ("![A pier](a.png 'The title')\n", ["A pier", "The title"]),
        ("[![A pier](a.png)](b)\n", ["A pier"]),
        ("See <img src=a alt='A pier'> here.\n", ["See <img1/> here.", "A pier"]),
        ("See [it].\n\n[it]: http://a.example 'A title'\n[b]: <c> \"Two\"\n", ["See <a1>it</a1>.", "A title", "Two"]),
        ("<img src=a alt='A pier'>\n\nText.\n", ["A pier", "Text."]),
        ("<p align=a><img src=a\n alt='A pier'></p>\n", ["A pier"]),
        ("<img src=a\n alt='A\npier'>\n", ["A pier"]),
        # admonitions
        ("> [!NOTE]\n> Text.\n", ["Text."]),
        ('!!! note "A title"\n\n    Text.\n\n=== "Tab"\n\n    More.\n', ["A title", "Text.", "Tab", "More."]),
        (":::tip[A title]\nText.\n:::\n", ["A title", "Text."]),
    ],
)
def test_what_is_offered(text: str, offered: list[str]) -> None:
    assert msgids(text) == offered
    assert composed(text, {msgid: msgid for msgid in offered}) == text


def test_a_value_over_two_lines_stays_on_two() -> None:
    """On one, its tag would be a block of HTML, and no paragraph."""
    text = "<img src=a alt='A very\nlong pier'>\n"
    assert composed(text, {"A very long pier": "Une longue jetée"}) == "<img src=a alt='Une longue\njetée'>\n"


def test_the_alt_of_an_image_alone_on_its_line_is_an_alt() -> None:
    (unit,) = places("![A pier](a.png)\n")
    assert (unit.kind, unit.context) == ("alt", "alt")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("<?php a", "\\<?php a"),
        ("$x^2$ et 5 $", "\\$x^2$ et 5 $"),
        ("5 $ ou 6 $", "5 $ ou 6 $"),
        ("&#87654321; &#65; &amp;", "&#87654321; &amp;#65; &amp;amp;"),
    ],
)
def test_signs_that_would_become_active_are_escaped(said: str, written: str) -> None:
    assert composed("Text.\n", {"Text.": said}) == f"{written}\n"
    assert msgids(f"{written}\n") == [said]


@pytest.mark.parametrize("said", ["{{ a }}", "{% b %}", "{# a #}", "{: .b}", "<%= a %>", "$$ a $$", '[a b="c"]'])
def test_template_tags_that_the_source_has_not_are_refused(said: str) -> None:
    assert refused("Text.\n", {"Text.": said})


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Voir <url1/>*.", "Voir https://a.example/b&ast;.\n"),
        ("(<url1/>_ ici)", "(https://a.example/b&lowbar; ici)\n"),
        ("[<url1/>]", "\\[https://a.example/b&rsqb;\n"),
    ],
)
def test_an_escape_after_an_address_is_no_part_of_it(said: str, written: str) -> None:
    assert composed("See https://a.example/b now.\n", {"See <url1/> now.": said}) == written


def test_escapes_of_the_source_stay_escapes() -> None:
    text = "Use \\<?php and \\{\\{ a }} and \\$x^2$.\n"
    assert msgids(text) == ["Use <?php and {{ a }} and $x^2$."]
    said = {"Use <?php and {{ a }} and $x^2$.": "Avec $x^2$, {{ a }} et <?php."}
    assert composed(text, said) == "Avec \\$x^2$, {\\{ a }} et \\<?php.\n"


@pytest.mark.parametrize(
    ("text", "said", "written"),
    [
        (
            "See [it] and [that][].\n\n[it]: a\n[that]: b\n",
            "Voir <a1>it</a1> et <a2>cela</a2>.",
            "[it] et [cela][that]",
        ),
        ("See [it][^1].\n\n[it]: a\n\n[^1]: Note.\n", "Voir <a1>it</a1><fn2/>.", "[it][^1]"),
        ("See [it] (so).\n\n[it]: a\n", "Voir <a1>it</a1>(si).", "[it][it](si)"),
        ("See [a*].\n\n[a*]: b\n", "Voir <a1>a*</a1>.", "[a\\*][a*]"),
    ],
)
def test_a_link_named_by_its_text_gets_a_label_where_the_text_differs(text: str, said: str, written: str) -> None:
    assert written in composed(text, {msgids(text)[0]: said})


def test_an_address_that_was_none_in_the_source_stays_none() -> None:
    text = "Ask me\\@a.example or https\\://b.example now.\n"
    assert composed(text, {msgids(text)[0]: "Ou https://b.example ou me@a.example."}) == (
        "Ou https\\://b.example ou me\\@a.example.\n"
    )
    assert refused("Ask me.\n", {"Ask me.": "Demander à me@a.example."})


def test_nothing_is_added_to_an_address() -> None:
    text = "See http://a.example/b<c now.\n"
    (msgid,) = msgids(text)
    assert composed(text, {msgid: msgid.replace("now", "ici")}) == "See http://a.example/b<c ici.\n"
