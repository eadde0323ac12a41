"""Our own online engines against servers that speak their interfaces: what is sent, what is believed, what is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from services_server import Server, serving, units

from l10n import guard
from l10n.engines import deepl, libre, llm, open_engine
from l10n.engines.base import Engine, Facts
from l10n.engines.cache import Cached
from l10n.engines.meter import Meter, Metered
from l10n.engines.retry import Backoff
from l10n.errors import EngineError, UsageError
from l10n.model import Entry, Pair, Refusal, Request, Suggestion
from l10n.pretranslate import Opener, pretranslate

ES = Pair("en", "es")
KEY = "s3cr3t-k3y-0123456789"
OPEN: dict[str, Callable[..., Engine]] = {"libre": libre.open, "deepl": deepl.open, "llm": llm.open}


class Clock:
    """Stands for time.sleep and keeps what was asked of it."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.lower(), raising=False)
    with serving() as server:
        for name, value in {
            "LIBRE_URL": server.url,
            "LIBRE_API_KEY": KEY,
            "DEEPL_URL": server.url,
            "DEEPL_API_KEY": KEY,
            "LLM_URL": f"{server.url}/v1",
            "LLM_API_KEY": KEY,
            "LLM_MODEL": "small",
        }.items():
            monkeypatch.setenv(name, value)
        yield server


def opened(name: str, clock: Clock | None = None, pair: Pair = ES, attempts: int = 3) -> Engine:
    return OPEN[name]("", pair, Backoff(attempts=attempts, sleep=clock or Clock()), timeout=(1.0, 1.0))


def ask(engine: Engine, *texts: str, pair: Pair = ES) -> list[Suggestion | Refusal]:
    requests = [Request(i, text) for i, text in enumerate(texts)]
    return sorted(engine.suggest(requests, pair), key=lambda answer: answer.id)


def texts(answers: list[Suggestion | Refusal]) -> list[str]:
    return [answer.text if isinstance(answer, Suggestion) else f"refused: {answer.reason}" for answer in answers]


SENTENCES = [f"the house number {i} is very old" for i in range(20)]
RIGHT = [f"la casa number {i} es muy vieja" for i in range(20)]


@pytest.mark.parametrize("name", OPEN)
def test_lists_with_marks_and_signs(server: Server, name: str) -> None:
    answers = ask(opened(name), "the <a1>house</a1> is <code2/> very old", "R&D < the house", *SENTENCES)
    assert texts(answers)[0] == "la <a1>casa</a1> es <code2/> muy vieja"
    assert texts(answers)[1] == "R&D < la casa"
    assert texts(answers)[2:] == RIGHT
    assert len(server.seen) < 12, "one request holds several texts"


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("fault", [(429, "0"), 500, 503, "hang", "half", "page"])
def test_what_may_pass_is_tried_again(server: Server, name: str, fault: object) -> None:
    clock = Clock()
    engine = opened(name, clock)
    server.faults = [fault]
    assert texts(ask(engine, "the house", "the old house")) == ["la casa", "la vieja casa"]
    assert len(clock.slept) == 1


@pytest.mark.parametrize("name", ["libre", "deepl"])
def test_answers_in_another_order_find_their_texts(server: Server, name: str) -> None:
    engine = opened(name)
    server.faults = ["swap"]
    assert texts(ask(engine, "the house", "the old house", "now")) == ["la casa", "la vieja casa", "ahora"]


@pytest.mark.parametrize("name", ["libre", "deepl"])
def test_answers_without_their_numbers_are_asked_for_one_by_one(server: Server, name: str) -> None:
    engine = opened(name)
    server.faults = ["tags lost"]
    assert texts(ask(engine, "the house", "the old house", "now")) == ["la casa", "la vieja casa", "ahora"]
    assert len(server.seen) == 4


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_ends_it_and_is_never_shown(server: Server, name: str, status: int) -> None:
    engine = opened(name)
    server.faults = [status] * 9
    with pytest.raises(EngineError) as caught:
        ask(engine, "the house")
    assert KEY not in str(caught.value)
    assert str(status) in str(caught.value)


@pytest.mark.parametrize("name", OPEN)
def test_the_servers_reason_is_told_without_the_key(server: Server, name: str) -> None:
    engine = opened(name)
    server.faults = [400] * 9
    (answer,) = ask(engine, "the house")
    assert isinstance(answer, Refusal)
    assert KEY not in answer.reason
    assert "400: bad key" in answer.reason


@pytest.mark.parametrize("name", OPEN)
def test_three_failures_in_a_row_end_it(server: Server, name: str) -> None:
    engine = opened(name, attempts=1)
    server.faults = [500] * 50
    with pytest.raises(EngineError, match="answered 500"):
        ask(engine, *(f"house {i}" for i in range(100)))
    assert len(server.seen) < 12


@pytest.mark.parametrize(
    "fault", [(429, "0"), 500, "half", "page", "null", "echo", "swap", "many", "tags lost", "wrong language", "quota"]
)
@pytest.mark.parametrize("name", ["libre", "deepl"])
def test_no_fault_reaches_a_catalog(server: Server, name: str, fault: object, tmp_path: Path) -> None:
    """Each answer is the translation of its own text, or there is none; what is right is in the cache and not asked
    for again, what is not stays out of it."""
    engine = Cached(opened(name), tmp_path / "cache.sqlite", guard.refusal)
    server.faults = [None, fault, None, fault]
    entries = [Entry(text) for text in SENTENCES]
    found = {
        text: a.text
        for step in pretranslate(entries, [Opener(name, lambda: engine)], ES)
        for (_, text), a in step.answers.items()
    }
    right = dict(zip(SENTENCES, RIGHT, strict=True))
    assert found == {text: right[text] for text in found}
    before = server.asked
    server.faults = []
    again = Cached(opened(name), tmp_path / "cache.sqlite")
    assert texts(ask(again, *SENTENCES)) == RIGHT
    asked = server.asked - before
    assert set(asked) == set(SENTENCES) - set(found)
    assert set(asked.values()) <= {1}


def test_deepl_sends_the_key_in_a_header_and_what_was_asked_of_it(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPL_FORMALITY", "more")
    monkeypatch.setenv("DEEPL_GLOSSARY", "12345")
    ask(opened("deepl", pair=Pair("en-GB", "pt-BR")), "the house", pair=Pair("en-GB", "pt-BR"))
    (form,), (headers,) = server.seen, server.headers
    assert headers["Authorization"] == f"DeepL-Auth-Key {KEY}"
    assert KEY not in json.dumps(form)
    assert (form["source_lang"], form["target_lang"]) == ("EN-US", "PT-BR") or form["source_lang"] == "EN"
    assert (form["tag_handling"], form["formality"], form["glossary_id"]) == ("xml", "prefer_more", "12345")


def test_deepl_refuses_a_formality_that_is_none(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPL_FORMALITY", "very")
    with pytest.raises(UsageError, match="very"):
        opened("deepl")


@pytest.mark.parametrize(
    ("name", "target", "code"),
    [
        ("deepl", "pt-PT", "PT-PT"),
        ("deepl", "pt", "PT-BR"),
        ("deepl", "es-MX", "ES-419"),
        ("deepl", "es-419", "ES-419"),
        ("deepl", "fr-CA", "FR"),
        ("deepl", "zh-Hant", "ZH-HANT"),
        ("deepl", "zh", "ZH-HANS"),
        ("deepl", "sr-Cyrl", "SR"),
        ("libre", "pt-BR", "pb"),
        ("libre", "pt-PT", "pt"),
        ("libre", "zh-Hant", "zt"),
        ("libre", "zh-Hans", "zh-Hans"),
        ("libre", "es-419", "es"),
    ],
)
def test_varieties_by_the_services_own_codes(server: Server, name: str, target: str, code: str) -> None:
    pair = Pair("en", target)
    ask(opened(name, pair=pair), "the house", pair=pair)
    assert server.seen[0].get("target_lang", server.seen[0].get("target")) == code


@pytest.mark.parametrize("name", ["libre", "deepl"])
def test_a_language_that_is_not_there_is_named(server: Server, name: str) -> None:
    pair = Pair("en", "oc")
    with pytest.raises(EngineError, match="language oc"):
        ask(opened(name, pair=pair), "the house", pair=pair)


def test_serbian_in_latin_letters_from_a_service_that_has_cyrillic(server: Server) -> None:
    server.translate = lambda text: "Љубав и њива"
    (answer,) = ask(open_engine("libre", Pair("en", "sr-Latn")), "love and land", pair=Pair("en", "sr-Latn"))
    assert isinstance(answer, Suggestion)
    assert answer.text == "Ljubav i njiva"


# ---------------------------------------------------------------- the language model


def test_a_model_gets_context_terms_memory_and_style(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_STYLE", "Short sentences.")
    request = Request(
        3,
        "the harbour",
        "heading",
        "Old harbours",
        "In the north",
        ("before it",),
        ("after it",),
        (("harbour", "puerto"),),
        (("the old harbour", "el viejo puerto"),),
    )
    engine = opened("llm")
    assert texts(list(engine.suggest([request], ES))) == ["la harbour"]
    messages = server.seen[0]["messages"]
    assert "Short sentences." in messages[0]["content"]
    assert "English to Spanish" in messages[0]["content"]
    sent = json.loads(messages[1]["content"])
    assert (sent["title"], sent["section"]) == ("Old harbours", "In the north")
    assert (sent["before"], sent["after"]) == (["before it"], ["after it"])
    assert sent["glossary"] == {"harbour": "puerto"}
    assert sent["memory"] == {"the old harbour": "el viejo puerto"}
    assert list(sent["notes"].values()) == ["a heading"]


def test_units_before_come_with_their_translations(server: Server) -> None:
    engine = opened("llm")
    ask(engine, "the house")
    list(engine.suggest([Request(7, "very old", before=("the house",))], ES))
    assert json.loads(server.seen[1]["messages"][1]["content"])["before"] == [
        {"text": "the house", "translation": "la casa"}
    ]


@pytest.mark.parametrize("fault", ["fenced", "missing", "renumbered", "double", "null", "chatter", "marks lost"])
def test_only_what_a_model_got_wrong_is_asked_again(server: Server, fault: str) -> None:
    server.faults = [fault]
    sources = ["the <a1>house</a1>", "the old house", "now"]
    assert texts(ask(opened("llm"), *sources)) == ["la <a1>casa</a1>", "la vieja casa", "ahora"]
    again = [units(form) for form in server.seen[1:]]
    wrong = {"fenced": 0, "missing": 1, "marks lost": 1}.get(fault, 3)
    assert sum(map(len, again)) == wrong


def test_a_model_that_never_learns_is_not_asked_for_ever(server: Server) -> None:
    server.faults = ["chatter"] * 99
    answers = ask(opened("llm"), *(f"house {i}" for i in range(5)))
    assert all(isinstance(answer, Refusal) for answer in answers)
    assert len(server.seen) == 1 + 2 + 5


def test_a_server_without_json_mode_is_asked_without(server: Server) -> None:
    server.faults = [400]
    assert texts(ask(opened("llm"), "the house")) == ["la casa"]
    assert ["response_format" in form for form in server.seen] == [True, False]


def test_a_models_receipt(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_PRICE", "10/20")
    engine: Any = opened("llm")
    assert engine.receipt == ""
    ask(engine, "the house")
    assert engine.receipt == "llm:small: 100 tokens in, 50 out, about $0.0020"


@pytest.mark.parametrize("name", OPEN)
def test_what_is_missing_is_named_with_its_repair(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for variable in ("LIBRE_URL", "DEEPL_API_KEY", "LLM_URL", "LLM_MODEL"):
        monkeypatch.delenv(variable, raising=False)
    with pytest.raises(EngineError, match=f"{name} needs") as caught:
        OPEN[name]("", ES)
    assert "export" in caught.value.hint


# ---------------------------------------------------------------- limits


class Plain:
    name, version = "plain", "1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def suggest(self, requests: list[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        self.asked += [request.text for request in requests]
        yield from (Suggestion(request.id, request.text.upper(), "mt", "plain/1") for request in requests)

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize("meter", [Meter(characters=25), Meter(dollars=25e-6 * 20)])
def test_more_than_was_allowed_is_never_sent(meter: Meter) -> None:
    plain = Plain()
    engine = Metered(plain, Facts("", price=20.0, online=True), meter)  # type: ignore[arg-type]
    got = []
    with pytest.raises(EngineError, match="would be more than --max-c"):
        got.extend(engine.suggest([Request(i, "ten chars!") for i in range(5)], ES))
    assert len(got) == 2, "what fits is translated"
    assert sum(map(len, plain.asked)) == meter.sent == 20


def test_the_cache_counts_for_nothing(server: Server, tmp_path: Path) -> None:
    meter = Meter(characters=30)
    for _ in range(3):
        engine = open_engine("libre", ES, tmp_path / "cache.sqlite", meter)
        assert texts(ask(engine, "the old house")) == ["la vieja casa"]
        engine.close()
    assert meter.sent == len("the old house")
