"""A mail server for tests: the few words of IMAP a reader of ours says, on this machine only."""

import re
import socketserver
import threading


class Box:
    """The messages, by number; `seen` those marked as read, `said` what the client asked."""

    def __init__(self, *messages, folder="INBOX", password="secret"):
        self.messages = dict(enumerate(messages, start=1))
        self.seen, self.said = set(), []
        self.folder, self.password = folder, password
        self.breaks_at = ""  # hangs up when asked this

    def answer(self, words):
        self.said.append(words)
        verb = words.split()[0].upper()
        if verb == "UID":
            return self._by_number(words.split()[1].upper(), words)
        if verb == "LOGIN":
            return b"" if f'"{self.password}"' in words else None
        if verb == "SELECT":
            return b"* 1 EXISTS\r\n" if f'"{self.folder}"' in words else None
        return b"* CAPABILITY IMAP4rev1\r\n" if verb == "CAPABILITY" else b""

    def _by_number(self, verb, words):
        if verb == "SEARCH":
            unread = " ".join(str(n) for n in self.messages if n not in self.seen)
            return f"* SEARCH {unread}\r\n".encode()
        number = int(words.split()[2])
        if verb == "STORE":
            self.seen |= {number} if r"\Seen" in words else set()
            return b""
        return self._fetch(number, words)

    def _fetch(self, number, words):
        content = self.messages[number]
        if "HEADER.FIELDS" in words:
            found = re.search(rb"(?im)^message-id:.*$", content)
            content = (found[0].strip() + b"\r\n\r\n") if found else b"\r\n"
        return b"* %d FETCH (UID %d BODY {%d}\r\n%s)\r\n" % (number, number, len(content), content)


def serve(box):
    """A server of this box on a port of its own; stop it with `shutdown` and `server_close`."""

    class Talk(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(b"* OK ready\r\n")
            for line in self.rfile:
                tag, _, words = line.decode().strip().partition(" ")
                if box.breaks_at and box.breaks_at in words:
                    return
                answer = box.answer(words)
                done = b"NO no\r\n" if answer is None else b"OK done\r\n"
                self.wfile.write((answer or b"") + tag.encode() + b" " + done)
                if words.upper().startswith("LOGOUT"):
                    return

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
