import re

import pytest

from intermetiers.web.qr import QUIET, draw_qr

ADDRESS = "https://reunions.example.org/b/kq3Jx0wN6tYvZ1sB8eLr5uHcA2mDfGpT7iOaQzXyWnE"


def _modules(code):
    """The dark modules, read back from the path."""
    dark = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path):
        dark |= {(int(x) + step, int(y)) for step in range(int(length))}
    return dark


def test_the_drawing_has_its_white_margin_and_three_corners():
    code = draw_qr(ADDRESS)
    dark, last = _modules(code), code.size - QUIET - 1
    assert min(x for x, _ in dark) == min(y for _, y in dark) == QUIET
    assert max(x for x, _ in dark) == max(y for _, y in dark) == last
    for left, top in ((QUIET, QUIET), (last - 6, QUIET), (QUIET, last - 6)):
        assert {(left + step, top) for step in range(7)} <= dark
        assert (left + 1, top + 1) not in dark


def test_another_text_is_another_drawing():
    assert draw_qr(ADDRESS).path != draw_qr(ADDRESS + "x").path


@pytest.mark.parametrize("text", ["é", "مدرسة", "https://example.org/?a=1&b=<script>"])
def test_any_text_gives_a_path_of_numbers_only(text):
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", draw_qr(text).path)
