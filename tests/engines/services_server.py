"""LibreTranslate, DeepL and a chat model on the loopback interface, each by its own interface, with faults to order."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape, unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from libre_server import translate

LANGUAGES = ["en", "es", "pb", "pt", "sr", "zh-Hans", "zt"]
DEEPL = ["EN-US", "ES", "ES-419", "PT-BR", "PT-PT", "ZH-HANS", "ZH-HANT", "SR", "EN", "FR"]
SPOILT = "Этот дом очень старый, и он стоит у самой реки."


@dataclass
class Server:
    """`faults` are used up in order, one a request for a translation; `seen` are those requests."""

    url: str
    translate: Callable[[str], str] = translate
    faults: list[object] = field(default_factory=list)
    seen: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    delay: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def asked(self) -> Counter[str]:
        """How often each text was asked for, without the tags around it."""
        found: Counter[str] = Counter()
        for form in self.seen:
            texts = form.get("q") or form.get("text") or list(units(form).values())
            found.update(unescape(re.sub(r"</?p[^>]*>", "", text)) for text in texts)
        return found


def spaced(text: str, work: Callable[[str], str]) -> str:
    """The work done on a text without the blanks around it."""
    body = text.strip()
    if not body:
        return text
    before, _, after = text.partition(body)
    return before + work(body) + after


def units(form: dict[str, Any]) -> dict[str, str]:
    """The units of a chat request."""
    found: dict[str, str] = json.loads(form["messages"][-1]["content"])["units"]
    return found


@contextmanager
def serving() -> Iterator[Server]:
    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    http.state = Server(f"http://127.0.0.1:{http.server_port}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield http.state  # type: ignore[attr-defined]
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def state(self) -> Server:
        return self.server.state  # type: ignore[attr-defined,no-any-return]

    def log_message(self, *args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        if self.path == "/languages":
            self.reply(200, [{"code": code, "name": code.upper()} for code in LANGUAGES])
        else:
            assert self.path.startswith("/v2/languages?type=")
            self.reply(200, [{"language": code, "name": code, "supports_formality": True} for code in DEEPL])

    def do_POST(self) -> None:
        form = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.state.lock:
            self.state.seen.append(form)
            self.state.headers.append(dict(self.headers))
            fault = self.state.faults.pop(0) if self.state.faults else None
        time.sleep(self.state.delay)
        texts = form.get("q") or form.get("text") or [""]
        answers: list[Any] = [self.html(text) for text in texts]
        if self.path == "/v1/chat/completions":
            self.send(fault, chat({key: self.tagged(text) for key, text in units(form).items()}, fault))
            return
        match fault:
            case "null":
                answers = [None for _ in answers]
            case "echo":
                answers = list(texts)
            case "swap":
                answers.reverse()
            case "many":
                answers.append("una más")
            case "tags lost":
                answers = [re.sub(r"<[^>]*>", "", answer) for answer in reversed(answers)]
            case "wrong language":
                answers = [re.sub(r">[^<]+<", f">{SPOILT}<", f">{answer}<")[1:-1] for answer in answers]
            case "quota":
                answers = ["MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY" for _ in answers]
        if self.path == "/translate":
            self.send(fault, {"translatedText": answers})
        else:
            self.send(fault, {"translations": [{"detected_source_language": "EN", "text": text} for text in answers]})

    def html(self, text: str) -> str:
        """The words between tags translated, the tags as they were."""
        return self.tagged(text, lambda part: escape(self.state.translate(unescape(part)), quote=False))

    def tagged(self, text: str, translated: Callable[[str], str] | None = None) -> str:
        work = translated or self.state.translate
        parts = re.split(r"(<[^<>]+>)", text)
        return "".join(part if part.startswith("<") and len(part) > 2 else spaced(part, work) for part in parts)

    def send(self, fault: object, value: object) -> None:
        match fault:
            case "hang":
                time.sleep(2)
            case "half":
                data = json.dumps(value).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(data) + 50))
                self.end_headers()
                self.wfile.write(data[: len(data) // 2])
                self.close_connection = True
            case "page":
                self.reply(200, None, "<!DOCTYPE html><html><body>Please log in</body></html>")
            case (int(status), str(after)):
                self.reply(status, {}, headers={"Retry-After": after})
            case int(status):
                key = self.headers.get("Authorization", "") + self.state.seen[-1].get("api_key", "")
                self.reply(status, {"error": {"message": f"bad key {key}"}})
            case _:
                self.reply(200, value)

    def reply(self, status: int, value: object, text: str = "", headers: dict[str, str] | None = None) -> None:
        data = (text or json.dumps(value)).encode()
        try:
            self.send_response(status)
            for name, content in (headers or {}).items():
                self.send_header(name, content)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except ConnectionError:
            self.close_connection = True  # the client gave up


def chat(answers: dict[str, Any], fault: object) -> dict[str, Any]:
    """A model's answer; with a fault, one that models are known to give."""
    keys = list(answers)
    content = json.dumps(answers, ensure_ascii=False)
    match fault:
        case "fenced":
            content = f"Here is the translation:\n```json\n{content}\n```"
        case "missing":
            content = json.dumps({key: answers[key] for key in keys[1:]})
        case "renumbered":
            content = json.dumps({str(i): answers[key] for i, key in enumerate(keys)})
        case "double":
            content = "{" + ",".join(f'"{keys[0]}": {json.dumps(text)}' for text in answers.values()) + "}"
        case "null":
            content = json.dumps(dict.fromkeys(keys))
        case "chatter":
            content = "I am sorry, but I cannot translate this."
        case "marks lost":
            content = json.dumps({key: re.sub(r"<[^>]*>", "", text) for key, text in answers.items()})
    usage = {"prompt_tokens": 100, "completion_tokens": 50}
    return {"choices": [{"message": {"role": "assistant", "content": content}}], "usage": usage}
