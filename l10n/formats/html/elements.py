"""What each element is: where sentences end, what is left alone, which tag ends which."""

from __future__ import annotations

BLOCKS = frozenset(
    "address article aside blockquote body button canvas caption center col colgroup datalist dd details dialog dir "
    "div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr "
    "html iframe input keygen legend li main map menu nav noembed noframes noscript object ol optgroup option p "
    "plaintext pre search section select summary table tbody td textarea tfoot th thead title tr "
    "ul video audio xmp".split()
)
"""What ends a sentence; every other element, unknown ones too, is inline, as it is in browsers."""

OPAQUE = frozenset(
    "code iframe kbd math noembed noframes plaintext pre samp script style svg template textarea tt var xmp".split()
)
"""What is left alone with all it holds."""

MARKS = {
    **dict.fromkeys(("code", "kbd", "samp", "tt", "var"), "code"),
    **dict.fromkeys(("em", "i"), "em"),
    **dict.fromkeys(("strong", "b"), "strong"),
    **{name: name for name in ("a", "br", "img")},
}
"""The kinds of marks; x for all others."""

KINDS: dict[str, tuple[str, str | None]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), ("heading", "heading")),
    **dict.fromkeys(("td", "th"), ("cell", "cell")),
    **dict.fromkeys(("caption", "figcaption"), ("caption", None)),
    "blockquote": ("quote", None),
    "dt": ("term", None),
    "li": ("item", None),
    "title": ("meta", "meta:title"),
}
"""Kind and msgctxt of the text in an element, and in what it holds that is not named here."""

# Attributes that hold text, and the kind of it; some only on some elements, `value` only on buttons.
TEXTS = {
    "alt": "alt",
    **dict.fromkeys(("title", "placeholder", "label", "summary", "value"), "title"),
    **dict.fromkeys(
        "aria-label aria-description aria-placeholder aria-roledescription aria-valuetext".split(), "title"
    ),
}
ONLY_ON = {"label": frozenset({"optgroup", "option", "track"}), "summary": frozenset({"table"})}
BUTTONS = frozenset({"submit", "button", "reset"})
METAS = frozenset(
    "title description og:title og:description og:image:alt twitter:title twitter:description twitter:image:alt "
    "dc.title dc.description dcterms.title dcterms.description headline alternativeheadline".split()
)
"""The names of `<meta>` whose content is text."""

# ---------------------------------------------------------------- end tags that may be left out

_ENDS_P = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul".split()
)
_P_SCOPE = frozenset("button caption html object table td template th".split())
_ITEM_SCOPE = frozenset("article blockquote dir dl menu object ol pre section table td template th ul".split())
_TABLE_SCOPE = frozenset({"table", "template"})
ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    **dict.fromkeys(_ENDS_P, (frozenset({"p"}), _P_SCOPE)),
    "li": (frozenset({"li"}), _ITEM_SCOPE),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), _ITEM_SCOPE)),
    **dict.fromkeys(("td", "th"), (frozenset({"td", "th", "caption"}), _TABLE_SCOPE)),
    "tr": (frozenset({"tr", "caption", "colgroup"}), _TABLE_SCOPE),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (frozenset("tbody thead tfoot caption".split()), _TABLE_SCOPE)),
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
    "optgroup": (frozenset({"option", "optgroup"}), frozenset({"select"})),
    "body": (frozenset({"head"}), frozenset({"html"})),
}
"""By start tag, the open elements that it ends, unless one of the second set stands between."""
