"""A process that translates with one Firefox Translations model: NUL-ended texts on stdin, as many on stdout.

Run by path with the model's files as arguments (model, source vocabulary, target vocabulary); imports nothing of l10n.
Ends at the end of its input; Ctrl-C is for its parent.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


def main(files: list[str]) -> None:
    from fxtranslate import Translator

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    model, source, target = (Path(file).read_bytes() for file in files)
    translator = Translator(model, source, target)
    for text in _texts(sys.stdin.buffer):
        sys.stdout.buffer.write(translator.translate(text.decode()).replace("\0", "").encode() + b"\0")
        sys.stdout.buffer.flush()


def _texts(stream: BinaryIO) -> Iterator[bytes]:
    rest = b""
    while part := stream.read1():  # type: ignore[attr-defined]  # a BufferedReader
        *whole, rest = (rest + part).split(b"\0")
        yield from whole


if __name__ == "__main__":
    main(sys.argv[1:])
