"""Keys of online engines: from the environment, else from the system's keyring; never shown."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module

_SERVICE = "l10n"
_HIDDEN = "…"
_LEAST = 4  # characters: shorter values are no keys, and taking them out would spoil any text


def value(variable: str) -> str:
    """The value of a variable such as DEEPL_API_KEY; "" where there is none. `keyring set l10n NAME` keeps one."""
    return os.environ.get(variable, "").strip() or _kept(variable)


@cache
def _kept(variable: str) -> str:
    try:
        keyring = import_module("keyring")
        return keyring.get_password(_SERVICE, variable) or ""
    except ImportError:
        return ""
    except Exception:  # noqa: BLE001  # a keyring that is locked or has no backend raises what it likes: no key is there
        return ""


def redact(text: str, *secrets: str) -> str:
    """The text without these secrets, in case it came from a server that repeats them."""
    for secret in secrets:
        if len(secret) >= _LEAST:
            text = text.replace(secret, _HIDDEN)
    return text
