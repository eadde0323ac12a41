"""The two articles of the project that most tests begin with, and what a translator makes of one."""

from __future__ import annotations

NEWS = """\
# The ferry to Orme

The ferry leaves at nine. It does not run on Sundays.

See [the pier](https://news.example/pier) for *details*.
"""
HARBOUR = """\
Harbour opens after two years

The harbour opened on Monday. The ferry leaves at nine.
Nobody knows what the new pier cost.
"""

NINE, SUNDAYS = "The ferry leaves at nine.", "It does not run on Sundays."
MARKED = "See <a1>the pier</a1> for <em2>details</em2>."
FRENCH = {
    "The ferry to Orme": "Le bac pour Orme",
    NINE: "Le bac part à neuf heures.",
    SUNDAYS: "Il ne circule pas le dimanche.",
    MARKED: "Voir <a1>le quai</a1> pour les <em2>détails</em2>.",
}
PAGE = """\
# Le bac pour Orme

Le bac part à neuf heures. Il ne circule pas le dimanche.

Voir [le quai](https://news.example/pier) pour les *détails*.
"""
