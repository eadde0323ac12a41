"""Glossary terms put where their translation stands, varieties made from what engines have, the risk of an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import inline
from l10n.engines import apertium, neural, open_engine, specs
from l10n.engines.base import Engine
from l10n.engines.likeness import chrf
from l10n.engines.risk import PREFIX, Rated, risk
from l10n.engines.terms import NOTE, Glossed, mark
from l10n.engines.varieties import european_portuguese, latin, variety
from l10n.errors import EngineError
from l10n.model import Pair, Refusal, Request, Suggestion

ES = Pair("en", "es")
WORDS = {"the": "el", "old": "viejo", "harbour": "puerto", "Harbour": "Puerto", "is": "es", "near": "cerca de"}


class WordByWord:
    """Translates words it knows; marks stay around them. Refuses texts with marks where told to."""

    name, version = "words", "1"

    def __init__(self, shy: bool = False) -> None:
        self.shy = shy
        self.asked: list[str] = []

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        for request in requests:
            self.asked.append(request.text)
            if self.shy and "<" in request.text:
                yield Refusal(request.id, "marks", self.name)
                continue
            parts = [
                " ".join(WORDS.get(word, word) for word in item.split(" ")) if isinstance(item, str) else item
                for item in inline.split(request.text)
            ]
            yield Suggestion(request.id, inline.unsplit(parts), "mt", "words/1")

    def close(self) -> None:
        """Nothing is open."""


def put(text: str, *terms: tuple[str, str], engine: Engine | None = None, pair: Pair = ES) -> Suggestion:
    (answer,) = Glossed(engine or WordByWord()).suggest([Request(4, text, terms=terms)], pair)
    assert isinstance(answer, Suggestion)
    return answer


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("near the harbour", ("harbour", "muelle"), "cerca de el muelle"),
        ("near the harbour", ("the harbour", "muelle"), "cerca de el muelle"),
        ("Harbour", ("harbour", "muelle"), "Muelle"),
        ("the <a1>harbour</a1> is old", ("harbour", "muelle"), "el <a1>muelle</a1> es viejo"),
        ("the <a1>old</a1> harbour", ("old harbour", "muelle"), "el <a1>viejo</a1> puerto"),  # parted by a mark
        ("the harbours", ("harbour", "muelle"), "el harbours"),
        ("the harbour, harbour", ("harbour", "muelle"), "el muelle, muelle"),
        ("the harbour", ("harbour", "puerto"), "el puerto"),
        ("the harbour \\<a1>", ("harbour", "muelle"), "el muelle \\<a1>"),
    ],
)
def test_a_term_takes_the_place_of_its_translation(text: str, term: tuple[str, str], expected: str) -> None:
    answer = put(text, term)
    assert answer.text == expected
    assert (NOTE in answer.notes) == (term[1] in expected.lower() and term[1] != "puerto")


def test_the_longer_term_counts() -> None:
    assert put("the old harbour", ("harbour", "puerto"), ("old harbour", "dársena")).text == "el dársena"


def test_a_term_that_stands_elsewhere_in_the_answer_is_not_put_again() -> None:
    class Turned(WordByWord):
        def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
            for request in requests:
                yield Suggestion(request.id, "muelle <x9001>viejo</x9001>", "mt", "words/1")

    assert put("old harbour", ("harbour", "muelle"), engine=Turned()).text == "muelle viejo"


def test_an_engine_that_loses_marks_is_asked_without() -> None:
    engine = WordByWord(shy=True)
    answer = put("the harbour", ("harbour", "muelle"), engine=engine)
    assert answer.text == "el puerto"
    assert engine.asked == ["the <x9001>harbour</x9001>", "the harbour"]


def test_without_terms_nothing_changes() -> None:
    engine = WordByWord()
    assert put("the harbour", engine=engine).text == "el puerto"
    assert put("the harbour", ("ferry", "ferri"), engine=engine).text == "el puerto"
    assert engine.asked == ["the harbour", "the harbour"]


@given(
    st.lists(
        st.sampled_from(["the", "old harbour", "harbour", "<a1>", "</a1>", "<code2/>", "near,", "Harbour"]), max_size=8
    )
)
def test_marks_of_our_own_always_come_off_again(parts: list[str]) -> None:
    text = " ".join(parts)
    answer = put(text, ("harbour", "muelle"), ("old harbour", "dársena"))
    assert "<x9" not in answer.text
    assert [str(m) for m in inline.marks(answer.text)] == [str(m) for m in inline.marks(text)]
    found = mark(Request(0, text, terms=(("harbour", "muelle"),)))
    assert (found is not None) == ("arbour" in text)


@pytest.mark.parametrize(
    ("spec", "target"), [("apertium:eng-spa", "es"), ("neural:en-pt", "pt-BR"), ("neural:en-pt > apertium:pt-es", "es")]
)
def test_real_engines_say_the_terms(spec: str, target: str) -> None:
    pair = Pair("en", target)
    found = specs.availability(spec, pair)
    if not found.ok:
        pytest.skip(f"{found.reason} ({found.fix})")
    engine = Glossed(open_engine(spec, pair))
    terms = (("harbour", "embarcadero"), ("fishermen", "mariscadores"))
    text = "The <a1>fishermen</a1> left the harbour before the storm."
    (answer,) = engine.suggest([Request(0, text, terms=terms)], pair)
    engine.close()
    assert isinstance(answer, Suggestion)
    assert "embarcadero" in answer.text
    assert "<a1>mariscadores</a1>" in answer.text
    assert NOTE in answer.notes


# ---------------------------------------------------------------- varieties


@pytest.mark.parametrize(
    ("brazilian", "european"),
    [
        ("O ônibus está chegando.", "O autocarro está a chegar."),
        ("A equipe econômica ainda está planejando.", "A equipa económica ainda está a planear."),
        ("O gênero e o fenômeno acadêmico", "O género e o fenómeno académico"),
        ("Ciência e tendência: ele vêm quando pode.", "Ciência e tendência: ele vêm quando pode."),
        ("Três bilhões de euros", "Três mil milhões de euros"),
        ("Há 12 por cento", "Há 12%"),
        ("Leu no Contato, um jornal", "Leu no Contato, um jornal"),
        ("Contato: o usuário", "Contacto: o utilizador"),
        ("MOSCOU E TEERÃ", "MOSCOVO E TEERÃO"),
        ("", ""),
    ],
)
def test_european_portuguese(brazilian: str, european: str) -> None:
    assert european_portuguese(brazilian) == european
    assert european_portuguese(european) == european, "once is enough"


@pytest.mark.parametrize(
    ("cyrillic", "expected"),
    [
        ("Његош воли љубав и џез.", "Njegoš voli ljubav i džez."),
        ("ЉУБАВ НИЈЕ ЏЕП", "LJUBAV NIJE DŽEP"),
        ("Ђорђе, Шабац и 5 чаша", "Đorđe, Šabac i 5 čaša"),
        ("Latin stays", "Latin stays"),
    ],
)
def test_serbian_in_latin(cyrillic: str, expected: str) -> None:
    assert latin(cyrillic) == expected


@pytest.mark.parametrize(
    ("engine", "mode", "target", "asked"),
    [
        ("neural", "en-pt", "pt-PT", "pt"),
        ("neural", "en-pt", "pt-AO", "pt"),
        ("neural", "en-pt", "pt-BR", "pt-BR"),
        ("neural", "en-pt", "pt", "pt"),
        ("deep", "google", "pt-PT", "pt"),
        ("deep", "mymemory", "pt-PT", None),
        ("deepl", "", "pt-PT", None),
        ("apertium", "cat-por", "pt-PT", None),
        ("deep", "google", "sr-Latn", "sr"),
        ("deep", "google", "sr", None),
        ("deepl", "", "sr-Latn", "sr"),
        ("deep", "mymemory", "sr-Latn", None),
        ("neural", "en-es", "es-419", None),
    ],
)
def test_which_engine_needs_help_with_a_variety(engine: str, mode: str, target: str, asked: str | None) -> None:
    found = variety(engine, mode, Pair("en", target))
    assert (found.asked if found else None) == asked


def test_a_neural_model_writes_for_portugal() -> None:
    pair = Pair("en", "pt-PT")
    found = neural.availability("en-pt", pair)
    if not found.ok:
        pytest.skip(f"{found.reason} ({found.fix})")
    engine = open_engine("neural:en-pt", pair)
    (answer,) = engine.suggest([Request(0, "The <a1>bus</a1> is arriving.")], pair)
    engine.close()
    assert isinstance(answer, Suggestion)
    assert answer.text == "O <a1>autocarro</a1> está a chegar."


# ---------------------------------------------------------------- risk


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_what_sacrebleu_says(one: str, other: str) -> None:
    metrics = pytest.importorskip("sacrebleu.metrics")
    one, other = f"a {one}", f"a {other}"  # sacrebleu has a rule of its own for texts of no characters
    expected = metrics.CHRF().sentence_score(one, [other]).score / 100
    assert chrf(one, other) == pytest.approx(expected, abs=0.02)


def test_what_two_engines_agree_on_is_less_risky() -> None:
    source = "The ferry left the harbour before the storm came."
    target = "El ferry salió del puerto antes de que llegara la tormenta."
    agreed = risk(source, target, target)
    doubted = risk(source, target, "El transbordador dejó la dársena previo a la venida del temporal.")
    assert 0 <= agreed < doubted <= 99
    assert risk("It took 45 minutes to the harbour.", "Tardó minutos al puerto.", "Tardó minutos al puerto.") > risk(
        "It took 45 minutes to the harbour.", "Tardó 45 minutos al puerto.", "Tardó 45 minutos al puerto."
    )


class Broken(WordByWord):
    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        yield from WordByWord.suggest(self, requests[:1], pair)
        raise EngineError("down")


def test_answers_say_their_risk() -> None:
    engine = Rated(WordByWord(), WordByWord())
    (answer,) = engine.suggest([Request(0, "the <a1>old</a1> harbour")], ES)
    assert isinstance(answer, Suggestion)
    assert [note[: len(PREFIX)] for note in answer.notes] == [PREFIX]


def test_a_second_engine_that_fails_is_not_missed() -> None:
    engine = Rated(WordByWord(), Broken())
    for _ in range(2):
        answers = list(engine.suggest([Request(0, "the harbour"), Request(1, "old")], ES))
        assert [answer.text for answer in answers if isinstance(answer, Suggestion)] == ["el puerto", "viejo"]


def test_answers_before_an_error_are_not_lost() -> None:
    got = []
    with pytest.raises(EngineError, match="down"):
        got.extend(Rated(Broken(), WordByWord()).suggest([Request(0, "the harbour"), Request(1, "old")], ES))
    assert len(got) == 1


def test_the_second_opinion_comes_from_rules() -> None:
    if not apertium.availability("eng-spa", ES).ok:
        pytest.skip("Apertium's eng-spa is not installed")
    assert specs.second("neural:en-pt > apertium:pt-es", ES) == "apertium:eng-spa"
    assert specs.second("apertium:eng-spa", ES) != "apertium:eng-spa"
    assert specs.second("pseudo", ES) == ""
    assert specs.second("google", Pair("en", "ja")) == ""
