"""Money in another currency than the source's: € for $, £ for ¥.

The sign or code of a currency that only the translation has is told. Amounts may be named in words (dollars), and a
translator may add the amount in the readers' currency beside the source's own.

To fix it, write the currency of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.text import prose
from l10n.model import Entry, Pair, Severity

ID = "currencies"
SEVERITY = Severity.WARNING
ENGINES = True

FLAGGED = (
    Example("It costs $50.", "Cela coûte 50 €.", "fr"),
    Example("It costs £50.", "価格は¥50です。", "ja"),
    Example("It costs EUR 50.", "Es kostet 50 USD.", "de"),
)
PASSED = (
    Example("It costs $50.", "Cela coûte 50 $.", "fr"),
    Example("It costs 50 euros.", "Cela coûte 50 €.", "fr"),
    Example("It costs $50.", "Cela coûte 50 $ (43 €).", "fr"),
    Example("It costs $50.", "Cela coûte 50 dollars (43 €).", "fr"),
    Example("It costs £50.", "Das kostet 50 Pfund.", "de"),
    Example("Der Preis: 50 Euro", "The price: €50", "en", "de"),
)

_NAMES = {
    "$": """usd us\\$ dollars? dollár\\w* dólar\\w* dollaro dolar\\w* доллар\\w* долар\\w* bucks? cents?
        دولار דולר डॉलर 美元 美金 ドル 달러 đô""",
    "€": "eur euros? евро євро ευρώ يورو אירו यूरो 欧元 歐元 ユーロ 유로",
    "£": """gbp pounds? livres? libras? pfund фунт\\w* λίρ\\w*
        sterlin\\w* quid pence جنيه ליש पाउंड 英镑 英鎊 ポンド 파운드""",
    "¥": "jpy cny rmb yens? yuans? 元 円 日元 人民币 엔 위안",
    "₽": "rub r[ou]\\w*bles? rubel рубл\\w*",
    "₹": "inr rupees? rupias? roupies? रुपय\\w*",
    "₩": "krw wons? 원",
    "₴": "uah hryvnias? гривн\\w*",
    "₺": "try liras? lirası",
}
_SIGNS = re.compile("[$€£¥₽₹₩₴₺]")
_CODE = re.compile(r"\b(?:USD|EUR|GBP|JPY|CNY|RUB|INR|KRW|UAH)\b")
_ANY = ("$", "€", "£", "¥", "₽", "₹", "₩", "₴", "₺", "USD", "EUR", "GBP", "JPY", "CNY", "RUB", "INR", "KRW", "UAH")
_SIGN_OF = {word.upper(): sign for sign, row in _NAMES.items() for word in row.split()[:2] if len(word) == 3}
_WORD = re.compile("[a-zа-яα-ω]")  # of a script that sets words off


def _pattern(sign: str, row: str) -> re.Pattern[str]:
    names = (rf"(?<![^\W\d_]){name}(?![^\W\d_])" if _WORD.match(name) else name for name in row.split())
    return re.compile("|".join((re.escape(sign), *names)), re.IGNORECASE)


_NAMED = {sign: _pattern(sign, row) for sign, row in _NAMES.items()}


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    if not any(name in entry.msgstr for name in _ANY):
        return
    target, wanted = prose(entry.msgstr), _currencies(entry.msgid)
    for found in _amounts(target):
        sign = _SIGN_OF.get(found[0], found[0])
        if wanted and sign not in wanted and not wanted & _currencies(target):
            yield Finding(f"{found[0]} is not the currency of the source", *found.span())
            return


def _amounts(text: str) -> Iterator[re.Match[str]]:
    yield from _SIGNS.finditer(text)
    yield from _CODE.finditer(text)


def _currencies(text: str) -> set[str]:
    """The currencies that a text names, each by its sign."""
    return {sign for sign, pattern in _NAMED.items() if pattern.search(text)}
