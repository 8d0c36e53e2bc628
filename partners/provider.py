"""Coming in by the identity provider of an organisation: OpenID Connect, with a code and PKCE.

One provider, named in the settings. What it says is believed only once its signature, its issuer,
its audience, its age and the nonce of this very attempt have been verified.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
import requests
from django.conf import settings
from django.utils.crypto import constant_time_compare

PATIENCE = 10  # seconds, for each answer of the provider
CLOCK = 60  # seconds by which its clock may be ahead or late
# Never what the token says of itself: a key that is public must not serve as a shared secret.
ALGORITHMS = ["RS256", "PS256", "ES256"]
NEEDED = ["exp", "iat", "iss", "aud", "sub", "nonce"]
ABOUT = ("email", "email_verified", "name", "given_name", "usual_name", "family_name")
TOLD_NEEDED = ["iss", "aud", "sub"]
SIGNED = "signed"  # where `_ask` puts an answer that is a signed token
LOOPBACK = frozenset({"127.0.0.1", "localhost"})


class ProviderError(Exception):
    """The provider did not answer, or not with what may be believed: nobody came in."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says came. `email` is empty unless the provider has verified it: it says so
    of this one, or the settings say that it does so for all."""

    issuer: str
    subject: str
    email: str
    name: str
    organisation: str


def is_configured() -> bool:
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID)


def begin(return_to: str) -> tuple[str, dict[str, str]]:
    """Where to send the browser, and what its session keeps until it comes back."""
    kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    digest = hashlib.sha256(kept["verifier"].encode()).digest()
    asked = {
        "response_type": "code",
        "scope": settings.OIDC_SCOPES,
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": return_to,
        "state": kept["state"],
        "nonce": kept["nonce"],
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    door = _door("authorization_endpoint", _discovered())
    return f"{door}{'&' if '?' in door else '?'}{urlencode(asked)}", kept


def finish(kept: dict[str, str], *, state: str, code: str, return_to: str) -> Identity:
    """Who came back with this code. Raises ProviderError."""
    if not code or not constant_time_compare(kept.get("state", ""), state) or not state:
        raise ProviderError("another attempt")
    found = _discovered()
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": return_to,
        "code_verifier": kept["verifier"],
    }
    tokens = _ask("POST", _door("token_endpoint", found), **_as_ourselves(asked, found))
    claims = _verified(str(tokens.get("id_token", "")), found, kept["nonce"])
    told = _told_besides(claims, tokens, found)
    if "email" in told:  # verified or not, as the very answer that gives it says
        claims.pop("email_verified", None)
    return _identity(claims | told)


def _as_ourselves(asked: dict[str, str], found: dict[str, Any]) -> dict[str, Any]:
    """The question with our name and secret, where this provider reads them."""
    ours = {"client_id": settings.OIDC_CLIENT_ID, "client_secret": settings.OIDC_CLIENT_SECRET}
    ways = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if "client_secret_basic" in ways:
        return {"data": asked, "auth": tuple(ours.values())}
    return {"data": asked | ours}


def _verified(token: str, found: dict[str, Any], nonce: str) -> dict[str, Any]:
    claims = _signed(token, found, NEEDED)
    if not constant_time_compare(str(claims["nonce"]), nonce):
        raise ProviderError("the token of another attempt")
    if claims.get("azp", settings.OIDC_CLIENT_ID) != settings.OIDC_CLIENT_ID:
        raise ProviderError("the token of another site")
    return claims


def _signed(token: str, found: dict[str, Any], needed: list[str]) -> dict[str, Any]:
    """What a token says, once it is signed by this provider, for us, and not over."""
    try:
        kid = jwt.get_unverified_header(token).get("kid")
        keys = jwt.PyJWKSet.from_dict(_ask("GET", _door("jwks_uri", found))).keys
        key = next(key for key in keys if kid is None or key.key_id == kid)
        claims: dict[str, Any] = jwt.decode(
            token,
            key.key,
            algorithms=ALGORITHMS,
            audience=settings.OIDC_CLIENT_ID,
            issuer=found["issuer"],
            leeway=CLOCK,
            options={"require": needed},
        )
    except (jwt.PyJWTError, StopIteration) as error:
        raise ProviderError("a token that is not to be believed") from error
    return claims


def _told_besides(
    claims: dict[str, Any], tokens: dict[str, Any], found: dict[str, Any]
) -> dict[str, Any]:
    """What the provider tells of the same person outside the token."""
    if "userinfo_endpoint" not in found:
        return {}
    bearer = {"Authorization": f"Bearer {tokens.get('access_token', '')}"}
    told = _ask("GET", _door("userinfo_endpoint", found), headers=bearer)
    if SIGNED in told:
        told = _signed(str(told[SIGNED]), found, TOLD_NEEDED)
    if told.get("sub") != claims["sub"]:
        raise ProviderError("somebody else")
    names = (*ABOUT, settings.OIDC_ORGANISATION_CLAIM)
    return {name: told[name] for name in names if name in told}


def _identity(claims: dict[str, Any]) -> Identity:
    verified = claims.get("email_verified", settings.OIDC_EMAILS_VERIFIED) is True
    return Identity(
        issuer=str(claims["iss"]),
        subject=str(claims["sub"]),
        email=_text(claims, "email").lower() if verified else "",
        name=_name(claims)[:120],
        organisation=_text(claims, settings.OIDC_ORGANISATION_CLAIM)[:120],
    )


def _name(claims: dict[str, Any]) -> str:
    """Whole, or from its parts: the name in use before that of birth."""
    last = _text(claims, "usual_name") or _text(claims, "family_name")
    return _text(claims, "name") or f"{_text(claims, 'given_name')} {last}".strip()


def _text(claims: dict[str, Any], name: str) -> str:
    value = claims.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _discovered() -> dict[str, Any]:
    issuer = settings.OIDC_ISSUER.rstrip("/")
    found = _ask("GET", f"{issuer}/.well-known/openid-configuration")
    if str(found.get("issuer", "")).rstrip("/") != issuer:
        raise ProviderError("another provider")
    return found


def _door(name: str, found: dict[str, Any]) -> str:
    """An address of the provider: over TLS, unless it runs on this very machine."""
    address = str(found.get(name, ""))
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise ProviderError(f"{name} is not over TLS")
    return address


def _ask(method: str, address: str, **more: Any) -> dict[str, Any]:
    try:
        answer = requests.request(method, address, timeout=PATIENCE, allow_redirects=False, **more)
        answer.raise_for_status()
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        told = {SIGNED: answer.text} if kind == "application/jwt" else answer.json()
    except (requests.RequestException, ValueError) as error:
        raise ProviderError("no answer") from error
    if answer.status_code != 200 or not isinstance(told, dict):
        raise ProviderError("an odd answer")
    return told
