"""Any server with OpenAI's chat interface: Ollama, vLLM, OpenRouter, OpenAI.

`LLM_URL` is its base address (`http://localhost:11434/v1`), `LLM_MODEL` the model where the spec names none
(`llm:MODEL`), `LLM_API_KEY` the key where one is needed, `LLM_STYLE` notes on style, `LLM_PRICE` US dollars for a
million tokens in and out (`0.15/0.60`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from l10n.engines import keys, prompt
from l10n.engines.anywhere import ends as ends
from l10n.engines.anywhere import serves as serves
from l10n.engines.base import Availability, Engine, Facts, fingerprint, require, same_pair
from l10n.engines.http import Http, RejectedError
from l10n.engines.marks import fault, parse
from l10n.engines.online import Breaker, oddity
from l10n.engines.retry import Backoff, BusyError
from l10n.engines.spread import spread
from l10n.errors import UsageError
from l10n.model import Pair, Refusal, Request, Suggestion

_GENERATION = 1
_TIMEOUT = (5.0, 120.0)
_SIZES = (12, 4, 1)  # units a request: at first, and each time for those whose answers were bad
_WORKERS = 4


def known() -> tuple[str, ...]:
    return (keys.value("LLM_MODEL"),)


def modes(_pair: Pair) -> tuple[str, ...]:
    return known()


def plausible(mode: str) -> bool:
    """Any name of a model may exist."""
    return re.search(r"\s", mode) is None


def facts(_mode: str) -> Facts:
    """The price is an estimate: a text is sent with about twice its length of rules and context."""
    into, out = _price()
    return Facts("as they are", 8000, texts=_SIZES[0], workers=_WORKERS, price=(3 * into + out) / 4, online=True)


def _price() -> tuple[float, float]:
    """US dollars for a million tokens in, and out."""
    told = keys.value("LLM_PRICE")
    try:
        into, _, out = told.partition("/")
        return float(into or 0), float(out or into or 0)
    except ValueError:
        raise UsageError(f"LLM_PRICE={told} is not dollars in and out, as 0.15/0.60") from None


def availability(mode: str, _pair: Pair) -> Availability:
    needed = {"LLM_URL": keys.value("LLM_URL"), "LLM_MODEL": mode or keys.value("LLM_MODEL")}
    missing = [variable for variable, value in needed.items() if not value]
    if not missing:
        return Availability(True)
    fix = " ".join(f"export {variable}=…" for variable in missing)
    return Availability(False, f"llm needs {' and '.join(missing)} in the environment", fix)


def open(  # noqa: A001  # the module's word for it
    mode: str, pair: Pair, backoff: Backoff | None = None, timeout: tuple[float, float] = _TIMEOUT
) -> Engine:
    """`timeout` in seconds: to connect, and between two bytes of an answer."""
    require(availability(mode, pair))
    return Llm(mode or known()[0], pair, backoff or Backoff(), timeout)


class Llm:
    """`receipt` says what was used so far; "" before anything was."""

    own_terms = True

    def __init__(self, model: str, pair: Pair, backoff: Backoff, timeout: tuple[float, float]) -> None:
        style = keys.value("LLM_STYLE")
        self.name = f"llm:{model}"
        self.version = fingerprint(_GENERATION, model, style)
        self._model = model
        self._pair = pair
        self._backoff = backoff
        self._timeout = timeout
        self._system = prompt.system(pair, style)
        self._breaker = Breaker()
        self._strict = True  # ask for JSON by the server's own means, until it says that it has none
        self._made: dict[str, str] = {}
        self._used = [0, 0]

    @property
    def receipt(self) -> str:
        into, out = self._used
        if not into + out:
            return ""
        price = _price()
        cost = f", about ${(into * price[0] + out * price[1]) / 1e6:.4f}" if any(price) else ""
        return f"{self.name}: {into} tokens in, {out} out{cost}"

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        same_pair(self._pair, pair)
        groups = [requests[i : i + _SIZES[0]] for i in range(0, len(requests), _SIZES[0])]
        for answers in spread(self._group, groups, _WORKERS):
            yield from answers

    def _group(self, requests: Sequence[Request]) -> list[Suggestion | Refusal]:
        """Everything at once, then what came back bad in smaller and smaller parts; never more often than that."""
        http = Http("llm", self._timeout, keys.value("LLM_API_KEY"))
        done: dict[int, Suggestion | Refusal] = {}
        for size in _SIZES:
            left = [r for r in requests if not isinstance(done.get(r.id), Suggestion)]
            for i in range(0, len(left), size):
                done.update({answer.id: answer for answer in self._ask(http, left[i : i + size])})
        http.close()
        return [done[request.id] for request in requests]

    def _ask(self, http: Http, requests: Sequence[Request]) -> list[Suggestion | Refusal]:
        """One request to the server."""
        try:
            got = self._backoff.call(lambda: self._post(http, prompt.user(requests, self._made)))
        except BusyError as busy:
            self._breaker.failed(busy)
            return [Refusal(request.id, busy.reason, self.name) for request in requests]
        except RejectedError as error:
            return [Refusal(request.id, str(error), self.name) for request in requests]
        self._breaker.passed()
        return [self._judged(request, got.get(prompt.key(request))) for request in requests]

    def _judged(self, request: Request, answer: object) -> Suggestion | Refusal:
        wrong = oddity(request.text, answer) or fault(parse(request.text), parse(str(answer)))
        if wrong:
            return Refusal(request.id, f"{self.name}: {wrong}", self.name)
        self._made[request.text] = str(answer)
        return Suggestion(request.id, str(answer), "mt", f"{self.name}/{self.version}")

    def _post(self, http: Http, user: str) -> Mapping[str, object]:
        """The translations by id, as the model gave them; none where its answer was no JSON."""
        messages = [{"role": "system", "content": self._system}, {"role": "user", "content": user}]
        form: dict[str, Any] = {"model": self._model, "messages": messages, "temperature": 0}
        if self._strict:
            form["response_format"] = {"type": "json_object"}
        try:
            answer = self._send(http, form)
        except RejectedError:
            if not form.pop("response_format", None):
                raise
            answer = self._send(http, form)
            self._strict = False
        self._count(answer.get("usage"), user)
        try:
            return prompt.read(answer["choices"][0]["message"]["content"]) or {}
        except (LookupError, TypeError):
            raise BusyError("the answer of llm was not readable") from None

    def _send(self, http: Http, form: Mapping[str, Any]) -> dict[str, Any]:
        key = keys.value("LLM_API_KEY")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        address = keys.value("LLM_URL").rstrip("/") + "/chat/completions"
        answer = http.json(http.post(address, json=form, headers=headers))
        if not isinstance(answer, dict):
            raise BusyError("the answer of llm was not readable")
        return answer

    def _count(self, usage: object, user: str) -> None:
        """What the server says it used, or about what was sent."""
        told = usage if isinstance(usage, dict) else {}
        guess = prompt.tokens(self._system) + prompt.tokens(user)
        for at, (name, otherwise) in enumerate((("prompt_tokens", guess), ("completion_tokens", guess // 3))):
            count = told.get(name)
            self._used[at] += count if isinstance(count, int) else otherwise

    def close(self) -> None:
        """Each request closed its own session."""
