"""A LibreTranslate server on the loopback interface that answers when told to: an engine as slow as a test needs."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape, unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LANGUAGES = [{"code": code, "name": name} for code, name in (("en", "English"), ("es", "Spanish"), ("fr", "French"))]


def translated(text: str) -> str:
    """What the server makes of a text."""
    return f"Traducido: {text}"


class Server(ThreadingHTTPServer):
    """Answers `free` texts at once, and each later one only after `go_on()`; none after `closed_after` texts."""

    daemon_threads = True

    def __init__(self, free: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.closed_after = 10_000
        self.echoes = False
        self._free = free
        self._lock = threading.Lock()
        self.turn = threading.Lock()
        self._waiting = threading.Event()
        self._open = threading.Event()

    @property
    def variables(self) -> dict[str, str]:
        """The environment of a command that is to use this server, as `--engine libre`."""
        return {"LIBRE_URL": f"http://127.0.0.1:{self.server_port}"}

    def go_on(self) -> None:
        self._open.set()

    def await_waiting(self) -> None:
        """Returns when a text waits for its answer."""
        assert self._waiting.wait(30), f"only {len(self.asked)} texts were asked for"

    def take(self, text: str) -> bool:
        """Waits until the text may be answered; whether it is."""
        with self._lock:
            self.asked.append(text)
            number = len(self.asked)
        if number > self._free:
            self._waiting.set()
            self._open.wait(60)
        return number <= self.closed_after


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self._reply(LANGUAGES)

    def do_POST(self) -> None:
        form = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.turn:  # lists one after the other, so that a list is answered whole or not at all
            answers = [self._answer(text) for text in form["q"]]
        if None in answers:
            self._reply({"error": "closed"}, status=403)
        else:
            self._reply({"translatedText": answers})

    def _answer(self, html: str) -> str | None:
        """The answer to a text, in the tags it came in; None where there is none."""
        opened, text, closed = re.fullmatch("((?:<p[^>]*>)?)(.*?)((?:</p>)?)", html).groups()  # type: ignore[union-attr]
        answer = unescape(text) if self.server.echoes else translated(unescape(text))
        return opened + escape(answer, quote=False) + closed if self.server.take(unescape(text)) else None

    def _reply(self, value: object, status: int = 200) -> None:
        data = json.dumps(value).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except ConnectionError:
            self.close_connection = True  # the command was killed meanwhile


@contextmanager
def serving(free: int) -> Iterator[Server]:
    """A server that answers the first `free` texts at once."""
    with Server(free) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.go_on()
            server.shutdown()
            thread.join()
