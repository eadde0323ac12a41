"""HTTP for online engines: sessions, real timeouts, statuses told apart. No address and no key gets into a message."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from l10n.engines.keys import redact
from l10n.engines.retry import BusyError
from l10n.errors import EngineError

if TYPE_CHECKING:
    from types import ModuleType

    import requests

TIMEOUT = (5.0, 30.0)
"""Seconds to connect, and between two bytes of an answer."""
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
_DENIED = {
    401: "the key was not accepted",
    402: "the quota is used up",
    403: "access was denied",
    456: "the quota is used up",
}

Prepare = Callable[[str, dict[str, Any]], str]


class Http:
    """One session, for one thread at a time, called as `requests` is. Where the server explains a refusal, its words
    follow ours, without `secret`."""

    def __init__(self, name: str, timeout: tuple[float, float] = TIMEOUT, secret: str = "") -> None:
        import requests

        self.exceptions = requests.exceptions
        self._name = name
        self._timeout = timeout
        self._secret = secret
        self._kept: requests.Session | None = None

    def get(self, url: str, **arguments: Any) -> requests.Response:
        return self._send("GET", url, arguments)

    def post(self, url: str, **arguments: Any) -> requests.Response:
        return self._send("POST", url, arguments)

    def _send(self, method: str, url: str, arguments: dict[str, Any]) -> requests.Response:
        arguments.setdefault("timeout", self._timeout)
        try:
            response = self._session().request(method, url, **arguments)
        except self.exceptions.Timeout:
            raise BusyError(f"{self._name} did not answer in time") from None
        except self.exceptions.ConnectionError:
            raise BusyError(f"{self._name} is out of reach", unreachable=True) from None
        except self.exceptions.RequestException as error:
            raise BusyError(f"the answer of {self._name} broke off ({type(error).__name__})") from None
        self._judge(response)
        return response

    def json(self, response: requests.Response) -> Any:
        """The answer's JSON; BusyError where it is none: a page of a proxy, a login, half a body."""
        try:
            return response.json()
        except ValueError:
            raise BusyError(f"the answer of {self._name} was not readable") from None

    def _session(self) -> requests.Session:
        import requests

        if self._kept is None:
            self._kept = requests.Session()
        return self._kept

    def close(self) -> None:
        if self._kept is not None:
            self._kept.close()

    def _judge(self, response: requests.Response) -> None:
        status = response.status_code
        if status in _PASSING:
            raise BusyError(f"{self._name} answered {status}", _seconds(response.headers.get("Retry-After", "")))
        if status in _DENIED:
            raise EngineError(f"{self._name} answered {status}: {_DENIED[status]}")
        if not 200 <= status < 300:
            raise RejectedError(f"{self._name} answered {status}{self._explanation(response)}")

    def _explanation(self, response: requests.Response) -> str:
        """What an error's JSON says, in a line; empty where nothing does."""
        try:
            said = response.json()
        except ValueError:
            return ""
        for key in ("error", "message"):
            said = said.get(key, said) if isinstance(said, dict) else said
        return f": {redact(' '.join(said.split()), self._secret)[:200]}" if isinstance(said, str) else ""


class PerThread(Http):
    """For a module of deep-translator in place of `requests`: a session a thread. `prepare` may change the arguments
    and gives the address."""

    def __init__(self, name: str, prepare: Prepare, timeout: tuple[float, float]) -> None:
        super().__init__(name, timeout)
        self._prepare = prepare
        self._local = threading.local()

    def _send(self, method: str, url: str, arguments: dict[str, Any]) -> requests.Response:
        return super()._send(method, self._prepare(url, arguments), arguments)

    def _session(self) -> requests.Session:
        import requests

        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
        session: requests.Session = self._local.session
        return session

    def _explanation(self, response: requests.Response) -> str:  # noqa: ARG002  # keys of many kinds are in its messages
        return ""


class RejectedError(Exception):
    """The server will not translate this text, now or later."""


def _seconds(header: str) -> float:
    """The wait that a Retry-After header asks for, as a number or as a date."""
    from email.utils import parsedate_to_datetime

    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0


def install(module: ModuleType, http: Http) -> None:
    """Put `http` in the place of one module's `requests`, for the whole process."""
    module.requests = http  # type: ignore[attr-defined]  # deep-translator's modules call `requests.get`
