"""Online engines against a real HTTP server on loopback with faults to order, and against recorded answers."""

from __future__ import annotations

import json
import pickle
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from libre_server import Server, serving

from l10n.engines import availability, deep, http, open_engine
from l10n.engines.base import Engine
from l10n.engines.retry import Backoff, BusyError
from l10n.engines.services import SERVICES, code
from l10n.errors import EngineError
from l10n.model import Pair, Refusal, Request, Suggestion

pytest.importorskip("deep_translator")
ES = Pair("en", "es")
KEY = "s3cr3t-k3y"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.lower(), raising=False)
    with serving() as server:
        monkeypatch.setenv("LIBRE_URL", server.url)
        monkeypatch.setenv("LIBRE_API_KEY", KEY)
        yield server


class Clock:
    """Stands for time.sleep and keeps what was asked of it."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


def libre(clock: Clock, pair: Pair = ES, attempts: int = 3) -> Engine:
    return deep.open("libre", pair, Backoff(attempts=attempts, sleep=clock), timeout=(0.5, 0.5))


def ask(engine: Engine, *texts: str, pair: Pair = ES) -> list[Suggestion | Refusal]:
    requests = [Request(i, text) for i, text in enumerate(texts)]
    return sorted(engine.suggest(requests, pair), key=lambda answer: answer.id)


def test_a_translation_with_marks(server: Server) -> None:
    (answer,) = ask(libre(Clock()), "The <a1>house</a1> is <code2/> very old")
    assert isinstance(answer, Suggestion)
    assert answer.text == "la <a1>casa</a1> es <code2/> muy vieja"
    assert answer.name == "libre/1"
    assert answer.kind == "mt"


def test_text_and_key_travel_in_the_body(server: Server) -> None:
    long = "the red house is old " * 300
    (answer,) = ask(libre(Clock()), long)
    assert isinstance(answer, Suggestion)
    assert answer.text.split() == ("la roja casa es vieja " * 300).split()
    assert set(server.paths) == {"/translate"}
    assert {form["api_key"] for form in server.seen} == {KEY}
    assert {(form["source"], form["target"]) for form in server.seen} == {("en", "es")}


def test_without_a_key_none_is_sent(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIBRE_API_KEY")
    ask(libre(Clock()), "old house")
    assert all("api_key" not in form for form in server.seen)


@pytest.mark.parametrize("fault", [(429, "0"), 500, 503, "hang", "half", "drop", "page", "null", "other"])
def test_what_may_pass_is_tried_again(server: Server, fault: object) -> None:
    clock = Clock()
    engine = libre(clock)
    server.faults = [fault]
    (answer,) = ask(engine, "the house")
    if fault == "null":  # an answer all the same: refused, not asked again
        assert isinstance(answer, Refusal)
    else:
        assert isinstance(answer, Suggestion)
        assert answer.text == "la casa"
        assert len(clock.slept) == 1


def test_the_servers_word_on_waiting_counts(server: Server) -> None:
    clock = Clock()
    engine = libre(clock)
    server.faults = [(429, "7"), (503, "9")]
    ask(engine, "the house")
    assert clock.slept[0] >= 7
    assert clock.slept[1] >= 9


def test_a_date_to_wait_for() -> None:
    assert http._seconds("Fri, 31 Dec 1999 23:59:59 GMT") == 0
    assert http._seconds(time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 60))) > 50
    assert http._seconds("soon") == 0
    assert http._seconds("") == 0


def test_a_server_that_asks_for_an_hour_is_given_up(server: Server) -> None:
    clock = Clock()
    engine = libre(clock)
    server.faults = [(429, "3600")]
    (answer,) = ask(engine, "the house")
    assert isinstance(answer, Refusal)
    assert clock.slept == []


@pytest.mark.parametrize("fault", ["page in json", "null"])
def test_odd_answers_are_refused(server: Server, fault: object) -> None:
    engine = libre(Clock())
    server.faults = [fault]
    answers = ask(engine, "the house")
    assert isinstance(answers[0], Refusal)
    assert "libre" in answers[0].reason


def test_three_failures_in_a_row_end_it_and_lose_nothing(server: Server) -> None:
    engine = libre(Clock(), attempts=1)
    server.faults = [None, None] + [500] * 50
    got = []
    with pytest.raises(EngineError, match="answered 500"):
        got.extend(engine.suggest([Request(i, f"house {i}") for i in range(40)], ES))
    assert len(server.seen) < 15
    assert sum(isinstance(answer, Suggestion) for answer in got) == 2


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_ends_it_and_is_never_shown(server: Server, status: int) -> None:
    engine = libre(Clock())
    server.faults = [status] * 9
    with pytest.raises(EngineError) as caught:
        ask(engine, "the house")
    shown = f"{caught.value} {caught.value!r} {pickle.loads(pickle.dumps(caught.value))}"
    assert KEY not in shown
    assert str(status) in shown
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_no_server_is_a_clear_error(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIBRE_URL", "http://127.0.0.1:9")
    with pytest.raises(EngineError, match="libre is out of reach") as caught:
        ask(libre(Clock()), "the house")
    assert "offline engines" in caught.value.hint


def test_a_server_that_goes_away_ends_it_at_once(server: Server) -> None:
    engine = libre(Clock(), attempts=2)
    server.faults = ["drop"] * 50
    with pytest.raises(EngineError, match="out of reach"):
        ask(engine, *(f"house {i}" for i in range(20)))
    assert len(server.seen) <= 2 * SERVICES["libre"].workers + 2


def test_many_texts_at_once_do_not_mix(server: Server) -> None:
    server.delay = 0.01
    texts = [f"the house {i}" for i in range(120)]
    answers = ask(libre(Clock()), *texts)
    assert [answer.text for answer in answers if isinstance(answer, Suggestion)] == [f"la casa {i}" for i in range(120)]
    assert 1 < server.most <= SERVICES["libre"].workers
    assert max(server.asked.values()) == 1


def test_the_servers_own_languages_count(server: Server) -> None:
    pair = Pair("en", "pt-BR")
    ask(libre(Clock(), pair), "the house", pair=pair)
    assert server.seen[-1]["target"] == "pb"
    with pytest.raises(EngineError, match="does not know the language ca"):
        ask(libre(Clock(), Pair("en", "ca")), "the house", pair=Pair("en", "ca"))


# ---------------------------------------------------------------- recorded answers


class Recorded:
    """In the place of the network: gives `bodies` in order, the last one for ever."""

    def __init__(self, *bodies: str) -> None:
        self.bodies = list(bodies)
        self.sent: list[tuple[str, dict[str, Any]]] = []

    def request(self, _method: str, url: str, **arguments: Any) -> Any:
        import requests

        self.sent.append((url, arguments))
        response = requests.Response()
        response.status_code = 200
        response._content = (self.bodies.pop(0) if len(self.bodies) > 1 else self.bodies[0]).encode()
        response.encoding = "utf-8"
        return response


def recorded(monkeypatch: pytest.MonkeyPatch, mode: str, pair: Pair, *bodies: str) -> tuple[Engine, Recorded]:
    replay = Recorded(*bodies)
    monkeypatch.setattr(http.PerThread, "_session", lambda self: replay)
    return deep.open(mode, pair, Backoff(attempts=2, sleep=Clock())), replay


def page(text: str) -> str:
    return f'<html><body><div class="result-container">{text}</div></body></html>'


def test_google(monkeypatch: pytest.MonkeyPatch) -> None:
    engine, replay = recorded(monkeypatch, "google", Pair("en", "he"), page("הבית ישן"))
    (answer,) = ask(engine, "The house is old", pair=Pair("en", "he"))
    assert isinstance(answer, Suggestion)
    assert answer.text == "הבית ישן"
    assert answer.name == "google/1"
    url, arguments = replay.sent[0]
    assert url.startswith("https://")
    assert arguments["params"]["tl"] == "iw"
    assert arguments["timeout"] == http.TIMEOUT


@pytest.mark.parametrize(
    "body",
    [
        page("Error 500 (Server Error)!!1500.That’s an error.There was an error. Please try again later."),
        page("https://translate.google.com/m?q=house"),
        page(""),
        "<html>no container</html>",
        "",
    ],
)
def test_googles_odd_answers_are_no_translations(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    engine, _ = recorded(monkeypatch, "google", ES, body)
    (answer,) = ask(engine, "The house is old")
    assert isinstance(answer, Refusal)


def test_google_gets_long_texts_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    engine, replay = recorded(monkeypatch, "google", Pair("ru", "es"), page("Una casa."))
    (answer,) = ask(engine, "".join(f"Дом {i} стоит у реки. " for i in range(120)), pair=Pair("ru", "es"))
    assert isinstance(answer, Suggestion)
    assert len(replay.sent) > 3
    assert answer.text == " ".join(["Una casa."] * len(replay.sent)) + " "


def my_memory(text: str | None, status: int = 200) -> str:
    return json.dumps({"responseData": {"translatedText": text}, "responseStatus": status, "matches": []})


def test_mymemory(monkeypatch: pytest.MonkeyPatch) -> None:
    engine, replay = recorded(monkeypatch, "mymemory", ES, my_memory("La casa es vieja"))
    (answer,) = ask(engine, "The house is old")
    assert isinstance(answer, Suggestion)
    assert replay.sent[0][0].startswith("https://")
    assert replay.sent[0][1]["params"]["langpair"] == "en-GB|es-ES"


def test_a_used_up_quota_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    warning = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."
    engine, _ = recorded(monkeypatch, "mymemory", ES, my_memory(warning, 429))
    with pytest.raises(EngineError, match="quota"):
        ask(engine, "The house is old")


@pytest.mark.parametrize("body", [my_memory(None), my_memory("'XX' IS AN INVALID TARGET LANGUAGE"), "[]", "{}"])
def test_mymemorys_odd_answers(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    engine, _ = recorded(monkeypatch, "mymemory", ES, body)
    (answer,) = ask(engine, "The house is old")
    assert isinstance(answer, Refusal)


def test_yandex_answers_in_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YANDEX_API_KEY", KEY)
    engine, _ = recorded(monkeypatch, "yandex", ES, json.dumps({"code": 200, "text": ["La casa"]}))
    (answer,) = ask(engine, "The house")
    assert isinstance(answer, Suggestion)
    assert answer.text == "La casa"


def test_microsoft_asks_for_its_languages_once_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MICROSOFT_API_KEY", KEY)
    languages = json.dumps({"translation": {"en": {"name": "English"}, "es": {"name": "Spanish"}}})
    engine, replay = recorded(
        monkeypatch, "microsoft", ES, languages, json.dumps([{"translations": [{"text": "La casa"}]}])
    )
    assert not replay.sent
    (answer,) = ask(engine, "The house")
    assert isinstance(answer, Suggestion)
    assert answer.text == "La casa"


def test_papago_and_baidu(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("PAPAGO_CLIENT_ID", "PAPAGO_SECRET_KEY", "BAIDU_APPID", "BAIDU_APPKEY"):
        monkeypatch.setenv(variable, KEY)
    pair = Pair("en", "ko")
    engine, _ = recorded(monkeypatch, "papago", pair, json.dumps({"message": {"result": {"translatedText": "집"}}}))
    assert [answer.text for answer in ask(engine, "House", pair=pair) if isinstance(answer, Suggestion)] == ["집"]
    engine, replay = recorded(monkeypatch, "baidu", pair, json.dumps({"trans_result": [{"dst": "집"}]}))
    assert [answer.text for answer in ask(engine, "House", pair=pair) if isinstance(answer, Suggestion)] == ["집"]
    assert replay.sent[0][1]["data"]["to"] == "kor"


# ---------------------------------------------------------------- keys and codes


@pytest.mark.parametrize(("spec", "variable"), [("libre", "LIBRE_URL"), ("deep:yandex", "YANDEX_API_KEY")])
def test_a_missing_key_is_named(monkeypatch: pytest.MonkeyPatch, spec: str, variable: str) -> None:
    monkeypatch.delenv(variable, raising=False)
    found = availability(spec, ES)
    assert not found.ok
    assert variable in found.reason
    with pytest.raises(EngineError, match=variable):
        open_engine(spec, ES)


@pytest.mark.parametrize("dead", ["deepl", "chatgpt", "linguee", "pons", "qcri"])
def test_what_is_not_offered_says_why(dead: str) -> None:
    with pytest.raises(EngineError, match=f"{dead} is not offered"):
        open_engine(f"deep:{dead}", ES)


@pytest.mark.parametrize(
    ("service", "tag", "expected"),
    [
        ("google", "pt-BR", "pt"),
        ("google", "es-MX", "es"),
        ("google", "nb", "no"),
        ("google", "zh-Hant", "zh-TW"),
        ("google", "zh-Hans", "zh-CN"),
        ("google", "zh-TW", "zh-TW"),
        ("google", "sr", "sr"),
        ("google", "jv", "jw"),
        ("google", "fr-CA", "fr"),
        ("google", "fil", "tl"),
        ("google", "oc", None),
        ("mymemory", "pt-BR", "pt-BR"),
        ("mymemory", "pt", "pt-PT"),
        ("mymemory", "es-MX", "es-MX"),
        ("mymemory", "es-CL", "es-419"),
        ("mymemory", "fr-CA", "fr-CA"),
        ("mymemory", "ca", "ca-ES"),
        ("mymemory", "ar", "ar-SA"),
        ("mymemory", "de", "de-DE"),
        ("mymemory", "sr-Latn", "sr-Latn-RS"),
        ("mymemory", "nb", "nb-NO"),
    ],
)
def test_language_codes(service: str, tag: str, expected: str | None) -> None:
    from deep_translator import constants

    known = {"google": constants.GOOGLE_LANGUAGES_TO_CODES, "mymemory": constants.MY_MEMORY_LANGUAGES_TO_CODES}[service]
    assert code(tag, known, SERVICES[service].special) == expected


def test_backoff_has_jitter_within_bounds() -> None:
    clock = Clock()

    def work() -> None:
        raise BusyError("busy")

    for _ in range(200):
        with pytest.raises(BusyError):
            Backoff(attempts=6, base=0.5, cap=4.0, sleep=clock).call(work)
    assert len(clock.slept) == 200 * 5
    assert all(0 <= slept <= 4 for slept in clock.slept)
    firsts = clock.slept[::5]
    assert max(firsts) <= 1
    assert max(firsts) - min(firsts) > 0.5


def test_sources_name_no_key(tmp_path: Path) -> None:
    """Keys come from the environment when an engine opens, not when a module is imported."""
    assert all(not key.default or key.default == "none" for service in SERVICES.values() for key in service.keys)
