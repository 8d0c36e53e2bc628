"""What a browser reports is a line of three words: no page, no secret, no text of anybody."""

import json
import logging

import pytest
from django.urls import reverse

URL = reverse("csp_report")
SECRET = "/b/aMHrgPJdiJK1rSJZAVDOZgsO0YFy19HW67"
NEW = [
    {
        "type": "csp-violation",
        "url": f"https://site.example{SECRET}",
        "body": {
            "documentURL": f"https://site.example{SECRET}",
            "effectiveDirective": "script-src-elem",
            "blockedURL": "https://ailleurs.example/x.js?famille=Belkacem",
            "sample": "Yanis pleure",
        },
    }
]
OLD = {
    "csp-report": {
        "document-uri": f"https://site.example{SECRET}",
        "violated-directive": "style-src 'self'",
        "blocked-uri": "inline",
        "script-sample": "Yanis pleure",
    }
}


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.WARNING, "intermetiers.web.csp_reports")
    return lambda: [r.getMessage() for r in caplog.records if "csp_reports" in r.name]


def _send(client, sent, kind="application/reports+json"):
    body = sent if isinstance(sent, bytes) else json.dumps(sent)
    return client.post(URL, body, content_type=kind)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "told"),
    [(NEW, "script-src-elem, https://ailleurs.example"), (OLD, "style-src, inline")],
)
def test_a_report_is_a_rule_and_a_site(client, lines, sent, told):
    assert _send(client, sent).status_code == 204
    (line,) = lines()
    assert line.endswith(told)
    for hidden in (SECRET[3:], "Belkacem", "Yanis"):
        assert hidden not in line


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent",
    [b"", b"{", b"[1, null, []]", b'{"csp-report": "x"}', b"\xff\xfe", b"[" * 5000,
     {"csp-report": {"violated-directive": "a\nb\x1b[31m", "blocked-uri": "http://[x"}}],
)  # fmt: skip
def test_whatever_is_sent_the_answer_is_the_same_and_no_line_is_forged(client, lines, sent):
    assert _send(client, sent).status_code == 204
    assert not any("\n" in line or "\x1b" in line for line in lines())


@pytest.mark.django_db
def test_too_much_is_not_read(client, lines):
    _send(client, json.dumps(NEW * 500).encode())
    assert lines() == []


@pytest.mark.django_db
def test_one_address_does_not_fill_the_log(client, lines):
    for _ in range(70):
        _send(client, OLD)
    assert len(lines()) == 60


def test_reading_it_is_refused(client, db):
    assert client.get(URL).status_code == 405


def test_every_page_says_where_to_report_and_shuts_itself(client, db):
    answer = client.get(reverse("partners:sign_in"))
    policy = answer["Content-Security-Policy"]
    assert "report-uri /rapports/csp" in policy
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in answer["Permissions-Policy"]
