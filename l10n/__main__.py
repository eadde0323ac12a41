"""`python -m l10n` is the `l10n` command."""

from l10n.cli import main

main()
