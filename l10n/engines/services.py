"""The online services behind deep-translator: limits, keys, language codes. Data, one value a service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from l10n import locales
from l10n.engines import keys
from l10n.engines.http import Prepare


def _as_is(url: str, _arguments: dict[str, Any]) -> str:
    return url


def _encrypted(url: str, _arguments: dict[str, Any]) -> str:
    """The package calls MyMemory without TLS."""
    return url.replace("http://", "https://", 1)


def _in_body(url: str, arguments: dict[str, Any]) -> str:
    """Text and key in the body, not in the address, where servers cut it and proxies log it."""
    if "params" in arguments:
        arguments["data"] = arguments.pop("params")
    return url


KEYLESS = "none"  # what LibreTranslate's module is given where the server asks for no key; never sent


def _libre(url: str, arguments: dict[str, Any]) -> str:
    url = _in_body(url, arguments)
    if arguments.get("data", {}).get("api_key") == KEYLESS:
        del arguments["data"]["api_key"]
    return url


@dataclass(frozen=True, slots=True)
class Key:
    """An argument of the package's class and the environment variable it comes from."""

    argument: str
    variable: str
    required: bool = True
    secret: bool = True
    default: str = ""

    @property
    def value(self) -> str:
        return keys.value(self.variable) or self.default


@dataclass(frozen=True, slots=True)
class Service:
    """`limit` counts characters; `address` bytes of the percent-encoded text, where it travels in the address (else 0).

    `special` are codes that no rule finds, by tag; `by_code`: the package's table goes from code to name.
    """

    name: str
    kind: str
    limit: int
    workers: int = 4
    address: int = 0
    keys: tuple[Key, ...] = ()
    prepare: Prepare = _as_is
    special: Mapping[str, str] = field(default_factory=dict)
    by_code: bool = False


SERVICES = {
    service.name: service
    for service in (
        Service(
            "google",
            "GoogleTranslator",
            4500,
            address=2000,
            special={
                "nb": "no",
                "nn": "no",
                "zh-Hans": "zh-CN",
                "zh": "zh-CN",
                "zh-Hant": "zh-TW",
                "zh-HK": "zh-TW",
                "fil": "tl",
            },
        ),
        Service(
            "mymemory",
            "MyMemoryTranslator",
            490,
            workers=2,
            address=2000,
            keys=(Key("email", "MYMEMORY_EMAIL", required=False),),
            prepare=_encrypted,
            special={
                "zh-Hans": "zh-CN",
                "zh": "zh-CN",
                "zh-Hant": "zh-TW",
                "sr": "sr-Cyrl-RS",
                "sr-Latn": "sr-Latn-RS",
            },
        ),
        Service(
            "libre",
            "LibreTranslator",
            5000,
            keys=(
                Key("api_key", "LIBRE_API_KEY", required=False, default=KEYLESS),
                Key("custom_url", "LIBRE_URL", secret=False),
            ),
            prepare=_libre,
            special={"pt-BR": "pb", "zh-Hant": "zt", "nn": "nb", "zh": "zh-Hans"},
        ),
        Service(
            "microsoft",
            "MicrosoftTranslator",
            9000,
            keys=(Key("api_key", "MICROSOFT_API_KEY"), Key("region", "MICROSOFT_REGION", required=False, secret=False)),
            special={"zh": "zh-hans", "sr": "sr-cyrl", "pt-BR": "pt", "mn": "mn-cyrl"},
        ),
        Service("yandex", "YandexTranslator", 9000, keys=(Key("api_key", "YANDEX_API_KEY"),), special={"he": "he"}),
        Service(
            "papago",
            "PapagoTranslator",
            4500,
            keys=(Key("client_id", "PAPAGO_CLIENT_ID"), Key("secret_key", "PAPAGO_SECRET_KEY")),
            special={"zh": "zh-CN", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"},
            by_code=True,
        ),
        Service(
            "baidu",
            "BaiduTranslator",
            1900,
            workers=1,
            keys=(Key("appid", "BAIDU_APPID"), Key("appkey", "BAIDU_APPKEY")),
            prepare=_in_body,
            special={"zh": "zh", "zh-Hans": "zh", "zh-Hant": "cht"},
        ),
    )
}

UNFIT = {
    "deepl": "deep-translator calls an interface that DeepL has switched off",
    "chatgpt": "deep-translator needs a version of openai that is gone",
    "linguee": "it is a dictionary, not for sentences",
    "pons": "it is a dictionary, not for sentences",
    "qcri": "its service has been switched off",
}
"""Engines of deep-translator that are not offered, and why."""


def code(tag: str, known: Mapping[str, str], special: Mapping[str, str]) -> str | None:
    """A service's code for a locale, or for the nearest one it falls back to; `known` maps English names to codes.

    Never a code of another script or region where the service tells them apart by name.
    """
    by_code = {value.lower(): value for value in known.values()}
    for step in locales.fallbacks(tag):
        for candidate in (special.get(step, ""), step):
            if candidate.lower() in by_code:
                return by_code[candidate.lower()]
    by_name = {name.lower(): value for name, value in known.items()}
    return by_name.get(locales.name(tag.split("-")[0]).lower())
