"""Two spellings of a name in a story are told; forms of one are not."""

from __future__ import annotations

import pytest

from l10n.glossary.candidates import Sentence, candidates
from l10n.glossary.stories import Unit, clashes, skeleton


def told(locale: str, *pairs: tuple[str, str]) -> dict[str, list[str]]:
    units = [Unit(source, target, n) for n, (source, target) in enumerate(pairs)]
    return {clash.name: [word for word, _ in clash.renderings] for clash in clashes(units, locale)}


@pytest.mark.parametrize(
    ("locale", "name", "one", "two"),
    [
        ("ru", "Shevchenko", "Шевченко", "Шевчинко"),
        ("uk", "Livingston", "Лівінгстон", "Левінгстон"),
        ("el", "Hamilton", "Χάμιλτον", "Χάμελτον"),
        ("ar", "Hamilton", "هاميلتون", "هاملتون"),
        ("he", "Livingston", "ליווינגסטון", "ליוויגסטון"),
        ("hi", "Willoughby", "विलुबी", "बिलुबी"),
        ("ja", "Robinson", "ロビンソン", "ルビンソン"),
        ("ko", "Catalonia", "카탈루니아", "카탈로니아"),
        ("fr", "Kharkiv", "Kharkiv", "Kharkov"),
        ("it", "Chile", "Cile", "Chile"),
        ("cs", "Sainsbury", "Sainsbury", "Saintsbury"),
    ],
)
def test_two_spellings(locale: str, name: str, one: str, two: str) -> None:
    texts = [
        (f"Then {name} spoke.", f"{one} 1."),
        (f"And {name} left.", f"{one} 2."),
        (f"But {name} stayed.", f"{two} 3."),
    ]
    assert told(locale, *texts) == {name: [one, two]}


@pytest.mark.parametrize(
    ("locale", "name", "forms"),
    [
        ("ru", "Zelensky", ["Зеленский", "Зеленского", "Зеленскому"]),
        ("pl", "Macron", ["Macron", "Macrona", "Macronem"]),
        ("fi", "Macron", ["Macron", "Macronin", "Macronille"]),
        ("cs", "Prague", ["Praha", "Praze", "Prahy"]),
        ("tr", "Ankara", ["Ankara", "Ankara'da", "Ankara’nın"]),
        ("de", "Macron", ["Macron", "Macrons", "Macron-Rede"]),
        ("he", "Livingston", ["ליווינגסטון", "לליווינגסטון", "וליווינגסטון"]),
        ("ko", "Robinson", ["로빈슨", "로빈슨은", "로빈슨에게"]),
        ("fr", "Mexico", ["Mexico", "mexicain", "Mexico"]),
        ("hi", "California", ["कैलिफ़ोर्निया", "कैलिफोर्निया"]),
    ],
)
def test_forms_of_one(locale: str, name: str, forms: list[str]) -> None:
    assert told(locale, *((f"Then {name} spoke {n}.", f"{form} {n}.") for n, form in enumerate(forms))) == {}


def test_a_name_within_another_is_another() -> None:
    texts = [
        ("In China today", "В Китае"),
        ("He reads China Daily", "Он читает China Daily"),
        ("In China again", "В Китае"),
    ]
    assert told("ru", *texts) == {}


def test_letters_sound_alike() -> None:
    assert skeleton("Зеленский")[:6] == skeleton("Zelensky")[:6]
    assert skeleton("Livingston") == skeleton("Livingstone")[:-1]


def test_candidates_with_counts_and_renderings() -> None:
    text = "The city council {}; then Olena Pavlenko spoke about number {}."
    french = "Le conseil municipal s'est réuni {} ; puis Olena Pavlenko a parlé du numéro {}."
    other = ("A dog barked {}.", "Un chien a aboyé {}.")
    sentences = [
        Sentence("a.md", text.format(done, n), {"fr": french.format(n, n)})
        for n, done in enumerate(("met", "sat", "voted"))
    ]
    sentences += [Sentence("b.md", other[0].format(n), {"fr": other[1].format(n)}) for n in range(2)]
    found = {item.text: item for item in candidates(sentences, frozenset(("the", "then", "about", "a")))}
    assert found["Olena Pavlenko"].name
    assert found["Olena Pavlenko"].renderings["fr"] == [("Olena Pavlenko", 3)]
    assert (found["city council"].count, found["city council"].articles) == (3, 1)
    assert "dog barked" not in found
    assert "council" not in found


def test_no_candidates_without_texts() -> None:
    assert candidates([], frozenset()) == []
