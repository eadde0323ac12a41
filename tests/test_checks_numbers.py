"""Numbers are compared by value: quiet on every way to write one, loud on another one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal, format_percent
from hypothesis import assume, given
from hypothesis import strategies as st

from l10n.checks import numbers
from l10n.checks.quantities import read, readings, spelled, western
from l10n.model import Entry, Pair


def found(source: str, target: str, locale: str, source_locale: str = "en") -> list[str]:
    return [f.message for f in numbers.find(Entry(source, target), Pair(source_locale, locale))]


SAME = [
    # separators
    ("1,500.5 tons", "1.500,5 Tonnen", "de"),
    ("1,500.5 tons", "1 500,5 tonnes", "fr"),
    ("1,500.5 tons", "1\u202f500,5 tonnes", "fr-CA"),
    ("1,500 people", "1500 personas", "es"),
    ("1,500 people", "1,500 personas", "es-MX"),
    ("1,234,567 votes", "12,34,567 वोट", "hi"),
    ("1,500 people", "1,500 người", "vi"),
    ("version 2.105", "Version 2.105", "de"),
    ("1,500 francs", "1’500 Franken", "de-CH"),
    ("3.5 points", "3,5 điểm", "vi"),
    # digits of other scripts
    ("40 days", "٤٠ يومًا", "ar"),
    ("1,500.5 riyals", "١٬٥٠٠٫٥ ريال", "ar"),
    ("25 years", "۲۵ سال", "fa"),
    ("25 years", "२५ वर्ष", "mr"),
    ("12 people", "１２人", "ja"),
    # scales
    ("5 million people", "500万人", "ja"),
    ("$1.5bn deal", "acuerdo de 1.500 millones de dólares", "es"),
    ("$2 trillion plan", "plan de 2 billones de dólares", "es"),
    ("1.3 billion people", "13亿人", "zh-Hans"),
    ("120 million won", "1억 2천만 원", "ko"),
    ("1.05 million viewers", "105 万人の視聴者", "ja"),
    ("300,000 rupees", "3 लाख रुपये", "hi"),
    ("5,000 dollars", "5 mil dólares", "pt-BR"),
    ("200,000 euros", "200 тыс. евро", "ru"),
    ("half a million people, 500,000", "500.000 Menschen", "de"),
    # words
    ("3 of 12 judges", "drei von zwölf Richtern", "de"),
    ("Twelve judges", "12 juges", "fr"),
    ("twenty-five people", "25 personnes", "fr"),
    ("two hundred and fifty people", "250 personas", "es"),
    ("27 people", "siebenundzwanzig Menschen", "de"),
    ("the 21-year-old", "el joven de veintiún años", "es"),
    ("the 37-year-old", "Sedmatřicetiletá žena", "cs"),
    ("2 days", "يومان", "ar"),
    ("17th district", "الدائرة السابعة عشرة", "ar"),
    ("320 people", "三百二十人", "ja"),
    ("a dozen boats", "12 bateaux", "fr"),
    # ordinals, centuries, decades
    ("the 19th century", "le XIXe siècle", "fr"),
    ("the 19th century", "1800-talet", "sv"),
    ("the 1930s", "die dreißiger Jahre", "de"),
    ("the 1990s", "los años 90", "es"),
    ("1st place", "erster Platz", "de"),
    ("Elizabeth II", "エリザベス2世", "ja"),
    ("2018-19 season", "temporada 2018-2019", "es"),
    # dates and times
    ("March 5, 2019", "5.3.2019", "fi"),
    ("March 5, 2019", "2019年3月5日", "ja"),
    ("Oct. 2, 1968", "1968年10月2日", "ja"),
    ("9/11 attacks", "atentados del 11 de septiembre", "es"),
    ("at 5 p.m.", "à 17 h", "fr"),
    ("at 5.30pm", "um 17:30 Uhr", "de"),
    ("at 5:30 p.m.", "à 17h30", "fr"),
    ("at 5 p.m.", "в 17:00", "ru"),
    ("at noon", "um 12 Uhr", "de"),
    ("at 5.30pm", "午後5時半", "ja"),
    ("at 7 a.m.", "saa 1 asubuhi", "sw"),
    ("the past two decades", "過去 20 年間", "ja"),
    ("$140 million in aid", "1 億 4 千万ドルの支援", "ja"),
    ("a $15,000 jacket", "1 万 5 千ドルのジャケット", "ja"),
    # per cent
    ("50% of voters", "50 % der Wähler", "de"),
    ("50% of voters", "la moitié des électeurs, 50 pour cent", "fr"),
    ("50 percent", "50 %", "fr"),
    ("50%", "%50", "tr"),
    ("50%", "٥٠٪", "ar"),
    # measures
    ("6 miles away", "à 10 km", "fr"),
    ("waves of six meters (20 feet)", "des vagues de six mètres", "fr"),
    ("2 to 4 inches of rain", "5 bis 10 Zentimeter Regen", "de"),
    ("a 6-foot-6 junior", "de 1,98 m", "es"),
    ("80 degrees", "27 °C", "de"),
    ("about a mile", "etwa 1,6 Kilometer", "de"),
    # what is no prose
    ("Run `x2` at https://example.org/3 with {n4} and <a1>5</a1>", "<a1>5</a1>: `y` https://example.org {m}", "fr"),
    ("See World Wide Web Consortium", "Voir W3C", "fr"),
]

DIFFERENT = [
    ("51 votes", "15 voix", "fr"),
    ("51 votes", "51 voix sur 100", "fr"),
    ("51 votes of 100", "51 voix", "fr"),
    ("In 2019", "En 2018", "es"),
    ("1,500.5 tons", "1.600,5 Tonnen", "de"),
    ("3.5 points", "5,3 points", "fr"),
    ("$1.5 million", "1,5 milliard, 2 dollars", "fr"),
    ("at 5 p.m.", "à 18 h", "fr"),
    ("40 days", "٤١ يومًا", "ar"),
    ("5 million people", "600万人", "ja"),
    ("Channel 5", "Kanál", "cs"),
    ("on 1 October", "am . Oktober", "de"),
    ("Category 1", "una categoría", "es"),
    ("the 19th century", "le XVIIIe siècle", "fr"),
    ("6 miles away", "à 30 km", "fr"),
    ("800 kph (497 mph)", "(497 mph)", "fr"),
    ("50% of voters", "50 électeurs", "fr"),
    ("gave $1,000", "gab viel Geld", "de"),
    ("March 5, 2019", "2019年3月6日", "ja"),
    ("1,500 people", "1,500 Menschen", "de"),
    ("1,234,567 votes", "1,234,567 voix", "fr"),
    ("120 million won", "1억 3천만 원", "ko"),
    ("320 people", "三百三十人", "ja"),
    ("at 7 a.m.", "saa 2 asubuhi", "sw"),
    ("$140 million in aid", "1 億 5 千万ドルの支援", "ja"),
]


@pytest.mark.parametrize(("source", "target", "locale"), SAME)
def test_the_same_number_passes(source: str, target: str, locale: str) -> None:
    assert found(source, target, locale) == []


@pytest.mark.parametrize(("source", "target", "locale"), DIFFERENT)
def test_another_number_is_told(source: str, target: str, locale: str) -> None:
    assert found(source, target, locale)


@pytest.mark.parametrize(
    ("source", "target", "pair"),
    [
        ("1.500,5 Tonnen", "1,500.5 tons", ("de", "en")),
        ("Drei Richter", "3 judges", ("de", "en")),
        ("à 17 h 30", "at 5:30 p.m.", ("fr", "en")),
        ("le XIXe siècle", "the 19th century", ("fr", "en")),
        ("500万人", "5 million people", ("ja", "en")),
        ("2019年3月5日", "March 5, 2019", ("ja", "en")),
        ("13亿人", "13 億人", ("zh-Hans", "ja")),
        ("1.500 millones", "1,5 milliard", ("es", "fr")),
    ],
)
def test_from_other_languages(source: str, target: str, pair: tuple[str, str]) -> None:
    assert found(source, target, pair[1], pair[0]) == []


def test_the_place_is_the_number_in_the_translation() -> None:
    (one,) = numbers.find(Entry("51 votes", "Avec 15 voix"), Pair("en", "fr"))
    assert (one.start, one.end) == (5, 7)


LOCALES = st.sampled_from(
    ["en", "de", "fr", "es", "pt-BR", "ru", "pl", "ar-EG", "fa", "hi", "mr", "de-CH", "es-MX", "ja", "sv"]
)
VALUES = st.integers(0, 10**7).map(Decimal) | st.decimals(0, 10**6, places=2, allow_nan=False)


def written(value: Decimal, locale: str) -> str:
    return str(format_decimal(value, locale=locale.replace("-", "_"), numbering_system="default"))


@given(VALUES, LOCALES, LOCALES)
def test_cldr_writes_the_same_value(value: Decimal, one: str, other: str) -> None:
    assert found(f"x {written(value, one)} y", f"x {written(value, other)} y", other, one) == []


@given(VALUES, VALUES, LOCALES, LOCALES)
def test_cldr_writes_another_value(value: Decimal, changed: Decimal, one: str, other: str) -> None:
    assume(value != changed)
    source, target = f"x {written(value, one)} y", f"x {written(changed, other)} y"
    ambiguous = {v for q in read(western(source), one) for v in q.values} & {
        v for q in read(western(target), other) for v in q.values
    }
    assume(not ambiguous)
    digits = {Decimal(d) for q in (*read(western(source), one), *read(western(target), other)) for d in q.parts}
    assume(not digits & {Decimal(0), Decimal(1), Decimal(2)})  # zero minutes, articles and duals may go unsaid
    assume(not (value % 100 == changed % 100 or abs(value - changed) == 12))  # years in short, the other clock
    assert found(source, target, other, one)


@given(st.integers(1, 99), LOCALES, LOCALES)
def test_per_cent_signs_of_all_locales_count(value: int, one: str, other: str) -> None:
    source, target = (
        f"x {format_percent(Decimal(value) / 100, locale=loc.replace('-', '_'), numbering_system='default')} y"
        for loc in (one, other)
    )
    assert found(source, target, other, one) == []


@given(st.integers(0, 10**12))
def test_grouped_or_not_is_one_value(value: int) -> None:
    assert Decimal(value) in readings(f"{value:,}")
    assert Decimal(value) in readings(f"{value:_}".replace("_", "."))
    assert Decimal(value) in readings(f"{value:_}".replace("_", " "))


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("five hundred thousand", "en", 500_000),
        ("sixty-four", "en", 64),
        ("trois cents", "fr", 300),
        ("MCM XIV", "en", 14),
        ("一九九五年", "ja", 1995),
        ("百万", "zh-Hans", 1_000_000),
        ("trettiofem", "sv", 35),
        ("½", "fr", Decimal("0.5")),
        ("im März", "de", 3),
        ("dreißig", "de", 30),
        ("τρεις", "el", 3),
    ],
)
def test_numbers_without_digits(text: str, locale: str, value: int | Decimal) -> None:
    assert Decimal(value) in spelled(text, locale)


def test_a_month_is_a_whole_word() -> None:
    assert Decimal(3) not in spelled("a market", "en")


@pytest.mark.parametrize("text", ["Velké Británii", "Irak", "Léon", "Ville", "CIA", "Vorname"])
def test_words_are_no_roman_numerals(text: str) -> None:
    assert spelled(text, "xx") == set()


def test_the_words_of_every_language_are_in_lower_case_and_stand_once() -> None:
    from importlib.resources import files
    from tomllib import loads

    table = loads(files("l10n.checks").joinpath("numerals.toml").read_text("utf-8"))
    for language, rows in table.items():
        listed = [word for key, row in rows.items() if key[0].isdigit() for word in row.split()]
        assert [word for word in listed if word != word.lower()] == [], language
        assert all(len(row.split()) == 12 for key, row in rows.items() if key == "months"), language
        assert rows["percent"], language
        assert not [key for key in rows if not key[0].isdigit() and key not in ("months", "percent", "dual", "script")]
