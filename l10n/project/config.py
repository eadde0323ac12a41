"""The configuration: `l10n.toml`, or `[tool.l10n]` in pyproject.toml. Each key is one annotated field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from itertools import product
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from l10n import locales
from l10n.errors import UsageError
from l10n.project import values
from l10n.project.globs import matches
from l10n.project.toml_lines import lines
from l10n.project.values import Open, Place, list_of, one_of, whole

FILE = "l10n.toml"
GLOSSARY = "glossary.csv"
T = TypeVar("T")
Words: TypeAlias = "tuple[str, ...]"
Chains: TypeAlias = "tuple[tuple[str, tuple[str, ...]], ...]"
Texts: TypeAlias = "tuple[tuple[str, str], ...]"
Reasons: TypeAlias = "tuple[tuple[str, Texts], ...]"

_filled = list_of(values.filled)
_CHROME = ("Comments", "Share", "Share this article", "Print", "Subscribe", "Read more", "Related", "Advertisement")
_FRONT_MATTER = tuple(
    "title subtitle linkTitle description summary excerpt headline standfirst lede caption "
    "hero.text hero.tagline hero.actions.text features.title features.details".split()
)


@dataclass(frozen=True, slots=True)
class Files:
    """`[files]`: which files below the articles folder are articles, and how they are encoded."""

    include: Annotated[Words, _filled] = ("**",)
    exclude: Annotated[Words, _filled] = ()
    encoding: Annotated[str, values.encoding] = "utf-8"
    encodings: Annotated[Texts, Open("pattern", values.filled, values.encoding)] = ()


@dataclass(frozen=True, slots=True)
class Publish:
    """`[publish]`: how much of an article must be approved, and what becomes of the page of one that is not."""

    threshold: Annotated[int, whole(0, 100)] = 100
    withheld: Annotated[str, one_of("remove", "keep")] = "remove"
    corrections: Annotated[str, one_of("source", "hold")] = "source"
    disclose: Annotated[Words, list_of(one_of("label", "json-ld"))] = ()
    release: Annotated[str, one_of("approved", "edited")] = "approved"


@dataclass(frozen=True, slots=True)
class Text:
    """`[text]`: for plain-text articles."""

    chrome: Annotated[Words, _filled] = _CHROME


@dataclass(frozen=True, slots=True)
class Markdown:
    """`[markdown]`: for Markdown articles."""

    front_matter: Annotated[Words, _filled] = _FRONT_MATTER
    heading_ids: Annotated[str, one_of("auto", "pin", "leave")] = "auto"


@dataclass(frozen=True, slots=True)
class Segment:
    """`[segment.<language>]`: sentence boundaries in a source language."""

    no_break: Annotated[Words, _filled] = ()


def _segment(value: object, place: Place) -> Segment:
    return read_table(Segment, value, place)


@dataclass(frozen=True, slots=True)
class Config:
    """All of the configuration; locales are BCP 47, tables with free keys are pairs in the order of the file."""

    source: Annotated[str, values.locale]
    locales: Annotated[Words, values.targets]
    articles: Annotated[str, values.folder] = "source_articles"
    catalogs: Annotated[str, values.folder] = "locales"
    build: Annotated[str, values.folder] = "build"
    glossary: Annotated[str, values.folder] = GLOSSARY
    segmentation: Annotated[str, one_of("sentence", "block")] = "sentence"
    contact: Annotated[str, values.line] = ""
    team: Annotated[str, values.line] = ""
    version: Annotated[int, values.version] = 1
    files: Files = Files()
    publish: Publish = Publish()
    engines: Annotated[Chains, Open("locale", values.locale, list_of(values.chain), ("default",))] = ()
    context: Annotated[Texts, Open("text", values.filled, values.filled)] = ()
    original: Annotated[Texts, Open("article", values.filled, values.folder)] = ()
    ignore: Annotated[Reasons, Open("check", values.check, values.reasons)] = ()
    story: Annotated[Texts, Open("pattern", values.filled, values.filled)] = ()
    text: Text = Text()
    markdown: Markdown = Markdown()
    segment: Annotated[tuple[tuple[str, Segment], ...], Open("language", values.locale, _segment)] = ()

    def engines_for(self, locale: str) -> tuple[str, ...]:
        """What to try for a locale, in order: its own list, its fallback's (es for es-MX), or the default."""
        table = dict(self.engines)
        own = next((table[tag] for tag in locales.fallbacks(locale) if tag in table), None)
        return table.get("default", ("auto",)) if own is None else own

    def bases(self, locale: str) -> tuple[str, ...]:
        """The target locales that a locale inherits from, nearest first: es for es-MX."""
        return tuple(tag for tag in locales.fallbacks(locale)[1:] if tag in self.locales)

    def encoding_of(self, article: str) -> str:
        """The declared encoding of an article: of the first pattern that fits, else the general one."""
        found = (name for pattern, name in self.files.encodings if matches(article, (pattern,)))
        return next(found, self.files.encoding)

    def no_break(self, locale: str) -> tuple[str, ...]:
        """Words of this project after which a sentence does not end."""
        tags = locales.fallbacks(locale)
        return tuple(word for tag, rules in self.segment if tag in tags for word in rules.no_break)


# ---------------------------------------------------------------- keys


def keys(kind: type[Any] = Config, prefix: str = "") -> Iterator[str]:
    """Every key in dotted form, a free one as `<word>`: `publish.threshold`, `engines.<locale>`."""
    for field, hint in _fields(kind).values():
        name = prefix + _key(field)
        if is_dataclass(hint):
            yield from keys(hint, f"{name}.")  # type: ignore[arg-type]
            continue
        reader = get_args(hint)[1]
        if not isinstance(reader, Open):
            yield name
            continue
        yield from (f"{name}.{word}" for word in reader.always)
        free = f"{name}.<{reader.word}>"
        yield from keys(Segment, f"{free}.") if reader.value is _segment else (free,)
        yield from (f"{free}.<locale>",) if reader.value is values.reasons else ()


def _key(field: Field[Any]) -> str:
    return field.name.replace("_", "-")


def _fields(kind: type[Any]) -> dict[str, tuple[Field[Any], Any]]:
    """TOML key → the field and its annotation."""
    hints = get_type_hints(kind, include_extras=True)
    return {_key(field): (field, hints[field.name]) for field in fields(kind)}


# ---------------------------------------------------------------- reading


def read_table(kind: type[T], value: object, place: Place) -> T:
    """A table of known keys as a dataclass of that kind."""
    if not isinstance(value, dict):
        raise place.error("must be a table")
    known = _fields(kind)
    for key in value:
        if key not in known:
            _refuse(key, known, place)
    read = {known[key][0].name: _read(known[key][1], item, place / key) for key, item in value.items()}
    for key, (field, _) in known.items():
        if key not in value and field.default is MISSING:
            raise place.error(f"{key!r} is missing", hint='the least needed: source = "en" and locales = ["fr"]')
    return kind(**read)


def _read(hint: Any, value: object, place: Place) -> object:
    if get_origin(hint) is Annotated:
        return get_args(hint)[1](value, place)
    return read_table(hint, value, place)


def _refuse(key: str, known: dict[str, Any], place: Place) -> NoReturn:
    table = f"[{place.name}]" if place.path else "the configuration"
    elsewhere = [name for name in keys() if name.rpartition(".")[2] == key]
    hint = values.nearest(key, known)
    if elsewhere:
        home = elsewhere[0].rpartition(".")[0]
        hint = f"{key!r} belongs in [{home}]" if home else f"{key!r} belongs above the first table"
    raise UsageError(f"there is no key {key!r} in {table}", file=place.file, line=(place / key).line, hint=hint)


def parse(text: str, file: str = FILE, root: tuple[str, ...] = ()) -> Config | None:
    """The configuration in a TOML text, below the keys `root`; None when it has no such table.

    UsageError names file, line and the nearest valid word.
    """
    table: object = _toml(text, file)
    for key in root:
        table = table.get(key) if isinstance(table, dict) else None
    if table is None:
        return None
    place = Place(file, lines(text), root)
    _refuse_mozilla(table, place)
    config = read_table(Config, table, place)
    _refuse_contradictions(config, place)
    return config


def _toml(text: str, file: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        message = str(problem)
        at = re.search(r" ?\(at (?:line (\d+), column \d+|end of document)\)", message)
        number = int(at[1]) if at and at[1] else text.count("\n") + 1
        raise UsageError(f"not TOML: {message[: at.start()] if at else message}", file=file, line=number) from problem


def _refuse_mozilla(table: object, place: Place) -> None:
    if isinstance(table, dict) and ("basepath" in table or isinstance(table.get("paths"), list)):
        raise UsageError(
            "this is a project configuration of Mozilla's localization tools, which have a file of the same name",
            file=place.file,
            line=(place / ("basepath" if "basepath" in table else "paths")).line,
            hint="leave it as it is, and configure l10n under [tool.l10n] in a pyproject.toml beside it",
        )


def _refuse_contradictions(config: Config, place: Place) -> None:
    """What no value shows alone."""
    if config.source in config.locales:
        at = place / "locales" / config.locales.index(config.source)
        raise at.error(f"has {config.source!r}, the source locale")
    spoken = {tag for target in config.locales for tag in locales.fallbacks(target)}
    for check, reasons in config.ignore:
        for tag in (tag for tag, _ in reasons if tag and tag not in spoken):
            at = place / "ignore" / check / tag
            raise at.error("is for none of the locales", values.nearest(tag, config.locales))
    for tag, _ in config.engines:
        if tag != "default" and tag not in spoken:
            raise (place / "engines" / tag).error("is for none of the locales", values.nearest(tag, config.locales))
    _refuse_folders(config, place)


def _refuse_folders(config: Config, place: Place) -> None:
    """Only the articles folder may hold another one, or be the project's own."""
    folders = {"articles": config.articles, "catalogs": config.catalogs, "build": config.build}
    for key, other in product(("build", "catalogs"), folders):
        path, inner = folders[key], folders[other]
        if path == "." or (key != other and (path == inner or inner.startswith(f"{path}/"))):
            at = max(place / key, place / other, key=lambda at: at.line)
            raise UsageError(
                f"{key} = {path!r} must be a folder of its own", file=at.file, line=at.line, hint=f"{other} = {inner!r}"
            )


# ---------------------------------------------------------------- finding


def load(folder: Path, shown: str = "") -> Config | None:
    """The configuration of a folder: its l10n.toml or the [tool.l10n] of its pyproject.toml; None without one.
    `shown` is how messages name the folder. Both at once is refused."""
    prefix = f"{shown}/" if shown not in ("", ".") else ""
    own, shared = _text(folder / FILE, prefix), _text(folder / "pyproject.toml", prefix)
    other = parse(shared, f"{prefix}pyproject.toml", ("tool", "l10n")) if shared and "l10n" in shared else None
    if own is None or (other and _is_mozilla(own)):
        return other
    config = parse(own, f"{prefix}{FILE}")
    if other:
        raise UsageError("says what [tool.l10n] in pyproject.toml says too", file=f"{prefix}{FILE}", hint="keep one")
    return config


def home(folder: Path, *path: str) -> tuple[Path, int]:
    """The file with the configuration of a folder, and the line of a key in it, or of what is around it."""
    own: Path = folder / FILE
    root: Words = ()
    text = _text(own, "")
    if text is None or _is_mozilla(text):
        own, root = folder / "pyproject.toml", ("tool", "l10n")
        text = _text(own, "")
    return own, Place(str(own), lines(text or ""), root, path).line


def _is_mozilla(text: str) -> bool:
    return re.search(r"^\s*(basepath\s*=|\[\[\s*paths\s*\]\])", text, re.MULTILINE) is not None


def _text(path: Path, prefix: str) -> str | None:
    """The text of a configuration file; None when there is none."""
    name = f"{prefix}{path.name}"
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as problem:
        line = problem.object.count(b"\n", 0, problem.start) + 1
        raise UsageError("is not UTF-8", file=name, line=line) from problem
    except OSError as problem:
        raise UsageError(f"cannot be read: {problem.strerror}", file=name) from problem
