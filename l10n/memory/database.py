"""What the stores need of a database: SQL that SQLite and PostgreSQL both read, with `?` for values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol


class Cursor(Protocol):
    """The rows of a query."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Database(Protocol):
    """A connection. `insert` takes new rows of all columns, the fastest way there is; `COUNT` is SQL for how many
    numbers some postings hold."""

    COUNT: str

    def execute(self, query: str, values: Sequence[Any] = ()) -> Cursor: ...

    def executemany(self, query: str, rows: Iterable[Sequence[Any]]) -> object: ...

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None: ...

    def postings(self, pair: int, segments: Iterable[int]) -> str:
        """The condition that postings are of this pair, which has these segments: what its index likes best."""
        ...

    def among(self, column: str, values: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
        """The condition that a column has one of the values, and what to give for its `?`."""
        ...
