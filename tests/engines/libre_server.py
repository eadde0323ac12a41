"""A LibreTranslate server on the loopback interface, with faults to order. The translation is a plain word list."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

LEXICON = {"the": "la", "house": "casa", "red": "roja", "is": "es", "old": "vieja", "very": "muy", "now": "ahora"}


def translate(text: str) -> str:
    return " ".join(LEXICON.get(word.lower(), word) for word in text.split(" "))


@dataclass
class Server:
    """`faults` are used up in order, one a request; `seen` are the forms received, `asked` counts texts."""

    url: str
    faults: list[object] = field(default_factory=list)
    seen: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    delay: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)
    working: int = 0
    most: int = 0

    @property
    def asked(self) -> Counter[str]:
        return Counter(form["q"] for form in self.seen)


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
        assert self.path == "/languages"
        self.reply(
            200,
            json.dumps(
                [
                    {"code": c, "name": n}
                    for c, n in (
                        ("en", "English"),
                        ("es", "Spanish"),
                        ("pb", "Portuguese (Brazil)"),
                        ("pt", "Portuguese"),
                    )
                ]
            ),
        )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        form = {key: values[0] for key, values in parse_qs(body, keep_blank_values=True).items()}
        with self.state.lock:
            self.state.paths.append(self.path)
            self.state.seen.append(form)
            self.state.working += 1
            self.state.most = max(self.state.most, self.state.working)
            fault = self.state.faults.pop(0) if self.state.faults else None
        time.sleep(self.state.delay)
        try:
            self.answer(form, fault)
        finally:
            with self.state.lock:
                self.state.working -= 1

    def answer(self, form: dict[str, str], fault: object) -> None:
        text = json.dumps({"translatedText": translate(form["q"])})
        match fault:
            case None:
                self.reply(200, text)
            case "hang":
                time.sleep(3)
            case "half":
                self.send_response(200)
                self.send_header("Content-Length", str(len(text) + 50))
                self.end_headers()
                self.wfile.write(text[: len(text) // 2].encode())
                self.close_connection = True
            case "drop":
                self.close_connection = True
            case "page":
                self.reply(200, "<!DOCTYPE html><html><body>Please log in</body></html>")
            case "page in json":
                self.reply(200, json.dumps({"translatedText": "<html>Error 503 (Server Error)</html>"}))
            case "null":
                self.reply(200, json.dumps({"translatedText": None}))
            case "other":
                self.reply(200, json.dumps({"error": "?"}))
            case (int(status), str(after)):
                self.reply(status, "{}", {"Retry-After": after})
            case int(status):
                self.reply(status, json.dumps({"error": f"bad key {form.get('api_key')}"}))
            case _:
                raise AssertionError(fault)

    def reply(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
        data = text.encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
