"""Hypothesis strategies shared by the tests: sentences, entries, catalogs, PO text and broken PO text."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from l10n.model import Entry

# The first example pays for imports, and machines that run tests are slow: no time limit for a single one.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")

# Characters that PO tools stumble over, beside ordinary prose.
ODD = "\"\\'\t\n\r\v\f\x1c\x85\u2028\u2029\u00a0\u202f\u200f\ufdd0\ufeff#~|:,.!=<>/é€漢字ا😀\x07"
odd_texts: st.SearchStrategy[str] = st.text(
    st.sampled_from(ODD) | st.characters(codec="utf-8", exclude_characters="\0"), max_size=30
)

some_texts = odd_texts.filter(bool)

_WORDS = "the minister said that talks in three towns had not ended before Friday and nobody left"
words = st.sampled_from(_WORDS.split())


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A short sentence, sometimes with a mark."""
    some = draw(st.lists(words, min_size=1, max_size=9))
    if draw(st.booleans()):
        at = draw(st.integers(0, len(some) - 1))
        some[at] = f"<a1>{some[at]}</a1>"
    return " ".join(some).capitalize() + draw(st.sampled_from([".", "?", "!", ""]))


_lines = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\0"), max_size=20
).map(str.strip)
comments = _lines.filter(lambda line: not line.startswith(("#", "!"))) | st.sampled_from(
    ["", "note", "l10n: odd", " indented"]
)
flags = st.sampled_from(["c-format", "no-wrap", "needs-check", "range: 0..3"])
references = st.sampled_from(["politics/mali.txt", "a b.md", "news/übersicht.html:12", "x"])
contexts = st.none() | st.sampled_from(["heading", "cell", "", "meta:title"])


@st.composite
def entries(
    draw: st.DrawFn,
    msgids: st.SearchStrategy[str] = some_texts,
    msgstrs: st.SearchStrategy[str] = odd_texts,
) -> Entry:
    """Any entry a PO file can hold."""
    obsolete = draw(st.integers(0, 9)) == 0
    previous = draw(st.none() | msgids)
    plural = draw(st.integers(0, 9)) == 0
    return Entry(
        msgid=draw(msgids),
        msgstr="" if plural else draw(msgstrs),
        msgctxt=draw(contexts),
        fuzzy=draw(st.booleans()),
        obsolete=obsolete,
        comments=tuple(draw(st.lists(comments, max_size=3))),
        extracted=() if obsolete else tuple(draw(st.lists(_lines, max_size=2))),
        references=() if obsolete else tuple(draw(st.lists(references, max_size=2))),
        flags=tuple(draw(st.lists(flags, max_size=2, unique=True))),
        previous_msgid=previous,
        previous_msgctxt=draw(contexts) if previous is not None else None,
        msgid_plural=draw(msgids) if plural else None,
        plurals=tuple(draw(st.lists(msgstrs, min_size=1, max_size=3))) if plural else (),
    )


po_lines = st.sampled_from(
    [
        "",
        'msgid ""',
        'msgstr ""',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        'msgid "a"',
        'msgstr "b"',
        'msgctxt "c"',
        'msgid_plural "p"',
        'msgstr[0] "q"',
        'msgstr[1] "r\\n"',
        '"more \\"quoted\\" \\\\ text"',
        "# comment",
        "#comment",
        "#. extracted",
        "#: file:1 \u2068a b\u2069",
        "#, fuzzy, c-format",
        "#= no-wrap",
        "#! sticky",
        '#| msgid "old"',
        '#~ msgid "gone"',
        '#~ msgstr "weg"',
        '#~| msgid "older"',
        "#~ # inside",
        "<<<<<<< HEAD",
        'msgid "open',
        "junk",
        "\ufeff",
        "\u2028",
        "\r",
    ]
)
po_texts = st.lists(po_lines | _lines, max_size=25).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n"]).map(lambda end: end.join(lines))
)
