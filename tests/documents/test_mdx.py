"""MDX: JSX among Markdown. Node's own parser judges it elsewhere; here are its rules, one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.formats import FORMATS, format_of
from l10n.formats.markdown import events, jsx, masks
from l10n.model import Settings
from tests.documents.articles import composed, msgids, places, refused


def test_the_suffix_tells() -> None:
    assert format_of("a/b.mdx") == "mdx"
    assert format_of("a/b.md") == "markdown"


def test_some_of_it_is_called_markdown() -> None:
    for text in ("import A from 'a'\n\n    A <B c={d}/> e.\n", '---\ntitle: b\n---\nimport A from "a";\n\n    C {d}\n'):
        assert "import" not in " ".join(msgids(text))
        assert places(text)[-1].place == "mdx"
    assert msgids("## A pier {/*pier*/}\n\nA {b}.\n") == ["A pier", "A <tpl1/>."]
    assert msgids("Import goods from 'a'.\n\nimport {b}.\n") == ["Import goods from 'a'.", "import {b}."]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("import A from 'a'\nimport B from 'b'\n\nText.\n", ["Text."]),
        ("export const a = {\n  b: 'c',\n\n  d: `e\n\nf`\n}\n\nText.\n", ["Text."]),
        ("Goods\nexport well.\n", ["Goods export well."]),
        ("<Tabs>\n<Tab>\nText.\n</Tab>\n</Tabs>\n", ["Text."]),
        (
            "<Tabs>\n  <Tab>\n      Text.\n\n      - An item\n\n        More.\n  </Tab>\n</Tabs>\n",
            ["Text.", "An item", "More."],
        ),
        ("<Tabs>\n\n    ```js\n    code\n    ```\n\n    Text.\n</Tabs>\n", ["Text."]),
        ("    No code here.\n", ["No code here."]),
        ("- One\n\n        No code here.\n", ["One", "No code here."]),
        ("\tNo code here.\n\n\t\tNor here.\n", ["No code here.", "Nor here."]),
        ("Text <b>is</b> <Since v='1' /> here.\n", ["Text <strong1>is</strong1> <x2/> here."]),
        ("Text\n<Since v={{a: '}'}} />\nhere.\n", ["Text", "here."]),
        ("See {a.map(b => <c>{b}</c>)} and {`}`} now.\n", ["See <tpl1/> and <tpl2/> now."]),
        ("{/* A\n\ncomment */}\nText.\n", ["Text."]),
        ("<A\n  b={() => {\n    c > d\n  }}\n>\n  Text.\n</A>\n", ["Text."]),
        ("`{a}` and `<b>` and \\{ and \\<.\n", ["<code1/> and <code2/> and { and <."]),
        ("```js\nimport a\n<b>\n```\n\n[a]({b}) c\n", ["<a1>a</a1> c"]),
        ("1 < 2 and a <b c.\n", ["1 < 2 and a <b c."]),
        ("## The end {/*the-end*/}\n\n## Else {#else}\n", ["The end", "Else"]),
        ("| a | b |\n|---|---|\n| {c} d | <E/> f |\n", ["a", "b", "<tpl1/> d", "<x1/> f"]),
        ("> Text <A b={c}/> d.\n", ["Text <x1/> d."]),
        ("<>\nText.\n</>\n", ["Text."]),
    ],
)
def test_only_prose_is_offered(text: str, offered: list[str]) -> None:
    assert msgids(text, "mdx") == offered


def test_texts_in_tags_are_offered() -> None:
    text = """<Card title="The pier" href="x" label={y} icon='z'>
  See <Badge label='New &amp; old' /> here.
</Card>
"""
    assert [(unit.kind, unit.context) for unit in places(text, "mdx")] == [
        ("title", "title"),
        ("paragraph", None),
        ("title", "title"),
    ]
    texts = {"The pier": 'Le "quai"', "See <x1/> here.": "Ici, <x1/>.", "New & old": "L'ancien & le neuf"}
    assert composed(text, texts, "mdx") == (
        '<Card title="Le &quot;quai&quot;" href="x" label={y} icon=\'z\'>\n'
        "  Ici, <Badge label='L&#x27;ancien &amp; le neuf' />.\n</Card>\n"
    )


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("a < b", "a \\< b"),
        ("{a}", "\\{a}"),
        ("<A/> {{b}}", "\\<A/> \\{\\{b}}"),
        ("\\{a}", "\\\\\\{a}"),
        ("import et export", "&#105;mport et export"),
        ("exporter", "exporter"),
        ("l'export", "l'export"),
    ],
)
def test_translations_are_no_code(said: str, written: str) -> None:
    assert composed("Text.\n", {"Text.": said}, "mdx") == f"{written}\n"
    assert msgids(f"{written}\n", "mdx") == [said]


def test_what_would_lose_a_component_is_refused() -> None:
    text = "Text <A/> and {b}.\n"
    key = "Text <x1/> and <tpl2/>."
    assert refused(text, {key: "Texte <x1/>."}, "mdx")
    assert refused(text, {key: "Texte <x1/> <x1/> <tpl2/>."}, "mdx")
    assert composed(text, {key: "<tpl2/> et <x1/>."}, "mdx") == "{b} et <A/>.\n"


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("{/* l10n:off */}\n<Tab label='Out'>\n  Out.\n</Tab>\n{/* l10n:on */}\nIn.\n", ["In."]),
        ("<div translate='no'>\n  <div>Out.</div>\n  Out.\n</div>\nIn.\n", ["In."]),
        ("A <b className='notranslate'>B</b> c.\n", ["A <x1/> c."]),
        ("A {/* l10n:off */}b *c*{/* l10n:on */} d.\n", ["A <x1/> d."]),
    ],
)
def test_what_an_author_withholds_is_not_offered(text: str, offered: list[str]) -> None:
    assert msgids(text, "mdx") == offered


def test_notes_come_from_comments() -> None:
    first, second = places("{/* l10n:comment: A ship */}\n{/* l10n:context: port */}\nHarbour\n\nHarbour\n", "mdx")
    assert (first.context, first.notes) == ("port", ("A ship",))
    assert (second.context, second.notes) == (None, ())


WORDS = (
    "<A> </A> <B/> <C d='e'> {f} {/*g*/} {` } ' \" <h i={j}> import export text é 日本 - 1. > ``` ` $ | # \\".split()
)
SNIPPETS = st.sampled_from([*WORDS, "\n", "\n\n", "    ", "  ", "\n      ", " ", "\t"])
MDX = st.lists(SNIPPETS, max_size=40).map("".join)


@given(MDX)
@settings(max_examples=200, deadline=None)
def test_the_mask_keeps_bytes_and_lines(text: str) -> None:
    masked = jsx.mask(text)
    assert len(masked.encode()) == len(text.encode())
    assert [i for i, byte in enumerate(masked.encode()) if byte == 10] == [
        i for i, byte in enumerate(text.encode()) if byte == 10
    ]


@given(MDX)
@settings(max_examples=200, deadline=None)
def test_pieces_are_the_text_and_itself_is_itself(text: str) -> None:
    same = {msgid: msgid for msgid in msgids(text, "mdx")}
    assert composed(text, same, "mdx") == text


@given(
    st.lists(st.sampled_from(["a\n", "- b\n", "\n", "     c\n", "\t\td\n", "          - e\n", "  ```\n"]), max_size=12)
)
@settings(max_examples=200, deadline=None)
def test_events_stand_where_their_text_stands(lines: list[str]) -> None:
    text = "".join(lines)
    data = text.encode()
    for name, said, start, end in events.events(text, mdx=True):
        assert 0 <= start <= end <= len(data)
        if name == "Text" and "\n" not in said:
            assert data[start:end].decode().lstrip("\t ") == said.lstrip("\t ")


TRAPS = "{ <a\xa0b=' <a\xa0 {' ` < {/* \\( $a [a\xa0b=\" import\xa0{".split(" ")


@pytest.mark.parametrize("text", [trap.replace("\xa0", " ") * 20_000 for trap in TRAPS], ids=TRAPS)
def test_traps_end(text: str) -> None:
    masks.mask(jsx.mask(text))
    assert FORMATS["mdx"].parse(text, Settings()).source == text
