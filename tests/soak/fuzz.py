"""`python -m tests.soak.fuzz FORMAT FOLDER [libFuzzer options]`: bytes found by coverage, through extract and compile.

What crashes is left in the folder, with the articles to begin with.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["l10n.formats", "l10n.compose", "l10n.inline", "l10n.shape"]):
    from l10n.formats import FORMATS
    from tests.documents.fuzzing import FRAGMENTS, seeds, survive

    MODULES = list(FORMATS.all())


def main() -> None:
    format_, folder, *options = sys.argv[1:]
    begin(format_, Path(folder))

    def one(data: bytes) -> None:
        """The first byte chooses what the catalog says."""
        number = data[0] if data else 0
        survive(data[1:], format_, [FRAGMENTS[number % len(FRAGMENTS)], FRAGMENTS[number * 7 % len(FRAGMENTS)]])

    words = Path(folder) / "words.dict"
    atheris.Setup([sys.argv[0], folder, f"-dict={words}", f"-artifact_prefix={folder}/crash-", *options], one)
    atheris.Fuzz()


def begin(format_: str, folder: Path) -> None:
    """What real articles are made of, and the fragments as libFuzzer's dictionary."""
    folder.mkdir(parents=True, exist_ok=True)
    for data in (part for article in seeds(format_) for part in article.split(b"\n\n")):
        (folder / sha256(data).hexdigest()[:16]).write_bytes(b"\0" + data)
    escaped = ("".join(f"\\x{byte:02x}" for byte in fragment.encode()) for fragment in FRAGMENTS if fragment)
    (folder / "words.dict").write_text("".join(f'"{word}"\n' for word in escaped))


if __name__ == "__main__":
    main()
