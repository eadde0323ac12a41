"""The configuration: what is read, and how the rest is refused."""

from __future__ import annotations

import json
import pickle
import re
import tomllib
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import UsageError
from l10n.project.config import Config, keys, load, parse
from l10n.project.globs import matches
from l10n.project.toml_lines import lines

LEAST = 'source = "en"\nlocales = ["fr", "pt_BR", "es-MX"]\n'
DOCS = Path(__file__).parents[1] / "docs" / "configuration.md"


def read(text: str) -> Config:
    config = parse(text)
    assert config is not None
    return config


def refusal(text: str) -> UsageError:
    with pytest.raises(UsageError) as caught:
        parse(text)
    return caught.value


def test_two_keys_are_enough() -> None:
    config = read(LEAST)
    assert (config.source, config.locales) == ("en", ("fr", "pt-BR", "es-MX"))
    assert (config.articles, config.catalogs, config.build) == ("source_articles", "locales", "build")
    assert (config.segmentation, config.publish.threshold, config.publish.withheld) == ("sentence", 100, "remove")
    assert "Comments" in config.text.chrome
    assert {"title", "description", "summary"} <= set(config.markdown.front_matter)
    assert config.files.encoding == "utf-8"
    assert pickle.loads(pickle.dumps(config)) == config


def test_everything_is_read() -> None:
    config = read(
        LEAST
        + """
version = 1
articles = "./news/"
segmentation = "block"
contact = "desk@example.org"
[files]
include = ["*.md"]
exclude = ["drafts/"]
[files.encodings]
"old/**" = "cp1252"
[publish]
threshold = 0
withheld = "keep"
[engines]
default = []
fr = ["neural:en-pt>apertium:por-cat >  apertium:cat-fra"]
es = ["apertium:eng-spa"]
[context]
Open = "verb"
[ignore]
numbers = "checked by hand"
spacing = { fr = "house style", pt_BR = "theirs too" }
[text]
chrome = ["Share"]
[markdown]
front-matter = ["title"]
[segment.en]
no-break = ["Cllr."]
"""
    )
    assert (config.articles, config.segmentation, config.publish.threshold) == ("news", "block", 0)
    assert config.context == (("Open", "verb"),)
    assert config.ignore == (
        ("numbers", (("", "checked by hand"),)),
        ("spacing", (("fr", "house style"), ("pt-BR", "theirs too"))),
    )
    assert (config.text.chrome, config.markdown.front_matter) == (("Share",), ("title",))
    assert config.no_break("en-GB") == ("Cllr.",)
    assert config.no_break("fr") == ()
    assert config.encoding_of("old/deep/a.txt") == "cp1252"
    assert config.encoding_of("new/a.txt") == "utf-8"


def test_engines_of_a_locale_fall_back_to_its_language_then_to_the_default() -> None:
    config = read(LEAST + '[engines]\ndefault = ["pseudo"]\nfr = ["a>b"]\nes = []\n')
    assert config.engines_for("fr") == ("a > b",)
    assert config.engines_for("es-MX") == ()
    assert config.engines_for("pt-BR") == ("pseudo",)
    assert read(LEAST).engines_for("fr") == ("auto",)


REFUSED = [
    (LEAST + "treshold = 3", 3, "'treshold'", ""),
    ('source = "en"\nlocale = ["fr"]', 2, "'locale'", "'locales'"),
    (LEAST + "threshold = 3", 3, "'threshold'", "[publish]"),
    ("[publish]\nsource = 'en'\nlocales = ['fr']", 2, "'source'", "above the first table"),
    (LEAST + "[publish]\n\nthresold = 3", 5, "'thresold'", "'threshold'"),
    (LEAST + "[publish]\nthreshold = 101", 4, "from 0 to 100", ""),
    (LEAST + "[publish]\nthreshold = true", 4, "not true", ""),
    (LEAST + "[publish]\nwithheld = 'keeps'", 4, "'remove' or 'keep'", "'keep'"),
    (LEAST + "publish = { withheld = 'keeps' }", 3, "publish.withheld", "'keep'"),
    (LEAST + "publish = 3", 3, "must be a table", ""),
    (LEAST + "segmentation = 'sentences'", 3, "'block'", "'sentence'"),
    (LEAST + "version = 2", 3, "must be 1", "newer"),
    (LEAST + "contact = 'a\\nb'\nteam = \"a\\nb\"", 4, "one line", ""),
    (LEAST + "[files]\nencoding = 'utf-88'", 4, "'utf-88'", "'utf-8'"),
    (LEAST + "[files]\nencoding = 'base64'", 4, "'base64'", ""),
    (LEAST + "[ignore]\nnumber = 'x'", 4, "no check", "'numbers'"),
    (LEAST + "[ignore]\nnumbers = ' '", 4, "is empty", ""),
    (LEAST + "[ignore]\nedges = 'x'\n[ignore.numbers]\nfr = ' '", 6, "is empty", ""),
    (LEAST + "[ignore.numbers]\nde = 'x'", 4, "none of the locales", ""),
    (LEAST + "[engines]\nfr = ['a > > b']", 4, "empty link", "first > second"),
    (LEAST + "[engines]\nde = ['auto']", 4, "engines.de", ""),
    (LEAST + "[engines]\nfr = 'auto'", 4, "list", ""),
    (LEAST + "[segment.en]\nno_break = []", 4, "'no_break'", "'no-break'"),
    (LEAST + "[segment.en]\nno-break = [\n'a',\n3]", 6, "not 3", ""),
    (LEAST + "articles = '../news'", 3, "inside the project", ""),
    (LEAST + "articles = '/news'", 3, "inside the project", ""),
    (LEAST + "articles = 'a/../../b'", 3, "inside the project", ""),
    (LEAST + "build = 'locales'", 3, "of its own", "catalogs"),
    (LEAST + "build = '.'", 3, "of its own", ""),
    (LEAST + "articles = 'build/in'", 3, "of its own", "build/in"),
    ('source = "en"\nlocales = []', 2, "empty", ""),
    ('source = "en"\nlocales = ["en"]', 2, "the source locale", ""),
    ('source = "en"\nlocales = [\n  "fr",  # one\n  "pt_BR", "pt-br"]', 4, "twice", ""),
    ('source = "xxq"\nlocales = ["fr"]', 1, "xxq", ""),
    ('source = "en"', 0, "'locales' is missing", "locales = "),
    ("", 0, "is missing", ""),
    ('source = "en"\nlocales = ["fr"\n', 3, "not TOML", ""),
    ('source = "en"\nlocales = fr\n', 2, "not TOML", ""),
    ('source = "en"\nsource = "fr"\n', 2, "not TOML", ""),
    ('basepath = "."\nlocales = ["fr"]\n[[paths]]\nreference = "a"', 1, "Mozilla", "[tool.l10n]"),
    ('[[paths]]\nreference = "a"', 1, "Mozilla", "pyproject.toml"),
]


@pytest.mark.parametrize(("text", "line", "message", "hint"), REFUSED)
def test_refused_with_file_line_and_the_nearest_word(text: str, line: int, message: str, hint: str) -> None:
    problem = refusal(text)
    assert (problem.exit_code, problem.file, problem.line) == (2, "l10n.toml", line)
    assert message in problem.message
    assert hint in problem.hint


def test_pyproject_serves(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[project]\nname = "l10n-site"\n')
    assert load(tmp_path) is None
    path.write_text('[project]\nname = "x"\n[tool.l10n]\nsource = "en"\nlocales = ["fr"]\n')
    config = load(tmp_path)
    assert config is not None
    assert config.locales == ("fr",)
    path.write_text('[tool.l10n]\nsource = "en"\nlocales = ["fr"]\n[tool.l10n.publish]\nthresold = 1\n')
    with pytest.raises(UsageError) as caught:
        load(tmp_path, "site")
    assert (caught.value.file, caught.value.line) == ("site/pyproject.toml", 5)


def test_two_configurations_are_refused_but_mozillas_may_lie_beside_ours(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.l10n]\nsource = "en"\nlocales = ["fr"]\n')
    (tmp_path / "l10n.toml").write_text(LEAST)
    with pytest.raises(UsageError, match="pyproject"):
        load(tmp_path)
    (tmp_path / "l10n.toml").write_text('basepath = "."\n[[paths]]\nl10n = "x"\n')
    config = load(tmp_path)
    assert config is not None
    assert config.locales == ("fr",)


def test_an_empty_or_broken_file_is_not_taken_for_none(tmp_path: Path) -> None:
    path = tmp_path / "l10n.toml"
    for data, message in ((b"", "missing"), (b'source = "en"\n# \xff\n', "not UTF-8")):
        path.write_bytes(data)
        with pytest.raises(UsageError, match=message):
            load(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + LEAST.replace("\n", "\r\n").encode())
    assert load(tmp_path) == read(LEAST)


def test_documented_keys_and_defaults_are_the_real_ones() -> None:
    sections = re.findall(r"^### `([^`]+)`\n\n(.*?)(?=^###|\Z)", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert [name for name, _ in sections] == list(keys())
    least = read(LEAST)
    for name, text in sections:
        default = re.search(r"default `([^`]+)`", text)
        if default and "<" not in name and name != "engines.default":
            value = attrgetter(name.replace("-", "_"))(least)
            assert json.loads(default[1]) == (list(value) if isinstance(value, tuple) else value), name


def test_documented_examples_are_accepted_and_one_has_every_key() -> None:
    blocks = re.findall(r"^```toml\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    for block in blocks:
        assert parse(block) is not None
    shown = {".".join(str(part) for part in path) for path in lines(max(blocks, key=len)) if isinstance(path[-1], str)}
    for key in keys():
        pattern = re.sub(r"<\w+>", ".+", key.replace(".", r"\."))
        assert any(re.fullmatch(pattern, name) for name in shown), key


# ---------------------------------------------------------------- lines of keys


def test_lines_of_keys() -> None:
    found = lines(
        '# [no]\na = 1\n\n\'b.c\' = """\nx = 1\n"""\nd."e" = [\n  1, # , 2\n  [3, 4],\n  {f = 5},\n]\n'
        "[g.h] # i\nj = 'a=b'\n[[k]]\nl = 1979-05-27\n"
    )
    assert found == {
        ("a",): 2,
        ("b.c",): 4,
        ("d", "e"): 7,
        ("d", "e", 0): 8,
        ("d", "e", 1): 9,
        ("d", "e", 2): 10,
        ("g", "h"): 12,
        ("g", "h", "j"): 13,
        ("k",): 14,
        ("k", "l"): 15,
    }


words = st.text(st.sampled_from("ab.-_ #=[]{}\"'\\,\n\té"), max_size=8)
items = st.one_of(st.integers(), st.booleans(), words)
values = st.one_of(items, st.lists(st.one_of(items, st.lists(items, max_size=2)), max_size=3))


def toml(value: object, spread: bool) -> str:
    """JSON of texts, numbers, truth values and lists of them is TOML."""
    return json.dumps(value, indent=1 if spread else None)


@given(st.dictionaries(words, values, max_size=4), words, st.dictionaries(words, values, max_size=3), st.booleans())
def test_every_key_has_the_line_it_was_written_on(
    top: dict[str, object], name: str, below: dict[str, object], spread: bool
) -> None:
    header = name if name not in top else "".join(top) + "x"
    text, expected = "", {}
    for path, table in (((), top), ((header,), below)):
        if path:
            expected[path] = text.count("\n") + 1
            text += f"[ {toml(header, False)} ] # x = 1\n"
        for key, value in table.items():
            expected[(*path, key)] = text.count("\n") + 1
            text += f"{toml(key, False)} = {toml(value, spread)} # [x]\n"
    assert set(tomllib.loads(text)) == {*top, header}
    assert {path: line for path, line in lines(text).items() if not isinstance(path[-1], int)} == expected


# ---------------------------------------------------------------- patterns


@pytest.mark.parametrize(
    ("pattern", "fits", "misses"),
    [
        ("*.md", ["a.md", "x/y/a.md"], ["a.mdx", "a.txt"]),
        ("drafts/", ["drafts/a.md", "drafts/x/a.md"], ["x/drafts/a.md", "drafts"]),
        ("**/drafts/**", ["drafts/a", "x/drafts/y/a"], ["draftsy/a"]),
        ("x/*.md", ["x/a.md"], ["x/y/a.md", "a.md"]),
        ("x/**/a.md", ["x/a.md", "x/y/z/a.md"], ["xa.md"]),
        ("/x/?.md", ["x/a.md"], ["x/ab.md", "x//.md"]),
        ("**", ["a", "x/y"], []),
        ("[slug].md", ["[slug].md", "blog/[slug].md"], ["s.md"]),
    ],
)
def test_patterns(pattern: str, fits: list[str], misses: list[str]) -> None:
    assert [name for name in fits if not matches(name, [pattern])] == []
    assert [name for name in misses if matches(name, [pattern])] == []
