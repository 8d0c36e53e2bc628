"""A real server of mail, on a port of its own, that misbehaves as a test says."""

import socket
from contextlib import suppress
from threading import Thread

OPEN, ASKED, TAKEN = b"220 bonjour\r\n", b"354 vas-y\r\n", b"250 pris\r\n"


class Server:
    """Speaks SMTP, one message a connection. `says` maps a step (`connect`, `MAIL`, `RCPT`, `DATA`,
    `taken`) to the bytes to answer instead, or to a function called in place of an answer; None
    hangs up. Everything it was wholly given is in `taken`, whatever it answered."""

    def __init__(self):
        self.says, self.taken, self.calls = {}, [], 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)

    def _serve(self):
        while True:
            try:
                talk, _ = self._listener.accept()
            except OSError:
                return
            self.calls += 1
            with talk, talk.makefile("rb") as lines, suppress(OSError):
                self._talk(talk, lines)

    def _talk(self, talk, lines):
        self._answer(talk, "connect", OPEN)
        for line in lines:
            verb = line[:4].decode().strip().upper()
            if verb == "QUIT":
                talk.sendall(b"221 au revoir\r\n")
                return
            if verb != "DATA":
                self._answer(talk, verb, b"250 bien\r\n", line)
                continue
            if self._answer(talk, verb, ASKED).startswith(b"354"):
                self.taken.append(_content(lines))
                self._answer(talk, "taken", TAKEN)

    def _answer(self, talk, step, usual, line=b""):
        said = self.says.get(step, usual)
        if callable(said):
            said = said(line)
        if said is None:
            raise ConnectionError
        talk.sendall(said)
        return said


def _content(lines):
    """What comes before the lonely dot; without it, nothing was given."""
    content = []
    for line in lines:
        if line == b".\r\n":
            return b"".join(content)
        content.append(line)
    raise ConnectionError
