"""Which values of front matter are offered, and what they look like when they are put back."""

from __future__ import annotations

import pytest

from l10n.formats import markdown
from l10n.inline import msgid
from l10n.model import Settings, walk

PAGE = """---
title: A page
hero:
  name: Orme
  text: "Ships: a list"
  actions:
    - {theme: brand, text: Go on board}
    - theme: alt
      text: |
        Read on
features:
  - title: Fast
    icon: bolt
tags: [title, harbour]
---
Text.
"""


def offered(page: str, *keys: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for unit in walk(markdown.parse(page, Settings(front_matter=keys)).pieces):
        if unit.context:
            found.setdefault(unit.context, []).append(msgid(unit))
    return found


def test_keys_below_keys_are_named_with_dots_in_lists_too() -> None:
    assert offered(PAGE, "title", "hero.text", "hero.actions.text", "features.title") == {
        "meta:title": ["A page"],
        "meta:hero.text": ["Ships: a list"],
        "meta:hero.actions.text": ["Go on board", "Read on"],
        "meta:features.title": ["Fast"],
    }


@pytest.mark.parametrize("keys", [("text",), ("actions.text",), ("hero.title",)])
def test_a_key_below_another_is_not_named_by_its_end(keys: tuple[str, ...]) -> None:
    assert offered(PAGE, *keys) == {}
