"""The statement says no more than what is tested."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from meetings.notices.accessibility import counts, themes

ROOT = Path(__file__).resolve().parents[3]
URL = reverse("meetings:accessibility")
CRITERIA = [one for theme in themes() for one in theme.criteria]
# How many criteria each theme of RGAA 4.1.2 has.
IN_EACH = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12]


def test_each_criterion_of_each_theme_is_there():
    assert [len(theme.criteria) for theme in themes()] == IN_EACH
    assert counts().all == 106


def test_every_test_named_is_there():
    assert {one.test for one in CRITERIA if one.test and not (ROOT / one.test).is_file()} == set()


def test_a_criterion_is_tested_or_does_not_apply_but_not_both():
    assert [one.number for one in CRITERIA if one.test and one.not_applicable] == []
    told = counts()
    assert told.tested + told.unknown == told.applicable


def test_what_does_not_apply_is_not_in_our_pages():
    texts = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    scripts = [path.read_text() for path in (ROOT / "static" / "js").rglob("*.js")]
    found = re.compile(r"<(iframe|frame|video|audio|object|embed)\b|devicemotion|deviceorientation")
    assert [text[:80] for text in (*texts, *scripts) if found.search(text)] == []


@pytest.mark.django_db
def test_a_stranger_reads_what_is_known_and_what_is_not(settings):
    settings.ACCESSIBILITY_CONTACT = "accessibilite@bellevue.example"
    answer = Client().get(URL)
    assertContains(answer, "accessibilite@bellevue.example")
    assertContains(answer, f"{counts().unknown} critères restent à vérifier par une personne")
    assertContains(answer, "À vérifier par une personne", count=counts().unknown)
