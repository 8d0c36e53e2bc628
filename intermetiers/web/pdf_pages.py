"""Counts the pages of a PDF given on standard input, in a process of its own.

A file somebody sends may be made to keep a reader busy for hours or to fill the memory. The
limits below are set on this process before the first byte is read, and the system enforces them.
Run by `uploads`; prints a number of pages, or « encrypted », or leaves with an error.
"""

import io
import logging
import resource
import sys

CPU_SECONDS = 5
MEMORY_BYTES = 1_000_000_000


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    from pypdf import PdfReader  # noqa: PLC0415 (after the limits, which bound it too)

    logging.disable()
    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    answer = "encrypted" if reader.is_encrypted else str(len(reader.pages))
    sys.stdout.write(answer)


if __name__ == "__main__":
    main()
