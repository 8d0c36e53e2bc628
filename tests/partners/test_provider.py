"""What an identity provider says is believed only when everything about it holds."""

import hmac
import json
import time
from base64 import urlsafe_b64encode

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from partners import provider

ISSUER = "https://identite.example"
KEPT = {"state": "s1", "nonce": "n1", "verifier": "v1"}
FOUND = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/door",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/keys",
    "userinfo_endpoint": f"{ISSUER}/me",
}
PERSON = {"sub": "42", "email": "Zoe@Mairie.example", "email_verified": True, "name": "Zoé Petit"}


@pytest.fixture(scope="module")
def key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def answers(settings, monkeypatch, key):
    """A provider whose answers a test may spoil: discovery, claims of the token, userinfo."""
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = ISSUER, "nous"
    settings.OIDC_CLIENT_SECRET, settings.OIDC_ORGANISATION_CLAIM = "secret", "siret"
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": "nous", "sub": "42", "nonce": "n1", "iat": now}
    told = {"found": dict(FOUND), "claims": claims | {"exp": now + 300}, "me": dict(PERSON)}
    told |= {"key": key, "alg": "RS256"}

    def ask(method, address, **more):
        if address.endswith("/openid-configuration"):
            return told["found"]
        if address == FOUND["token_endpoint"]:
            assert more["data"]["code_verifier"] == "v1"
            told["asked"] = more
            headers = {"kid": "k"}
            token = jwt.encode(told["claims"], told["key"], algorithm=told["alg"], headers=headers)
            return {"id_token": token, "access_token": "a"}
        if address == FOUND["jwks_uri"]:
            public = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
            return {"keys": [public | {"kid": "k", "alg": "RS256"}]}
        return told["me"]

    monkeypatch.setattr(provider, "_ask", ask)
    return told


def _finish(state="s1", code="c"):
    return provider.finish(KEPT, state=state, code=code, return_to="https://nous.example/retour")


def test_who_came_is_told(answers):
    answers["me"]["siret"] = " 13002526500013 "
    who = provider.Identity(ISSUER, "42", "zoe@mairie.example", "Zoé Petit", "13002526500013")
    assert _finish() == who


@pytest.mark.parametrize("verified", [None, False, "true", 1])
def test_an_address_that_was_not_verified_is_none(answers, verified):
    answers["me"]["email_verified"] = verified
    assert _finish().email == ""


@pytest.mark.parametrize(
    "spoilt",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": ["nous", "another"], "azp": "another"},
        {"iss": "https://another.example"},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"sub": "43"},
    ],
)
def test_a_token_that_is_not_for_this_attempt_is_refused(answers, spoilt):
    for name, value in spoilt.items():
        answers["claims"][name] = value
        if value is None:
            del answers["claims"][name]
    with pytest.raises(provider.ProviderError):
        _finish()


def test_a_token_signed_by_somebody_else_is_refused(answers):
    answers["key"] = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    with pytest.raises(provider.ProviderError):
        _finish()


def test_a_token_without_signature_is_refused(answers):
    answers["key"], answers["alg"] = None, "none"
    with pytest.raises(provider.ProviderError):
        _finish()


def test_a_token_signed_with_what_everybody_may_read_is_refused(answers, key, monkeypatch):
    """The oldest trick: the public key taken for a shared secret."""
    shared = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = _written({"alg": "HS256", "kid": "k", "typ": "JWT"})
    signed = head + b"." + _written(answers["claims"])
    seal = hmac.digest(shared, signed, "sha256")
    forged = signed + b"." + urlsafe_b64encode(seal).rstrip(b"=")
    monkeypatch.setattr(jwt, "encode", lambda *ignored, **options: forged.decode())
    with pytest.raises(provider.ProviderError):
        _finish()


def _written(value):
    return urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")


@pytest.mark.parametrize(("state", "code"), [("s2", "c"), ("", "c"), ("s1", "")])
def test_an_answer_to_no_question_of_ours_is_refused(answers, state, code):
    with pytest.raises(provider.ProviderError):
        _finish(state, code)


def test_a_session_without_attempt_is_refused_even_with_an_empty_state(answers):
    with pytest.raises(provider.ProviderError):
        provider.finish({}, state="", code="c", return_to="https://nous.example/retour")


def test_another_provider_and_a_door_without_tls_are_refused(answers):
    answers["found"]["token_endpoint"] = "http://identite.example/token"
    with pytest.raises(provider.ProviderError):
        _finish()
    answers["found"]["issuer"] = "https://another.example"
    with pytest.raises(provider.ProviderError):
        _finish()


def test_an_address_is_verified_by_the_answer_that_gives_it(answers):
    """« Verified » said of one address in the token is not said of another told besides."""
    answers["claims"] |= {"email": "zoe@mairie.example", "email_verified": True}
    answers["me"] = {"sub": "42", "email": "directrice@ecole.example"}
    assert _finish().email == ""


def test_a_list_of_organisations_is_none(answers):
    answers["me"] |= {"siret": ["13002526500013", "another"]}
    assert _finish().organisation == ""


PROCONNECT = {
    "iss": ISSUER, "aud": "nous", "sub": "42", "email": "zoe@mairie.example",
    "given_name": "Zoé", "usual_name": "Petit", "siret": "13002526500013",
}  # fmt: skip


def _tell_signed(answers, claims, **signed):
    signed = {"key": answers["key"], "algorithm": "RS256", "headers": {"kid": "k"}} | signed
    answers["me"] = {provider.SIGNED: jwt.encode(claims, **signed)}


def test_what_is_told_besides_may_be_signed_and_named_as_proconnect_does(answers, settings):
    settings.OIDC_EMAILS_VERIFIED = True
    _tell_signed(answers, PROCONNECT)
    who = provider.Identity(ISSUER, "42", "zoe@mairie.example", "Zoé Petit", "13002526500013")
    assert _finish() == who


@pytest.mark.parametrize(
    "spoilt", [{"aud": "another"}, {"iss": "https://another.example"}, {"sub": "43"}, {"exp": 1}]
)
def test_a_signed_answer_for_another_is_refused(answers, spoilt):
    _tell_signed(answers, PROCONNECT | spoilt)
    with pytest.raises(provider.ProviderError):
        _finish()


def test_an_answer_signed_by_somebody_else_is_refused(answers):
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    _tell_signed(answers, PROCONNECT, key=other)
    with pytest.raises(provider.ProviderError):
        _finish()


@pytest.mark.parametrize("verified", [False, "true", None])
def test_an_address_said_not_to_be_verified_is_none_whatever_the_settings_say(
    answers, settings, verified
):
    settings.OIDC_EMAILS_VERIFIED = True
    answers["me"]["email_verified"] = verified
    assert _finish().email == ""


def test_an_address_nothing_is_said_of_is_none_unless_the_settings_say_so(answers):
    del answers["me"]["email_verified"]
    assert _finish().email == ""


def test_our_secret_goes_where_the_provider_reads_it(answers):
    _finish()
    assert answers["asked"]["auth"] == ("nous", "secret")
    assert "client_secret" not in answers["asked"]["data"]
    answers["found"]["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
    _finish()
    assert "auth" not in answers["asked"]
    assert answers["asked"]["data"]["client_secret"] == "secret"


def test_a_token_as_an_answer_is_read_as_one(monkeypatch):
    answer = requests.Response()
    answer.status_code, answer._content = 200, b"a.b.c"
    answer.headers["Content-Type"] = "application/jwt; charset=utf-8"
    monkeypatch.setattr(requests, "request", lambda *args, **more: answer)
    assert provider._ask("GET", "https://identite.example/me") == {provider.SIGNED: "a.b.c"}
