"""Nothing typed is lost when a form cannot be taken."""

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import given, strategies as st

from intermetiers.web.errors import typed_texts

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=7).filter(str.strip)


@given(st.lists(TEXTS, unique=True))
def test_every_text_typed_is_given_back_once(texts):
    data = QueryDict(mutable=True)
    data.setlist("viewpoint", [*texts, *texts])
    assert typed_texts(data) == texts


def test_keys_hidden_copies_passwords_and_ticks_are_not():
    data = QueryDict(
        "csrfmiddlewaretoken=jeton&form_key=cle&initial-problem=ancien&prefixe-initial-x=ancien"
        "&old_password=secret&new_password1=secret&liberal=on&school=12&next=/&problem=mon+texte"
    )
    assert typed_texts(data) == ["mon texte"]


def test_what_was_already_on_the_page_is_not_typed():
    data = QueryDict(mutable=True)
    data.update({"a": "une\r\nancienne", "initial-a": "une\nancienne"})
    data.update({"b": "une nouvelle", "initial-b": "une ancienne"})
    assert typed_texts(data) == ["une nouvelle"]


def test_a_telephone_is_a_text():
    assert typed_texts(QueryDict("phone=0600000001")) == ["0600000001"]


def test_a_page_open_too_long_gives_back_what_was_typed(meeting, alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice, backend="partners.backends.PasswordBackend")
    url = reverse("meetings:problem", args=[meeting.reference])
    response = client.post(url, {"problem": "Une phrase de dix minutes <script>"})
    assert response.status_code == 403
    page = response.content.decode()
    assert "Une phrase de dix minutes &lt;script&gt;" in page
    assert f'href="{url}"' in page
    assert "La page était ouverte depuis longtemps" in page
    assert "no-store" in response["Cache-Control"]


def test_a_page_that_is_not_there_says_so_in_french(alice_client):
    response = alice_client.get("/nulle-part")
    assert response.status_code == 404
    assert "Cette page n’est pas là" in response.content.decode()


def test_a_stranger_to_the_site_gets_the_same_page(db):
    response = Client().get("/nulle-part")
    assert response.status_code == 404
    assert "Ma semaine" not in response.content.decode()
