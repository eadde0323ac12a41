"""Checks of one entry, beyond the examples that they carry: what many languages have in common."""

from __future__ import annotations

import pytest

from l10n.checks import check_entry
from l10n.model import Entry, Pair

SENTENCES = {
    "fr": "Il a dit qu'il ne viendrait plus dans cette ville, mais que ses amis étaient avec lui.",
    "es": "Dijo que ya no vendría a esta ciudad, pero que sus amigos estaban con él y con los otros.",
    "pt": "Ele disse que não viria mais a esta cidade, mas que os seus amigos estavam com ele.",
    "it": "Ha detto che non sarebbe più venuto in questa città, ma che i suoi amici erano con lui.",
    "ca": "Va dir que no vindria més a aquesta ciutat, però que els seus amics eren amb ell.",
    "ro": "A spus că nu va mai veni în acest oraș, dar că prietenii lui sunt cu el.",
    "de": "Er sagte, dass er nicht mehr in diese Stadt kommen werde, aber seine Freunde sind bei ihm.",
    "nl": "Hij zei dat hij niet meer naar deze stad zou komen, maar dat zijn vrienden bij hem waren.",
    "sv": "Han sade att han inte skulle komma till den här staden mer, men att vännerna är med honom.",
    "da": "Han sagde, at han ikke ville komme til byen mere, men at hans venner er sammen med ham.",
    "fi": "Hän sanoi, että hän ei enää tule tähän kaupunkiin, mutta hänen ystävänsä ovat hänen kanssaan.",
    "pl": "Powiedział, że nie przyjedzie już do tego miasta, ale jego przyjaciele są z nim.",
    "cs": "Řekl, že už do tohoto města nepřijede, ale že jeho přátelé jsou s ním.",
    "hu": "Azt mondta, hogy már nem jön ebbe a városba, de a barátai vele vannak.",
    "tr": "Bu şehre artık gelmeyeceğini ama arkadaşlarının onunla olduğunu söyledi ve bir daha da gitti.",
    "id": "Dia mengatakan bahwa dia tidak akan datang ke kota ini lagi, tetapi teman itu ada dengan dia.",
    "vi": "Ông nói rằng ông sẽ không đến thành phố này nữa, nhưng các bạn của ông đã ở với ông.",
    "lt": "Jis sakė, kad į šį miestą daugiau neatvyks, bet jo draugai yra su juo.",
    "hr": "Rekao je da više neće doći u ovaj grad, ali da su njegovi prijatelji s njim.",
}  # fmt: skip
CYRILLIC = {
    "ru": "Он сказал, что больше не приедет в этот город, но его друзья были с ним.",
    "uk": "Він сказав, що більше не приїде до цього міста, але його друзі були з ним.",
    "bg": "Той каза, че няма да дойде повече в този град, но приятелите му са с него.",
    "sr": "Рекао је да више неће доћи у овај град, али да су његови пријатељи са њим.",
}
ENGLISH = "He said that he would not come to this town any more, but that his friends were with him."


def checks_of(source: str, target: str, locale: str, origin: str = "en") -> set[str]:
    return {problem.check for problem in check_entry(Entry(source, target), Pair(origin, locale))}


@pytest.mark.parametrize("locale", [*SENTENCES, *CYRILLIC])
def test_a_text_in_its_own_language_passes(locale: str) -> None:
    assert "language" not in checks_of(ENGLISH, (SENTENCES | CYRILLIC)[locale], locale)


@pytest.mark.parametrize("group", [SENTENCES, CYRILLIC], ids=["Latin", "Cyrillic"])
def test_a_text_in_another_language_is_told(group: dict[str, str]) -> None:
    missed = [(a, b) for a in group for b in group if a != b and "language" not in checks_of(ENGLISH, group[b], a)]
    assert len(missed) <= 0.03 * len(group) ** 2, missed


@pytest.mark.parametrize("locale", [*SENTENCES, *CYRILLIC])
def test_a_denial_that_stays_passes(locale: str) -> None:
    assert "negation" not in checks_of(ENGLISH, (SENTENCES | CYRILLIC)[locale], locale)


@pytest.mark.parametrize(
    ("source", "target", "locale", "check"),
    [
        ("Did he go?", "Il est parti.", "fr", "punctuation"),
        ("He left the town.", "Er verließ die Stadt", "de", "punctuation"),
        ("He left (at night).", "Er ging (nachts.", "de", "brackets"),
        ("He left (at night).", "他离开了（夜里。", "zh-Hans", "brackets"),
        ("He left the town.", "Il quitta la la ville.", "fr", "doubled-words"),
        ("He left the town.", "Il quitta  la ville.", "fr", "double-spaces"),
        ("He left the town.", "Il quitta la vil\u043be.", "fr", "mixed-script"),
        ("It costs €50 a day.", "Das kostet 50 $ am Tag.", "de", "currencies"),
        ("Take 5 mg a day.", "Nehmen Sie 5 g am Tag.", "de", "units"),
        ("Really?", "Vraiment?", "fr", "spacing"),
    ],
)
def test_faults_of_many_kinds(source: str, target: str, locale: str, check: str) -> None:
    assert check in checks_of(source, target, locale)


@pytest.mark.parametrize("count", [3, 300])
def test_numbers_pair_as_they_did_one_by_one(count: int) -> None:
    source = " ".join(f"{n}.5 of {n + 1000}" for n in range(100, 100 + count))
    target = " ".join(f"{n + 1000} dont {n},5" for n in range(100, 100 + count))
    assert "numbers" not in checks_of(source, target, "fr")
    assert "numbers" in checks_of(source, target.replace("1101", "1901"), "fr")
