"""A fault is found again from its code, and its lines say nothing of anybody."""

import io
import json
import logging

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import include, path
from hypothesis import given, strategies as st

from intermetiers.web.links import HideSecrets
from intermetiers.web.logs import JsonLines, TextLines
from intermetiers.web.request_codes import request_code
from intermetiers.web.sealing import open_text, seal_text
from partners.models import Account
from tests import factories


@login_not_required
def broken(request):
    words = request.POST.get("matters", "") + request.GET.get("q", "")
    try:
        raise LookupError(words)
    except LookupError as error:
        raise ValueError(f"{words} {request.user}") from error


@login_not_required
def refused_by_the_database(request):
    with transaction.atomic():
        Account.objects.create(email=request.POST["email"], name=request.POST["matters"])


@login_not_required
def unopened(request):
    open_text(seal_text("CANARI", "x.y"), "x.z")


urlpatterns = [
    path("scelle", unopened),
    path("casse", broken),
    path("refuse", refused_by_the_database),
    path("", include("intermetiers.urls")),
]
handler500 = "intermetiers.web.errors.server_error"


@pytest.fixture(params=[TextLines, JsonLines])
def written(request):
    """What the log of faults says, as it is on a server."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.addFilter(HideSecrets())
    handler.setFormatter(request.param())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield lines
    logger.removeHandler(handler)


@pytest.fixture
def client(db, settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def test_the_page_the_answer_and_the_log_give_the_same_code(client, written):
    answer = client.post("/casse", {"matters": "x"})
    code = answer["X-Request-ID"]
    assert answer.status_code == 500
    assert code in answer.content.decode()
    assert code in written.getvalue()
    assert client.get("/sante")["X-Request-ID"] != code
    assert request_code() == ""


def test_a_code_sent_by_a_stranger_is_not_taken(client):
    answer = client.get("/sante", headers={"X-Request-ID": "forge\nERROR faux"})
    assert "forge" not in answer["X-Request-ID"]


def test_a_log_says_where_and_nothing_of_anybody(client, written):
    client.post("/casse?q=CANARI-nom", {"matters": "CANARI-parole"})
    client.get("/casse?q=CANARI-nom")
    text = written.getvalue()
    assert "CANARI" not in text
    assert "ValueError" in text
    assert "LookupError" in text
    assert "test_logs.py" in text
    assert "broken" in text


def test_what_a_database_refuses_is_not_quoted(client, written):
    factories.make_account(factories.make_team(), email="canari@example.org")
    client.post("/refuse", {"email": "canari@example.org", "matters": "CANARI"})
    text = written.getvalue().lower()
    assert "integrityerror" in text
    assert "canari" not in text
    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError, match="canari"), transaction.atomic():
            factories.make_account(factories.make_team(), email="canari@example.org")


def test_a_seal_that_does_not_open_says_which(client, written):
    client.get("/scelle")
    assert "a été changée (x.z)" in written.getvalue()
    assert "CANARI" not in written.getvalue()


def test_a_json_line_is_one_line_that_a_machine_reads(client, written):
    client.get("/casse")
    if "{" not in written.getvalue():
        return
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert {"at", "level", "logger", "request", "message", "failure"} == set(lines[0])


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_is_said_a_json_line_stays_one(words):
    record = logging.LogRecord("x", logging.ERROR, "", 1, "%s", (words,), None)
    line = JsonLines().format(record)
    assert "\n" not in line
    assert json.loads(line)["level"] == "ERROR"


@pytest.mark.parametrize(
    "message",
    [
        '"GET /chercher?q=Belkacem HTTP/1.1" 200',
        "Not Found: /x?nom=Belkacem",
        "de samia@belkacem.org",
    ],
)
def test_what_somebody_looks_for_is_cut_out_of_an_address(message):
    record = logging.LogRecord("django.server", logging.INFO, "", 1, message, (), None)
    assert "elkacem" not in TextLines().format(record)
