"""Two texts side by side, and the marks of one in the other: laws."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import inline
from l10n.adopt import Cutter, from_page, from_sentences, sentences, take
from l10n.adopt.lengths import Item, align
from l10n.adopt.marks import fitted
from l10n.adopt.original import article_of, locale_in, original_of
from l10n.article import Article
from l10n.catalog import Catalog, status
from l10n.compose import Source
from l10n.model import Entry, Pair, Settings, Status

WORDS = st.lists(st.sampled_from("a la ferry 1902 pier Orme keeps".split()), max_size=3).map(frozenset)
ITEMS = st.lists(
    st.builds(
        Item, st.integers(0, 400), WORDS, st.sampled_from(["", "heading"]), st.sampled_from(["item", "paragraph"])
    ),
    max_size=25,
)


def article(text: str, locale: str = "en", name: str = "a.md") -> Article:
    form = {"md": "markdown", "txt": "text", "html": "html"}[name.rpartition(".")[2]]
    return Article(name, text.encode(), form, Settings(source=locale))


@given(ITEMS, ITEMS)
def test_an_alignment_has_every_place_once_and_in_order(source: list[Item], target: list[Item]) -> None:
    groups = align(source, target)
    assert [at for group in groups for at in group.olds] == list(range(len(source)))
    assert [at for group in groups for at in group.news] == list(range(len(target)))


@given(ITEMS)
def test_a_text_beside_itself_pairs_one_to_one(items: list[Item]) -> None:
    items = [Item(max(20, item.size), item.keeps, item.place, item.kind) for item in items]
    assert all(len(group.olds) == len(group.news) for group in align(items, items))


def test_a_paragraph_that_was_left_out_moves_no_other() -> None:
    source = [Item(size) for size in (60, 240, 150, 310, 120)]
    groups = align(source, [source[at] for at in (0, 1, 3, 4)])
    assert [(list(group.olds), list(group.news)) for group in groups if group.olds and group.news] == [
        ([0], [0]),
        ([1], [1]),
        ([3], [2]),
        ([4], [3]),
    ]


def test_a_long_document_and_one_much_shorter_are_aligned() -> None:
    items = [Item(40 + (at * 37) % 200) for at in range(1500)]
    assert all(len(group.olds) == len(group.news) == 1 for group in align(items, items))
    assert sum(len(group.news) for group in align(items[:1], items[:90])) == 90
    assert sum(len(group.olds) for group in align(items[:90], items[:1])) == 90


TEXTS = st.lists(
    st.sampled_from(["The ferry leaves.", "See [the pier](p.md).", "Run `make`.", "It is *not* so.", "Nobody came."]),
    min_size=1,
    max_size=8,
)


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_an_article_beside_itself_is_its_own_translation(paragraphs: list[list[str]]) -> None:
    text = "\n\n".join(" ".join(sentences) for sentences in paragraphs) + "\n"
    one = article(text)
    found = from_page(one.parsed, one.parsed)
    assert {key: entry.msgstr for key, entry in found.entries.items()} == {key: key[1] for key in one.parsed.keys}
    assert found.unplaced == ()


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("See [the map](m.md).", "Voyez [le plan](m.md).", "Voyez <a1>le plan</a1>."),
        ("[One](1.md) and [two](2.md).", "[Deux](2.md) et [un](1.md).", "<a2>Deux</a2> et <a1>un</a1>."),
        ("[One](1.md) and [two](2.md).", "[Un](fr/1.md) et [deux](fr/2.md).", "<a1>Un</a1> et <a2>deux</a2>."),
        ("It is so.", "C’est *bien* ainsi.", "C’est bien ainsi."),
        ("It is *so* today.", "C’est ainsi.", "C’est ainsi."),
        ("Run `make` now.", "Lancez cela.", None),
        ("Run it.", "Lancez `make` ici.", None),
        ("A \\<a1> here.", "Un \\<a1> ici.", "Un \\<a1> ici."),
    ],
)
def test_marks_go_by_what_they_stand_for(source: str, target: str, wanted: str | None) -> None:
    one, other = article(source + "\n").parsed.places, article(target + "\n", "fr").parsed.places
    text = fitted(one[0], other)
    assert text == wanted
    if text is not None:
        assert isinstance(inline.fit(one[0], text), list)


def test_only_what_no_person_wrote_is_taken() -> None:
    fresh = Entry("One")
    mine = Entry("Two", "Deux")
    draft = Entry("Three", "Trois", fuzzy=True)
    offered = {entry.key: Entry(entry.msgid, "x", fuzzy=True) for entry in (fresh, mine, draft)}
    new = take((fresh, mine, draft), offered, "fr/a.md")
    assert [entry.msgstr for entry in new] == ["x", "Deux", "Trois"]
    assert status(new[0]) is Status.DRAFT
    assert new[0].comments[0].startswith("l10n: adopted=fr/a.md src=")


# ---------------------------------------------------------------- paths

TARGETS = ("fr", "pt-BR", "sr-Latn")


@pytest.mark.parametrize(
    ("path", "locale", "name"),
    [
        ("fr/news.md", "fr", "news.md"),
        ("old/pt_BR/coast/news.md", "pt-BR", "coast/news.md"),
        ("site/coast/news.sr@latin.md", "sr-Latn", "coast/news.md"),
        ("news.FR.md", "fr", "news.md"),
        ("de/news.md", "", "news.md"),
        ("fr/frugal.md", "fr", ""),
        ("news.md", "", "news.md"),
    ],
)
def test_what_a_path_says(path: str, locale: str, name: str) -> None:
    assert locale_in(path, TARGETS) == locale
    assert article_of(path, ["news.md", "coast/news.md"], TARGETS) == name


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("---\noriginal: fr/a.md\n---\ntext", "fr/a.md"),
        ("---\ntitle: x\noriginal: 'fr/a b.md'  # the French one\n---\n", "fr/a b.md"),
        ('+++\noriginal = "fr/a.md"\n+++\n', "fr/a.md"),
        ("---\r\noriginal: fr/a.md\r\n---\r\n", "fr/a.md"),
        ("original: fr/a.md\n", ""),
        ("---\ntitle: x\n---\noriginal: fr/a.md\n", ""),
        ("---\nunoriginal: fr/a.md\n---\n", ""),
    ],
)
def test_what_the_front_matter_says(text: str, wanted: str) -> None:
    assert original_of(text) == wanted


# ---------------------------------------------------------------- anything

PIECES = ["The ferry. ", "[a](b) ", "<b>", "</b>", "*x* ", "`c`", "{1}", "\\<a1>", "| ", "\n\n", "# "]
TEXT = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES)).map("".join))


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=4), TEXT, st.sampled_from(["a.md", "a.txt", "a.html"]))
def test_whatever_a_catalog_holds_fits_or_is_left_out(pairs: list[tuple[str, str]], text: str, name: str) -> None:
    def cut(text: str) -> Source:
        return article(text.encode("utf-8", "replace").decode(), name=name).parsed

    found = Catalog(entries=tuple(Entry(msgid, msgstr) for msgid, msgstr in pairs))
    old = sentences(found, Cutter(cut, cut))
    template = article((text + "\n\n" + pairs[0][0] if pairs else text).encode("utf-8", "replace").decode(), name=name)
    offered = from_sentences(old, template.entries, Pair("en", "fr")).entries
    for unit, key in zip(template.parsed.places, template.parsed.keys, strict=True):
        offer = offered.get(key)
        if offer and not offer.fuzzy and offer.msgstr != inline.JOINED:
            assert isinstance(inline.fit(unit, offer.msgstr), list)
    assert len(take(template.entries, offered, "x.po")) == len(template.entries)
