"""Coming in: password, passkey, second factor; joining by an invitation; a forgotten password."""

from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.views import LoginView
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from intermetiers.web.editing import posted
from intermetiers.web.links import fingerprint
from intermetiers.web.qr import draw_qr
from partners import actions
from partners.forms.account import ForgottenForm, JoinForm, SignInForm
from partners.http import SignedRequest
from partners.models import Account, MemberInvitation
from partners.provider import is_configured

PASSWORD_CHANGED = "Votre mot de passe est changé. Entrez avec le nouveau."  # noqa: S105
ALREADY = (
    "Un compte existe maintenant à cette adresse. Connectez-vous, puis ouvrez de nouveau ce lien."
)


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Django’s own sign-in, throttled by axes; a second factor follows where there is one."""

    template_name = "partners/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = settings.OIDC_NAME if is_configured() else ""
        idle = getattr(self.request, "was_idle", False)
        return super().get_context_data(**kwargs) | {"provider": name, "was_idle": idle}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = form.get_user()
        login = Login(user=user, redirect_url=self.get_success_url())
        credentials = {"email": user.email}
        return cast(HttpResponse, perform_password_login(self.request, credentials, login))


class AddTotp(ActivateTOTPView):  # type: ignore[misc]
    """The secret as a drawing for the telephone, and written for who types it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"qr": draw_qr(context["totp_url"])}


@require_http_methods(["GET", "POST"])
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def recovery_codes(request: SignedRequest) -> HttpResponse:
    """Shown in the answer to the act that makes them, once; those before open nothing more."""
    own = Authenticator.objects.filter(user=request.user)
    if not own.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        return redirect("mfa_index")
    context: dict[str, Any] = {"nav": ""}
    if request.method == "POST":
        context["codes"] = generate_recovery_codes(request).wrap().get_unused_codes()
    elif (kept := own.filter(type=Authenticator.Type.RECOVERY_CODES).first()) is not None:
        context["left"] = len(kept.wrap().get_unused_codes())
    response = render(request, "mfa/recovery_codes/index.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Join a team by the link received: a new account, or the one somebody has already."""
    now = timezone.now()
    invitations = MemberInvitation.objects.open_at(now).select_related("team", "invited_by")
    invitation = invitations.filter(fingerprint=fingerprint(secret)).first()
    if invitation is None:
        return render(request, "partners/join_closed.html", status=404)
    if request.user.is_authenticated:
        return _join_signed_in(cast(SignedRequest, request), invitation)
    if Account.objects.filter(email=invitation.email).exists():
        context = {"invitation": invitation, "next": request.path}
        return render(request, "partners/join_sign_in.html", context)
    return _join_anew(request, invitation)


def _join_signed_in(request: SignedRequest, invitation: MemberInvitation) -> HttpResponse:
    if request.method == "POST":
        try:
            actions.accept_invitation(invitation, request.user, now=timezone.now())
        except actions.InvitationClosedError:
            return render(request, "partners/join_closed.html", status=404)
        messages.success(request, f"Vous êtes dans l’équipe «\u00a0{invitation.team}\u00a0».")
        return redirect("meetings:week")
    return render(request, "partners/join.html", {"invitation": invitation, "nav": ""})


def _join_anew(request: HttpRequest, invitation: MemberInvitation) -> HttpResponse:
    form = JoinForm(posted(request), email=invitation.email)
    if form.is_bound and form.is_valid():
        try:
            account = actions.open_invited_account(
                invitation,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["new_password1"],
                now=timezone.now(),
            )
        except actions.InvitationClosedError:
            return render(request, "partners/join_closed.html", status=404)
        except IntegrityError:
            messages.error(request, ALREADY)
            return redirect("partners:sign_in")
        login = Login(user=account, redirect_url=str(reverse_lazy("meetings:week")))
        credentials = {"email": account.email}
        return cast(HttpResponse, perform_password_login(request, credentials, login))
    context = {"form": form, "invitation": invitation}
    status = 422 if form.is_bound else 200
    return render(request, "partners/join.html", context, status=status)


@method_decorator(login_not_required, name="dispatch")
class Forgotten(auth_views.PasswordResetView):
    """Ask for the link; the answer is the same whether or not the address has an account."""

    template_name = "partners/forgotten.html"
    form_class = ForgottenForm
    success_url = reverse_lazy("partners:forgotten_sent")


@method_decorator(login_not_required, name="dispatch")
class ChooseAgain(auth_views.PasswordResetConfirmView):
    """Choose another password by the link of a message: « /p/<who>.<token> »."""

    template_name = "partners/choose_again.html"
    success_url = reverse_lazy("partners:sign_in")

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponse:
        who, dot, token = kwargs.pop("both").partition(".")
        if not dot:
            raise Http404
        return cast(HttpResponse, super().dispatch(*args, uidb64=who, token=token))

    def form_valid(self, form: "SetPasswordForm[Account]") -> HttpResponse:
        actions.set_forgotten_password(
            cast(Account, self.user), form.cleaned_data["new_password1"], now=timezone.now()
        )
        self.request.session.pop(auth_views.INTERNAL_RESET_SESSION_TOKEN, None)
        messages.success(self.request, PASSWORD_CHANGED)
        return redirect(str(self.success_url))


@login_not_required
def forgotten_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "partners/forgotten_sent.html")
