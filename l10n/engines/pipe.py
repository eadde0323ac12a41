"""A chain of programs kept running: NUL-ended texts in, as many NUL-ended texts out.

The children sit in sessions of their own (Ctrl-C does not reach them) and end at the end of their input, which comes
when this process ends, however it ends.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO

from l10n.engines.base import Failure
from l10n.errors import EngineError

_CHUNK = 65536
PATIENCE = 30.0
"""Seconds without a byte of output before a chain counts as hung."""


class BrokenError(Exception):
    """The chain ended, hung, or gave more answers than questions."""


class Pipe:
    """The running chain. One exchange at a time.

    `echo` is a text that the chain gives back unchanged. It ends every batch: where the chain gives more answers than
    questions, they would otherwise stand beside the wrong texts.
    """

    def __init__(self, commands: Sequence[Sequence[str]], patience: float = PATIENCE, echo: bytes = b"") -> None:
        import tempfile

        self._echo = echo
        self._patience = patience
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the chain
        self._chain: list[subprocess.Popen[bytes]] = []
        source: int | IO[bytes] = subprocess.PIPE
        try:
            for command in commands:
                source = self._start(command, source)
        except OSError as error:
            self.close()
            raise BrokenError(f"{error.filename}: {error.strerror}") from error
        self._stdin, self._stdout = self._chain[0].stdin, self._chain[-1].stdout
        os.set_blocking(self._input, False)

    def _start(self, command: Sequence[str], source: int | IO[bytes]) -> IO[bytes]:
        child = subprocess.Popen(  # noqa: S603  # commands come from installed mode files, without a shell
            list(command), stdin=source, stdout=subprocess.PIPE, stderr=self._errors, start_new_session=True
        )
        self._chain.append(child)
        if not isinstance(source, int):
            source.close()  # the child's now: else it would not see the end of its input
        assert child.stdout is not None
        return child.stdout

    @property
    def _input(self) -> int:
        assert self._stdin is not None
        return self._stdin.fileno()

    @property
    def pids(self) -> tuple[int, ...]:
        return tuple(child.pid for child in self._chain)

    def exchange(self, batch: Sequence[bytes]) -> list[bytes]:
        """The answers to a batch, in order. Raises BrokenError; the chain is then of no more use."""
        import select

        if not batch:
            return []
        assert self._stdout is not None
        todo = memoryview(b"".join(text + b"\0" for text in (*batch, self._echo)))
        got, output = bytearray(), self._stdout.fileno()
        wanted = len(batch) + 1
        while wanted > 0:
            ready, writable, _ = select.select([output], [self._input] if todo else [], [], self._patience)
            if not ready and not writable:
                raise BrokenError(f"no answer for {self._patience:g} seconds")
            if writable:
                todo = todo[self._write(todo) :]
            if ready:
                part = os.read(output, _CHUNK)
                if not part:
                    raise BrokenError(self._last_words() or "it ended")
                wanted -= part.count(0)
                got += part
        *answers, echo, rest = bytes(got).split(b"\0")
        if len(answers) != len(batch) or echo != self._echo or rest:
            raise BrokenError("more answers than questions")
        return answers

    def _write(self, data: memoryview) -> int:
        try:
            return os.write(self._input, data[:_CHUNK])
        except BlockingIOError:
            return 0
        except BrokenPipeError as error:
            raise BrokenError(self._last_words() or "it ended") from error

    def _last_words(self) -> str:
        with suppress(OSError, ValueError):
            self._errors.seek(0)
            lines = self._errors.read().decode(errors="replace").strip().splitlines()
            return lines[-1][:200] if lines else ""
        return ""

    def kill(self) -> None:
        """End the children, at once; only those this chain started. An exchange in another thread then breaks."""
        for child in self._chain:
            child.kill()

    def close(self) -> None:
        """End the children and let go of everything; not while an exchange is under way."""
        self.kill()
        for child in self._chain:
            child.wait()
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    with suppress(BrokenPipeError):
                        stream.close()
        self._errors.close()


class Piped:
    """A translator on a chain that is started when first used and again when it breaks.

    A batch that breaks the chain is halved until the text that does it is found; that one alone fails.
    """

    def __init__(self, name: str, start: Callable[[], Pipe]) -> None:
        self._name = name
        self._start = start
        self._pipe: Pipe | None = None
        self._busy = threading.Lock()
        self._closed = False

    def translate(self, texts: Sequence[str]) -> list[str | Failure]:
        with self._busy:
            return self._ask([text.replace("\0", "").encode("utf-8", "replace") for text in texts])

    def _ask(self, batch: list[bytes]) -> list[str | Failure]:
        try:
            return [answer.decode("utf-8", "replace") for answer in self._running().exchange(batch)]
        except BrokenError:
            self._drop()
            self._probe()
            if len(batch) == 1:
                return [self._again(batch[0])]
        middle = len(batch) // 2
        return self._ask(batch[:middle]) + self._ask(batch[middle:])

    def _again(self, text: bytes) -> str | Failure:
        """A second try alone: the chain may have been killed from outside."""
        try:
            return self._running().exchange([text])[0].decode("utf-8", "replace")
        except BrokenError as error:
            self._drop()
            return Failure(f"{self._name} broke on this text: {error}")

    def _probe(self) -> None:
        try:
            self._running().exchange([b"."])
        except BrokenError as error:
            self._drop()
            raise EngineError(f"{self._name} does not run: {error}") from error

    def _running(self) -> Pipe:
        if self._closed:
            raise EngineError(f"{self._name} was closed")
        if self._pipe is None:
            self._pipe = self._start()
        return self._pipe

    def _drop(self) -> None:
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.close()

    def close(self) -> None:
        """For good. A translation under way in another thread ends with an error."""
        self._closed = True
        while not self._busy.acquire(timeout=0.05):
            if pipe := self._pipe:
                pipe.kill()
        try:
            self._drop()
        finally:
            self._busy.release()
