"""docs/commands.md is what the commands say of themselves, and every option that the docs name exists."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from l10n.cli import COMMANDS, cli

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "commands.md"
_HEAD = "# Commands\n\nMade from the commands' own help by `UPDATE_DOCS=1 make test`.\n"


def reference() -> str:
    parts = [_HEAD]
    for name in COMMANDS:
        command = COMMANDS[name].command
        context = click.Context(
            command, info_name=f"l10n {name}", terminal_width=110, help_option_names=["-h", "--help"]
        )
        parts.append(f"## l10n {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def test_the_reference_is_current() -> None:
    if os.environ.get("UPDATE_DOCS"):
        PAGE.write_text(reference(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == reference()


def options(command: click.Command) -> set[str]:
    context = click.Context(command, help_option_names=["-h", "--help"])
    own = {option for param in command.get_params(context) for option in (*param.opts, *param.secondary_opts)}
    return own.union(*(options(part) for part in getattr(command, "commands", {}).values()))


def test_every_command_and_option_in_the_docs_exists() -> None:
    known = {name: options(COMMANDS[name].command) for name in COMMANDS}
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for line in re.findall(r"(?:^\$ |`)l10n ([^`\n]*)", page.read_text(encoding="utf-8"), re.MULTILINE):
            words = [word for word in line.split() if re.fullmatch(r"-{0,2}[a-z][a-z-]*", word)]
            if not words or words[0].startswith("-"):
                continue
            assert words[0] in known, f"{page.name}: l10n {line}"
            for option in words[1:]:
                assert not option.startswith("-") or option in known[words[0]] | {"--help"}, f"{page.name}: l10n {line}"


def test_exit_codes_in_the_help_are_those_of_the_readme() -> None:
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    codes = re.findall(r"\b(\d) (\w+)", text[text.index("### Exit codes") :])[:8]
    help_text = " ".join((cli.help or "").split())
    assert all(f"{code} {word}" in help_text or word in ("a", "an") for code, word in codes)
