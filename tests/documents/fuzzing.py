"""What any bytes must survive, whatever a catalog says of them; hypothesis and, in the soak, atheris drive it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from l10n import catalog, compose, inline, shape, workflow
from l10n.errors import InputError
from l10n.formats import FORMATS
from l10n.model import Pair, Settings

GOLDEN = Path(__file__).parent / "golden"
SETTINGS = Settings(chrome=("Comments",))
NOW = datetime(2026, 1, 1, tzinfo=UTC)

FRAGMENTS = [
    *"< > & \" ' ` * _ [ ] ( ) { } | # - + = ~ ! : \\ \0 \r \n \t \ufeff \u2028 \u202e é 日 😀".split(" "),
    *"<p> </p> <b> </b> <a|href='x'> </a> <!-- --> <![CDATA[ ]]> <?php ?> <script> </script> <pre> </title>".split(),
    *"{{ }} {% %} {%|raw|%} {%|endraw|%} {{< >}} ``` ~~~ $$ ::: !!!|note :::tip --- +++ === > || [^1] [^1]:".split(),
    *"&amp; &lt; &nbsp; &#4; https://e.org/?a=1&b=2 a@e.org www.e.org <a1> </a1> <x2/> \\<a1> <joined/>".split(),
    *"title:|x title|=|'x' {#id} import|x|from|'y' <X|y={z}> </X> l10n:off l10n:on i18n:skip translate='no'".split(),
    *[
        " ",
        "  ",
        "    ",
        "\n\n",
        "\r\n",
        "\n- ",
        "\n1. ",
        "\n> ",
        "\n# ",
        "\n| a |\n|---|\n",
        "\nx\n===\n",
        "One. Two! ",
    ],
]
FRAGMENTS = [fragment.replace("|", " ") if len(fragment) > 2 else fragment for fragment in FRAGMENTS]


def seeds(format_: str) -> list[bytes]:
    """Real articles to begin with: those of the format, else all."""
    articles = [path for path in sorted(GOLDEN.iterdir()) if path.suffix != ".units"]
    own = [path for path in articles if path.suffix in FORMATS[format_].SUFFIXES]
    return [path.read_bytes() for path in own or articles]


def survive(data: bytes, format_: str, hostile: Sequence[str]) -> None:
    """Extracts and compiles with a catalog that is empty, the same, and hostile. AssertionError for a loss.

    The only error that may come is that the bytes are not in the article's encoding.
    """
    article = workflow.Article("a", data, format_, SETTINGS)
    try:
        text = article.text
    except InputError:
        return
    assert article.parsed.blocks.source == article.parsed.units.source == text
    made = workflow.extract(article, "fr", None, NOW).data
    found = catalog.parse(made)
    assert [entry.key for entry in found.entries] == list(dict.fromkeys(article.parsed.keys))
    same = [entry.msgid for entry in found.entries]
    for texts in ([""] * len(same), same):
        assert _page(article, found, texts) == data
    kept = [_within_marks(msgid, hostile[i % len(hostile)]) for i, msgid in enumerate(same)]
    for texts in (kept, [hostile[i % len(hostile)] for i in range(len(same))]):
        _page(article, found, texts)
        targets = {entry.key: text for entry, text in zip(found.entries, texts, strict=True)}
        done = compose.compose(article.parsed, targets, "en", "fr")
        again = FORMATS[format_].parse(done.text, SETTINGS)
        assert shape.differences(article.parsed.blocks, again, {}) == []


def _within_marks(msgid: str, text: str) -> str:
    """The msgid with its words replaced and its marks kept."""
    items = inline.split(msgid)
    return inline.unsplit([text if isinstance(item, str) and item.strip() else item for item in items])


def _page(article: workflow.Article, found: catalog.Catalog, texts: Sequence[str]) -> bytes | None:
    held = [text.replace("\0", "") for text in texts]  # PO files hold no NUL
    entries = [catalog.changed(entry, msgstr=text) for entry, text in zip(found.entries, held, strict=True)]
    data = catalog.render(replace(found, entries=tuple(entries)))
    workflow.compile_page(article, data, Pair("en", "ar"), draft=True)
    return workflow.compile_page(article, data, Pair("en", "fr"), always=True).data
