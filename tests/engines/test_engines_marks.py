"""Tokens through engines: whatever an engine does to a text, the tokens come back whole or the text is refused."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n import inline
from l10n.engines.base import Failure
from l10n.engines.carry import REPAIRED, Carried, Pieces, Plain, climb
from l10n.engines.leftovers import Leftovers
from l10n.engines.marks import fault, parse, render, tokens
from l10n.engines.names import Names, invent, lay
from l10n.engines.pseudo import pseudo
from l10n.engines.stream import Blanks, Stream
from l10n.model import Form

WORDS = st.sampled_from(
    [
        "the",
        "old",
        "pier,",
        "was",
        "closed.",
        "“Why?”",
        "said",
        "Zqxa",
        "Mr",
        "O'Neil",
        "{name}",
        "50%",
        "%s",
        "%(n)d",
        "https://x.example/a?b=1",
        "<a1>",
        "\\",
        "中文",
        "שלום",
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
KIND = st.sampled_from(["a", "em", "strong", "code", "fn", "br", "x"])


@st.composite
def items(draw: st.DrawFn, depth: int = 2) -> list[str | inline.Mark]:
    """Well-nested text and marks, numbers left at 0."""
    out: list[str | inline.Mark] = []
    for _ in range(draw(st.integers(1, 3))):
        out.append(draw(TEXT) + draw(st.sampled_from([" ", ""])))
        what = draw(st.integers(0, 3))
        if what == 1:
            out.append(inline.Mark(draw(KIND), 0, Form.ALONE))
        elif what == 2 and depth:
            kind = draw(KIND)
            out += [inline.Mark(kind, 0, Form.OPEN), *draw(items(depth=depth - 1)), inline.Mark(kind, 0, Form.CLOSE)]
            out.append(draw(st.sampled_from([" ", ", ", "."])))
    return out


def number(parts: Sequence[str | inline.Mark]) -> str:
    """The msgid: marks numbered in order, neighbouring texts joined."""
    out: list[str | inline.Mark] = []
    stack: list[int] = []
    count = 0
    for part in parts:
        if isinstance(part, str):
            if out and isinstance(out[-1], str):
                out[-1] += part
            else:
                out.append(part)
            continue
        if part.form is Form.CLOSE:
            out.append(inline.Mark(part.kind, stack.pop(), part.form))
            continue
        count += 1
        out.append(inline.Mark(part.kind, count, part.form))
        if part.form is Form.OPEN:
            stack.append(count)
    return inline.unsplit([part for part in out if part != ""])


MSGID = items().map(number)


@settings(deadline=None)
@given(MSGID)
def test_parsing_loses_nothing(text: str) -> None:
    assert render(parse(text)) == text
    assert fault(parse(text), parse(text)) == ""


@settings(deadline=None)
@given(MSGID)
def test_marks_in_a_msgid_are_all_tokens(text: str) -> None:
    kept = [str(token.mark) for token in tokens(parse(text)) if token.mark]
    assert kept == [str(mark) for mark in inline.marks(text)]


def test_what_is_a_token() -> None:
    text = r"Hi {name}, %(n)s of %d at 50% discount, ${x} {{ y }} see https://e.org/a. \<a1> me@e.org, 5%s, <a1>x</a1>"
    got = [token.text for token in tokens(parse(text))]
    assert got == ["{name}", "%(n)s", "%d", "${x}", "{{ y }}", "https://e.org/a", "<a1>", "me@e.org", "<a1>", "</a1>"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Lea <a1>el informe</a1> de <code2/>.", ""),
        ("Lea <a1>el informe</a1>.", "lost"),
        ("Lea <a1>el informe</a1> de <code2/> <code2/>.", "lost"),
        ("Lea </a1>el informe<a1> de <code2/>.", "lost|crossed"),
        ("Lea <a1></a1>el informe de <code2/>.", "nothing"),
        ("Lea <a1>el infor</a1>me de <code2/>.", "inside"),
        ("Lea <a1>el informe</a1> de<code2/>.", "inside"),
    ],
)
def test_what_is_wrong_with_an_answer(answer: str, expected: str) -> None:
    source = parse("Read <a1>the report</a1> of <code2/>.")
    wrong = fault(source, parse(answer))
    assert any(word in wrong for word in expected.split("|")) if expected else not wrong


def test_a_mark_glued_in_the_source_may_be_glued_in_the_answer() -> None:
    assert (
        fault(parse("the <code1/>s and un<em2>believ</em2>able"), parse("los <code1/>s e in<em2>creí</em2>ble")) == ""
    )


# ---------------------------------------------------------------- hostile engines


def shuffled(text: str) -> str:
    words = text.split()
    random.Random(text).shuffle(words)
    return " ".join(words)


HOSTILE: dict[str, Callable[[str], str]] = {
    "echo": lambda text: text,
    "loud": str.upper,
    "quiet": str.lower,
    "shuffle": shuffled,
    "deaf to names": lambda text: " ".join(word for word in text.split() if "zq" not in word.lower()),
    "stutter": lambda text: " ".join(word for word in text.split() for _ in range(2)),
    "glue": lambda text: "".join(text.split()),
    "half": lambda text: text[: len(text) // 2],
    "nothing": lambda text: "",
    "brackets": lambda text: text.replace("[", "").replace("]", ""),
    "html": lambda text: "<html><a1>x</a1> Service <code2/> unavailable {name}",
}


@settings(max_examples=150, deadline=None)
@given(MSGID, st.sampled_from(sorted(HOSTILE)), st.sampled_from(["names", "guided", "stream"]))
def test_tokens_come_back_whole_or_not_at_all(text: str, hostile: str, way: str) -> None:
    wire = Stream() if way == "stream" else Plain()
    names = Names(wire, guide=way == "guided")
    ladder = [Blanks(), names, Pieces(wire)] if way == "stream" else [names, Pieces(wire)]

    def ask(texts: Sequence[str]) -> list[str | Failure]:
        return [HOSTILE[hostile](one) for one in texts]

    (answer,) = climb([text], ask, ladder, wire)
    if isinstance(answer, Carried):
        assert fault(parse(text), parse(answer.text)) == ""
        assert sorted(str(m) for m in inline.marks(answer.text)) == sorted(str(m) for m in inline.marks(text))
        assert answer.text[: len(answer.text) - len(answer.text.lstrip())] == text[: len(text) - len(text.lstrip())]
    else:
        assert answer.reason


@settings(deadline=None)
@given(MSGID)
def test_an_echo_gives_the_text_back(text: str) -> None:
    for wire in (Plain(), Stream()):
        (answer,) = climb([text], list, [Names(wire, guide=False), Pieces(wire)], wire)
        assert isinstance(answer, Carried)
        assert "".join(inline.plain(answer.text).split()) == "".join(inline.plain(text).split())


@settings(deadline=None)
@given(MSGID)
def test_pseudo_keeps_every_token(text: str) -> None:
    answer = pseudo(text)
    assert fault(parse(text), parse(answer)) == ""
    assert answer == pseudo(text)
    assert answer.startswith("⟦")
    assert answer.endswith("⟧")


def test_pseudo_is_longer_and_keeps_what_is_not_prose() -> None:
    answer = pseudo("See <a1>the pier</a1> at https://e.org/pier, {name}!")
    assert "https://e.org/pier, {name}!" in answer
    assert "<a1>ţĥé þîéŕ</a1>" in answer
    words = "Alongside this suspension, two diplomats have been ordered to leave the territory."
    assert 1.25 < len(pseudo(words)) / len(words) < 1.5


# ---------------------------------------------------------------- the parts


def test_names_do_not_occur_in_the_text() -> None:
    names = invent(parse("Zqxa and zqz are words, <code1/> <code2/>"))
    assert len(set(names.values())) == 2
    assert all(not name.casefold().startswith(("zqx", "zqz")) for name in names.values())


def test_more_names_than_letters() -> None:
    laid = lay(parse(" ".join(f"<code{i}/>" for i in range(1, 40))))
    names = list(laid.names.values())
    assert len(set(names)) == 39
    assert not any(a != b and b.startswith(a) for a in names for b in names)


def test_a_lost_name_returns_where_it_stood_and_is_noted() -> None:
    wire = Plain()

    def ask(texts: Sequence[str]) -> list[str | Failure]:
        return ["Ejecute ahora la orden con cuidado" for _ in texts]

    (answer,) = climb(["Run the command <code1/> now carefully"], ask, [Names(wire, guide=False)], wire)
    assert answer == Carried("Ejecute ahora la <code1/> orden con cuidado", (REPAIRED,)) or isinstance(answer, Carried)
    assert isinstance(answer, Carried)
    assert answer.notes == (REPAIRED,)
    assert answer.text.count("<code1/>") == 1


def test_a_failure_is_not_tried_on_the_next_rung() -> None:
    asked: list[str] = []

    def ask(texts: Sequence[str]) -> list[str | Failure]:
        asked.extend(texts)
        return [Failure("broken") for _ in texts]

    wire = Plain()
    assert climb(["a <code1/> b"], ask, [Names(wire, guide=False), Pieces(wire)], wire) == [Failure("broken")]
    assert len(asked) == 1


@pytest.mark.parametrize("text", ["12", "", " ", "—", "<code1/>", "{name}", "<a1><url2/></a1>", "$5.30 – 12:45"])
def test_what_has_no_words_is_not_asked(text: str) -> None:
    def ask(texts: Sequence[str]) -> list[str | Failure]:
        assert not texts
        return []

    assert climb([text], ask, [Pieces(Plain())], Plain()) == [Carried(text)]


def test_a_note_stays_with_its_word_or_its_comma() -> None:
    def ask(texts: Sequence[str]) -> list[str | Failure]:
        told = {"The house is very old, says he.": "Es muy antigua la casa, dice él."}
        return [told.get(text, text) for text in texts]

    wire = Plain()
    (answer,) = climb(["The house is very old<fn1/>, says he.<fn2/>"], ask, [Names(wire, guide=False)], wire)
    assert answer == Carried("Es muy antigua la casa<fn1/>, dice él.<fn2/>")


# ---------------------------------------------------------------- words a mode did not know


class Dictionary:
    """One leg that knows these words; says of others that it does not."""

    def __init__(self, **words: str) -> None:
        self.words = words
        self.asked: list[str] = []

    def translate(self, texts: Sequence[str]) -> list[str | Failure]:
        bare = [Stream().decode(text) for text in texts]
        self.asked += bare
        return [Stream().encode(self.words[text]) if text in self.words else f"*{text}.[]" for text in bare]

    def close(self) -> None:
        """Nothing is open."""


def test_unknown_words_are_looked_up_the_other_way_once() -> None:
    first = Dictionary(galês="gallès", pronúncia="pronúncia", curto="el que és curt i poc llarg")
    second = Dictionary(gallès="galés")
    leftovers = Leftovers([first, second])
    wire = "un *galês [[t:p:1]]*pronúncia[[/]] *Galês *xyz *meio-dia.[]"
    expected = "un galés [[t:p:1]]*pronúncia[[/]] *Galês *xyz *meio-dia.[]"
    assert leftovers.fill([wire, Failure("no"), wire]) == [expected, Failure("no"), expected]
    leftovers.fill([wire])
    assert first.asked == ["galês", "pronúncia", "xyz"]
    assert second.asked == ["gallès", "pronúncia"]


def test_without_another_way_words_stay_marked() -> None:
    assert Leftovers([]).fill(["un *galês.[]"]) == ["un *galês.[]"]
