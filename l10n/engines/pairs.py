"""Which languages a locale stands for, and the chains that translate well: data, measured on news."""

from __future__ import annotations

from dataclasses import dataclass

from l10n import locales
from l10n.model import Pair

# ISO 639-2 codes of Apertium's modes; its older modes use two letters.
_SHORT = {
    "afr": "af", "arg": "an", "ast": "ast", "bel": "be", "bre": "br", "bul": "bg", "cat": "ca",
    "cym": "cy", "dan": "da", "eng": "en", "epo": "eo", "eus": "eu", "fra": "fr", "frp": "frp",
    "glg": "gl", "hbs": "sh", "hin": "hi", "ind": "id", "isl": "is", "ita": "it", "kaz": "kk",
    "mkd": "mk", "mlt": "mt", "nld": "nl", "nno": "nn", "nob": "nb", "oci": "oc", "pol": "pl",
    "por": "pt", "ron": "ro", "rus": "ru", "sco": "sco", "slv": "sl", "spa": "es", "srd": "sc",
    "swe": "sv", "szl": "szl", "tat": "tt", "ukr": "uk", "urd": "ur", "zlm": "ms",
}  # fmt: skip


def language(tag: str) -> str:
    """The shortest code of the language of a BCP 47 tag or of one end of an Apertium mode: `es-MX`, `spa` → `es`."""
    code = tag.replace("_", "-").split("-")[0].lower()
    return _SHORT.get(code, code)


@dataclass(frozen=True, slots=True)
class Route:
    """A chain for a pair of languages. `note` says how good it is, in a word or two for people."""

    spec: str
    note: str


NEURAL = "neural, the best offline"
HYBRID = "neural, then rules: good"
DRAFT = "rules only: draft quality"
ONLINE = "a service: texts leave this machine"

# Beside a direct neural model, which always comes first. chrF on NTREX news, and that of rules only in brackets:
# es 55.6 (47.6), ca 54.5 (46.8), gl 55.8 (48.2), fr 48.8 (43.2), it 49.8 (44.3), pt-BR 62.1 (46.6), pt-PT 59.0 (45.9).
ROUTES: dict[tuple[str, str], tuple[Route, ...]] = {
    ("en", "es"): (
        Route("neural:en-pt > apertium:pt-es", HYBRID),
        Route("neural:en-pt > apertium:por-cat > apertium:cat-spa", HYBRID),
        Route("apertium:eng-spa", DRAFT),
        Route("apertium:eng-cat > apertium:cat-spa", DRAFT),
    ),
    ("en", "ca"): (
        Route("neural:en-pt > apertium:por-cat", HYBRID),
        Route("apertium:eng-cat", DRAFT),
        Route("apertium:eng-spa > apertium:spa-cat", DRAFT),
    ),
    ("en", "gl"): (
        Route("neural:en-pt > apertium:pt-es > apertium:es-gl", HYBRID),
        Route("neural:en-pt > apertium:pt-gl", HYBRID),
        Route("apertium:en-gl", DRAFT),
        Route("apertium:eng-spa > apertium:es-gl", DRAFT),
    ),
    ("en", "fr"): (
        Route("neural:en-pt > apertium:por-cat > apertium:cat-fra", HYBRID),
        Route("neural:en-pt > apertium:pt-es > apertium:es-fr", HYBRID),
        Route("apertium:eng-cat > apertium:cat-fra", DRAFT),
        Route("apertium:eng-spa > apertium:es-fr", DRAFT),
    ),
    ("en", "it"): (
        Route("neural:en-pt > apertium:pt-es > apertium:spa-ita", HYBRID),
        Route("neural:en-pt > apertium:por-cat > apertium:cat-ita", HYBRID),
        Route("apertium:eng-spa > apertium:spa-ita", DRAFT),
    ),
    ("en", "oc"): (
        Route("neural:en-pt > apertium:por-cat > apertium:cat-fra > apertium:fra-oci", HYBRID),
        Route("apertium:eng-cat > apertium:cat-fra > apertium:fra-oci", DRAFT),
    ),
    ("en", "pt"): (
        Route("apertium:eng-cat > apertium:cat-por_BR", DRAFT),
        Route("apertium:eng-spa > apertium:es-pt_BR", DRAFT),
    ),
    ("en", "pt-PT"): (
        Route("apertium:eng-cat > apertium:cat-por", DRAFT),
        Route("apertium:eng-spa > apertium:es-pt", DRAFT),
    ),
    ("en", "an"): (Route("neural:en-pt > apertium:pt-es > apertium:spa-arg", HYBRID),),
    ("en", "ast"): (Route("neural:en-pt > apertium:pt-es > apertium:spa-ast", HYBRID),),
}  # fmt: skip

# Apertium pairs that exist but whose output is hardly better than the source left as it is.
UNFIT = frozenset({("en", "sh"), ("en", "hr"), ("en", "sr"), ("en", "bs")})


def routes(pair: Pair) -> tuple[Route, ...]:
    """The measured chains of a pair, best first: those of its variety, else of its language."""
    source = language(pair.source)
    targets = (*locales.fallbacks(pair.target), language(pair.target))
    return next((ROUTES[source, target] for target in targets if (source, target) in ROUTES), ())
