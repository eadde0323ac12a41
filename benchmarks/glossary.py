"""Terms and names in human translations of news: whether faults put into them are found, what is said of the
translations as they are, and whether inflected renderings are taken for what they are.

The term faults are those of the benchmark of checks; names get a wrong letter in one of a story's translations.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.checks import GENERATOR, File, _files, _generate
from benchmarks.common import Bounds, Figure, options, report, seconds
from l10n import catalog, checks
from l10n.checks.terms import has_term
from l10n.checks.text import words
from l10n.glossary import Finder, Term
from l10n.glossary.forms import lemma
from l10n.glossary.stories import _NAME, Unit, _renderings, clashes

LOCALES = {
    "fra": "fr", "spa": "es", "por-BR": "pt-BR", "ita": "it", "cat": "ca", "ron": "ro", "deu": "de", "nld": "nl",
    "swe": "sv", "fin": "fi", "pol": "pl", "ces": "cs", "rus": "ru", "ukr": "uk", "ell": "el", "tur": "tr", "arb": "ar",
    "heb": "he", "hin": "hi", "ind": "id", "swa": "sw",
}  # fmt: skip


# ---------------------------------------------------------------- terms


def _terms(script: Path, seed: str, bounds: Bounds) -> Iterator[Figure]:
    with TemporaryDirectory() as place:
        folder = Path(place)
        _generate(script, folder, seed, "dev", 400)
        truth: dict[str, dict[int, str]] = defaultdict(dict)
        for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["kind"].startswith("glossary"):
                truth[row["file"]][row["index"]] = row["detail"].partition(":")[0]
        hit = faults = alarms = entries = 0
        for file in _files(folder):
            told, occurs, count = _told(file)
            if file.name in truth:
                real = {n for n, term in truth[file.name].items() if term in occurs[n]}
                hit, faults = hit + len(real & told), faults + len(real)
            else:
                alarms, entries = alarms + len(told), entries + count
    yield bounds.figure("terms: faults found", 100 * hit / faults, "%", f"{faults} where a text has the term")
    yield bounds.figure("terms: clean entries flagged", 100 * alarms / entries, "%", "other words of translators too")


def _told(file: File) -> tuple[set[int], list[set[str]], int]:
    """The entries that the check of terms speaks of, the terms in the source of each, and how many there are."""
    found = catalog.parse(file.data, file.name)
    contents = checks.Contents(file.pair, found.header, found.entries, terms=file.terms)
    told = {problem.entry for problem in checks.check_catalog(contents, file.name, only={"glossary"})}
    finder = Finder(file.terms, file.pair.source)
    live = list(checks.counted(found.entries))
    return told, [{hit.term.source for hit in finder.find(entry.msgid)} for entry in live], len(live)


def _inflected(texts: dict[str, Sequence[str]], bounds: Bounds) -> Iterator[Figure]:
    """A word of a translation as a term in its dictionary form; then another word in its place."""
    taken = asked = refused = 0
    for code, locale in LOCALES.items():
        rng = random.Random(code)
        language = locale.partition("-")[0]
        vocabulary = sorted({word for text in texts[code] for word in words(text) if len(word) > 3})
        for text in texts[code][::4]:
            chosen = [word for word in words(text) if len(word) > 3 and word[0].lower() == word[0]]
            word = rng.choice(chosen) if chosen else ""
            base = lemma(word.casefold(), locale)
            if base == word.casefold() or len(base) < 3:
                continue
            asked += 1
            taken += has_term(text, base, language)
            refused += not has_term(text.replace(word, rng.choice(vocabulary)), base, language)
    yield bounds.figure(
        "inflected renderings accepted", 100 * taken / asked, "%", f"{asked} in {len(LOCALES)} languages"
    )
    yield bounds.figure("other words refused", 100 * refused / asked, "%")


# ---------------------------------------------------------------- names


def _names(
    source: Sequence[str], texts: dict[str, Sequence[str]], ids: Sequence[str], bounds: Bounds
) -> Iterator[Figure]:
    alarms = hit = faults = 0
    for code, locale in LOCALES.items():
        rng = random.Random(code)
        stories: dict[str, list[Unit]] = defaultdict(list)
        for place, one, two in zip(ids, source, texts[code], strict=True):
            stories[place].append(Unit(one, two))
        for units in stories.values():
            known = list(clashes(units, locale))
            alarms += sum(len(at) for clash in known for _, at in clash.renderings[1:])
            for name in _repeated(units) - {clash.name for clash in known}:
                spoilt = _spoilt(name, units, rng)
                faults += spoilt is not None
                hit += spoilt is not None and name in {clash.name for clash in clashes(spoilt, locale)}
    sentences = len(source) * len(LOCALES)
    yield bounds.figure("names: misspellings found", 100 * hit / faults, "%", f"{faults} with a wrong letter")
    yield bounds.figure("names: clean sentences flagged", 100 * alarms / sentences, "%", "real misspellings too")


def _repeated(units: Sequence[Unit]) -> set[str]:
    return {found[0] for unit in units for found in _NAME.finditer(unit.source)}


def _spoilt(name: str, units: Sequence[Unit], rng: random.Random) -> list[Unit] | None:
    """The units with a wrong letter in one rendering of a name; None where fewer than two have one."""
    places = (n for n, unit in enumerate(units) if any(found[0] == name for found in _NAME.finditer(unit.source)))
    having = {n: _renderings(name, units[n]) for n in places}
    clear = {n: min(found) for n, found in having.items() if len(found) == 1 and len(min(found)) > 3}
    if len(clear) < 2:
        return None
    n = rng.choice(sorted(clear))
    word = clear[n]
    at = rng.randrange(1, max(2, len(word) // 2))
    wrong = word[:at] + ("o" if word[at] != "o" else "a") + word[at + 1 :]
    out = list(units)
    out[n] = Unit(units[n].source, units[n].target.replace(word, wrong))
    return out


# ---------------------------------------------------------------- finding


def _finding(source: Sequence[str], bounds: Bounds) -> Iterator[Figure]:
    common = sorted({word for text in source for word in words(text) if word.islower() and len(word) > 6})[:1000]
    finder = Finder([Term(word, ("x",)) for word in common], "en")
    finder.find("Warm the councils.")
    spent = seconds(lambda: [finder.find(text) for text in source])
    yield bounds.figure("finding: a sentence", 1e6 * spent / len(source), "µs", f"{len(common)} terms")
    growth = []
    for piece in ("city ", "a ", "`", "{", "<a ", "x-", "%(", "a.b"):
        short, long = (seconds(lambda text=piece * n: finder.find(text)) for n in (8_000, 64_000))  # type: ignore[misc]
        growth.append(long / max(short, 1e-3))
    yield bounds.figure("finding: worst growth at eight times the text", max(growth), "times")


def main() -> int:
    parser = options(__doc__ or "")
    parser.add_argument("--seed", default="1", help="another seed is another choice of faults")
    arguments = parser.parse_args()
    from benchmarks.common import SHARED

    data: Path = arguments.data or SHARED
    news = data / "ntrex"
    if not news.is_dir():
        print("skipped: the data is not there (--data DIR with ntrex/ and checks/)")
        return 0
    bounds = Bounds("glossary")
    source = (news / "newstest2019-src.eng.txt").read_text(encoding="utf-8").splitlines()
    ids = (news / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()[: len(source)]
    texts = {code: (news / f"newstest2019-ref.{code}.txt").read_text(encoding="utf-8").splitlines() for code in LOCALES}
    figures = [
        *_terms(data / "checks" / GENERATOR, arguments.seed, bounds),
        *_inflected(texts, bounds),
        *_names(source, texts, ids, bounds),
        *_finding(source, bounds),
    ]
    return report(figures, arguments.json, ["peers: none was measured"] if arguments.peers else [])


if __name__ == "__main__":
    sys.exit(main())
