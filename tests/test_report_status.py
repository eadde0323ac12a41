"""How far articles are, as a table and as JSON."""

from __future__ import annotations

import json

from l10n.model import Status
from l10n.report import status
from l10n.report.status import Row

NONE = dict.fromkeys(Status, 0)


def row(locale: str, article: str, share: int, published: bool, extracted: bool = True, **counts: int) -> Row:
    units = NONE | {Status[name]: count for name, count in counts.items()}
    return Row(locale, article, units, {key: 10 * count for key, count in units.items()}, share, published, extracted)


ROWS = [
    row("fr", "a.txt", 100, True, HUMAN=2, EDITED=1),
    row("fr", "longer/b.md", 50, False, MISSING=1, STALE=1, HUMAN=2),
    row("es", "a.txt", 0, False, extracted=False, MISSING=3),
]


def test_a_table_a_locale_with_the_columns_that_say_something() -> None:
    assert status.text(ROWS, 90) == (
        "es     missing  published\n"
        "a.txt     3/30  no: not extracted yet\n"
        "\n"
        "fr           missing  stale  approved  human  published\n"
        "a.txt              ·      ·      1/10   2/20  yes\n"
        "longer/b.md     1/10   1/10         ·   2/20  no: 50 % approved, 90 % needed: 1 missing, 1 stale\n"
        "\n"
        "units/words of the source\n"
    )


def test_no_articles_are_said_to_be_none() -> None:
    assert status.text([], 100) == "no articles\n"


def test_json_has_every_status() -> None:
    found = json.loads(status.json(ROWS, 90))
    assert found["threshold"] == 90
    assert [(a["locale"], a["article"], a["published"], a["approved"]) for a in found["articles"]] == [
        ("fr", "a.txt", True, 100),
        ("fr", "longer/b.md", False, 50),
        ("es", "a.txt", False, 0),
    ]
    assert set(found["articles"][0]["units"]) == {str(status) for status in Status}
    assert found["articles"][1]["reason"] == "50 % approved, 90 % needed: 1 missing, 1 stale"
