"""The words by which authors speak to translators, in every spelling that tools know."""

from __future__ import annotations

import pytest

from l10n.formats.directives import Action, Directive, directive


@pytest.mark.parametrize(
    ("comment", "action", "value"),
    [
        ("<!-- l10n:off -->", Action.OFF, ""),
        ("<!--l10n:on-->", Action.ON, ""),
        ("<!-- l10n:comment: A ship, not\n  a fairy. -->", Action.COMMENT, "A ship, not a fairy."),
        ("<!-- l10n:comment A ship. -->", Action.COMMENT, "A ship."),
        ("<!-- l10n:context: month -->", Action.CONTEXT, "month"),
        ("<!-- translate:off -->", Action.OFF, ""),
        ("<!-- translate:on -->", Action.ON, ""),
        ("<!-- mdpo-disable -->", Action.OFF, ""),
        ("<!-- mdpo-enable -->", Action.ON, ""),
        ("<!-- mdpo-disable-next-line -->", Action.SKIP, ""),
        ("<!-- mdpo-disable-next-block -->", Action.SKIP, ""),
        ("<!-- mdpo-enable-next-line -->", Action.OFFER, ""),
        ("<!-- mdpo-enable-next-block -->", Action.OFFER, ""),
        ("<!-- mdpo-translator Say it kindly -->", Action.COMMENT, "Say it kindly"),
        ("<!-- mdpo-context might -->", Action.CONTEXT, "might"),
        ("<!-- i18n:skip -->", Action.SKIP, ""),
        ("<!--- i18n: skip ---->", Action.SKIP, ""),
        ("<!-- mdbook-xgettext:skip -->", Action.SKIP, ""),
        ("<!-- mdbook-xgettext: skip -->", Action.SKIP, ""),
        ("<!-- i18n:skip-start -->", Action.OFF, ""),
        ("<!-- i18n: skip end -->", Action.ON, ""),
        ("<!-- i18n:comment: hello world! -->", Action.COMMENT, "hello world!"),
        ("<!-- po4a: ignore -->", Action.SKIP, ""),
        ("{/* l10n:off */}", Action.OFF, ""),
        ("{ /* l10n:comment: a-b */ }", Action.COMMENT, "a-b"),
    ],
)
def test_each_spelling_says_what_its_tool_means(comment: str, action: Action, value: str) -> None:
    assert directive(comment) == Directive(action, value)


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- just a comment -->",
        "<!-- l10n: -->",
        "<!-- l10n:offset -->",
        "<!-- i18n:skipper -->",
        "<!-- mdpo-disabled -->",
        "<!-- see mdpo-disable -->",
        "<!-- mdpo-include-codeblock -->",
        "<p>l10n:off</p>",
        "<!---->",
        "<!-->",
        "",
    ],
)
def test_other_comments_say_nothing(comment: str) -> None:
    assert directive(comment) is None


def test_a_long_comment_takes_no_time() -> None:
    for text in ("<!--" + "-" * 200_000, "<!-- l10n" + " " * 200_000, "<!-- mdpo-" + "a-" * 100_000 + "!-->"):
        assert directive(text) is None
