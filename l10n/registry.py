"""Named modules that fit a protocol, in a stated order, imported on first use."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Generic, TypeVar, cast

from l10n.errors import UsageError

P = TypeVar("P")


class Registry(Generic[P]):
    """`Registry("l10n.formats", "text", "markdown")["text"]` is the module `l10n.formats.text`.

    A dash in a name is an underscore in the module's. Unknown names raise UsageError with the known ones.
    """

    def __init__(self, package: str, *names: str) -> None:
        self.package = package
        self.names = names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __getitem__(self, name: str) -> P:
        if name not in self.names:
            what = self.package.rpartition(".")[2].removesuffix("s")
            raise UsageError(f"there is no {what} named {name!r}", hint=f"known: {', '.join(self.names)}")
        return cast("P", import_module(f"{self.package}.{name.replace('-', '_')}"))

    def all(self) -> Iterator[P]:
        """Every module, imported, in order."""
        return (self[name] for name in self.names)
