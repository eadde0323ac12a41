"""Online translation through deep-translator, made safe.

Its engines hang without timeouts, mix up texts between threads, and return None, error pages and quota warnings as
translations. Keys come from the environment only and are taken out of every message.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from threading import Lock
from typing import Any

from l10n.engines.base import Availability, Engine, Facts, require
from l10n.engines.carry import Carrier, Pieces, Plain
from l10n.engines.http import TIMEOUT, PerThread, RejectedError, install
from l10n.engines.names import Names
from l10n.engines.online import OFFLINE, Breaker, Online
from l10n.engines.retry import Backoff, BusyError
from l10n.engines.services import SERVICES, UNFIT, Service, code
from l10n.engines.text import TextEngine
from l10n.errors import EngineError
from l10n.model import Pair

_VERSION = "1"  # of our own handling; the services do not say theirs


def known() -> tuple[str, ...]:
    return tuple(SERVICES)


def plausible(mode: str) -> bool:
    """Whether deep-translator has it at all: `availability` then says why it is not offered."""
    return mode in UNFIT


def ends(_mode: str) -> None:
    """Any pair."""


def modes(_pair: Pair) -> tuple[str, ...]:
    return known()


def serves(_mode: str, _pair: Pair) -> bool:
    return True


def availability(mode: str, _pair: Pair) -> Availability:
    """Whether its keys are there; whether the network is, only a translation shows."""
    if mode in UNFIT:
        return Availability(False, f"{mode} is not offered: {UNFIT[mode]}")
    missing = [key.variable for key in SERVICES[mode].keys if key.required and not key.value]
    if missing:
        fix = " ".join(f"export {variable}=…" for variable in missing)
        return Availability(False, f"{mode} needs {' and '.join(missing)} in the environment", fix)
    return Availability(True)


def facts(mode: str) -> Facts:
    service = SERVICES[mode]
    return Facts("names; pairs found again", service.limit, workers=service.workers, online=True)


def open(  # noqa: A001  # the module's word for it
    mode: str, pair: Pair, backoff: Backoff | None = None, timeout: tuple[float, float] = TIMEOUT
) -> Engine:
    """`timeout` in seconds: to connect, and between two bytes of an answer."""
    require(availability(mode, pair))
    service = SERVICES[mode]
    module = import_module(f"deep_translator.{mode}")
    install(module, PerThread(mode, service.prepare, timeout))
    make = _maker(service, module, pair, backoff or Backoff())
    wire = Plain()
    ladder: list[Carrier] = [Names(wire, guide=False), Pieces(wire)]
    # one request a chunk: what was paid for is handed on before the next can fail
    return TextEngine(mode, _VERSION, pair, make, ladder, workers=service.workers, chunk=1)


def _maker(service: Service, module: Any, pair: Pair, backoff: Backoff) -> Callable[[], Online]:
    """Makes one thread's translator. The first call looks up the language codes and may need the network."""
    breaker = Breaker()
    codes: list[str] = []
    lock = Lock()

    def make() -> Online:
        arguments = {key.argument: key.value for key in service.keys if key.value}
        if service.name == "libre":
            arguments["custom_url"] = arguments["custom_url"].rstrip("/") + "/"
        with lock:
            client = _client(service, module, arguments, backoff)
            if not codes:
                codes.extend(_codes(service, module, client, pair, backoff))
        client.source, client.target = codes
        limits = facts(service.name)
        return Online(service.name, Client(service, client), limits, backoff, breaker, service.address)

    return make


def _client(service: Service, module: Any, arguments: dict[str, str], backoff: Backoff) -> Any:
    """The package's object, made for a pair that every service has; the real codes are set afterwards."""
    kind = getattr(module, service.kind)
    start = {"source": "en-GB", "target": "es-ES"} if service.name == "mymemory" else {"source": "en", "target": "es"}
    if service.name == "baidu":
        start["target"] = "spa"
    try:
        return backoff.call(lambda: kind(**start, **arguments))
    except BusyError as busy:
        raise EngineError(busy.reason, hint=OFFLINE) from None


def _codes(service: Service, module: Any, client: Any, pair: Pair, backoff: Backoff) -> list[str]:
    names = _languages(module, client, backoff) if service.name == "libre" else dict(client._languages)
    if service.by_code:
        names = {name: value for value, name in names.items()}
    found = [code(tag, names, service.special) for tag in (pair.source, pair.target)]
    for tag, value in zip((pair.source, pair.target), found, strict=True):
        if value is None:
            raise EngineError(f"{service.name} does not know the language {tag}")
    return [value for value in found if value]


def _languages(module: Any, client: Any, backoff: Backoff) -> dict[str, str]:
    """What a LibreTranslate server itself says it has; the package's own list is short and old."""
    try:
        answer = backoff.call(lambda: module.requests.get(client._base_url + "languages")).json()
        return {entry["name"]: entry["code"] for entry in answer}
    except BusyError as busy:
        raise EngineError(busy.reason, hint=OFFLINE) from None
    except (RejectedError, ValueError, KeyError, TypeError) as error:
        raise EngineError("the server at LIBRE_URL does not answer as LibreTranslate does") from error


class Client:
    """One thread's object of the package, asked for one text at a time."""

    def __init__(self, service: Service, client: Any) -> None:
        self._service = service
        self._client = client

    def ask(self, texts: Sequence[str]) -> list[object]:
        return [self._once(text) for text in texts]

    def _once(self, text: str) -> object:
        """The service's answer. What its module raises never leaves here: it may hold the key."""
        from deep_translator import exceptions

        try:
            answer = self._client.translate(text)
        except exceptions.TranslationNotFound:
            raise BusyError(f"{self._service.name} found no translation") from None
        except (exceptions.BaseError, exceptions.MicrosoftAPIerror, exceptions.BaiduAPIerror) as error:
            raise RejectedError(f"{self._service.name} refused the text ({type(error).__name__})") from None
        except (exceptions.ServerException, exceptions.RequestError, exceptions.TooManyRequests) as error:
            raise BusyError(f"{self._service.name} failed ({type(error).__name__})") from None
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, StopIteration) as error:
            raise BusyError(f"the answer of {self._service.name} was not readable ({type(error).__name__})") from None
        return " ".join(answer) if isinstance(answer, list) and all(isinstance(a, str) for a in answer) else answer

    def close(self) -> None:
        """Sessions belong to their threads and end with them."""
