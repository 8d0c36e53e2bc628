"""Who is of the team, what each may do, who was asked to join; leaving it."""

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.editing import posted
from partners import actions
from partners.access import for_responsable
from partners.factors import factors_of
from partners.forms.members import InviteMemberForm, RoleForm
from partners.http import SignedRequest, team_of
from partners.models import MemberInvitation, Membership, Team, TeamRole

ASKED = (
    "C’est demandé\u00a0: qui n’a pas de second facteur en ajoute un avant d’ouvrir autre chose."
)
LEFT_FREE = "Chacun choisit\u00a0: un second facteur n’est plus demandé."


@require_GET
def members(request: SignedRequest) -> HttpResponse:
    return _show(request, InviteMemberForm())


@for_responsable
@require_POST
def invite(request: SignedRequest) -> HttpResponse:
    """The address of the invitation is shown in the answer: it is kept nowhere."""
    form = InviteMemberForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    email, role = form.cleaned_data["email"], form.cleaned_data["role"]
    team = team_of(request)
    if team.memberships.filter(account__email=email.lower()).exists():
        form.add_error("email", "Cette personne est déjà dans l’équipe.")
        return _show(request, form, status=422)
    _, url = actions.invite_member(team, email, role, by=request.user, now=timezone.now())
    return _show(request, InviteMemberForm(), invited=email, url=url)


@for_responsable
@require_POST
def second_factor(request: SignedRequest) -> HttpResponse:
    """Ask a second factor of every member, or leave it to each."""
    required = request.POST.get("required") == "yes"
    try:
        actions.require_second_factor(
            team_of(request), required, by=request.user, now=timezone.now()
        )
    except actions.SecondFactorRefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, ASKED if required else LEFT_FREE)
    return redirect("partners:members")


@for_responsable
@require_POST
def withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(MemberInvitation, pk=pk, team=team_of(request))
    actions.withdraw_member_invitation(invitation, by=request.user, now=timezone.now())
    messages.success(request, "L’invitation est retirée\u00a0: son lien ne s’ouvre plus.")
    return redirect("partners:members")


@for_responsable
@require_http_methods(["GET", "POST"])
def member(request: SignedRequest, pk: int) -> HttpResponse:
    """What one member may do, and taking them out of the team."""
    row = _membership(request, pk)
    form = RoleForm(posted(request), initial={"role": row.role})
    if form.is_bound and form.is_valid():
        try:
            actions.change_role(row, form.cleaned_data["role"], by=request.user, now=timezone.now())
        except actions.MembershipRefusedError as refused:
            form.add_error("role", str(refused))
        else:
            messages.success(request, "C’est enregistré. Cela vaut dès maintenant.")
            return redirect("partners:members")
    context = {"form": form, "member": row, "nav": "", "is_oneself": row.account == request.user}
    return render(request, "partners/member.html", context, status=422 if form.is_bound else 200)


@for_responsable
@require_POST
def remove(request: SignedRequest, pk: int) -> HttpResponse:
    return _end(request, _membership(request, pk))


@require_POST
def leave_team(request: SignedRequest) -> HttpResponse:
    return _end(request, get_object_or_404(_memberships(request), account=request.user))


def _end(request: SignedRequest, row: Membership) -> HttpResponse:
    name, team, is_oneself = str(row.account), str(row.team), row.account == request.user
    try:
        actions.end_membership(row, by=request.user, now=timezone.now())
    except actions.MembershipRefusedError as refused:
        messages.error(request, str(refused))
        return redirect("partners:members")
    if is_oneself:
        messages.success(request, f"Vous n’êtes plus dans l’équipe «\u00a0{team}\u00a0».")
        return redirect("partners:waiting")
    messages.success(request, f"{name} n’est plus dans l’équipe, et n’en ouvre plus rien.")
    return redirect("partners:members")


def _memberships(request: SignedRequest) -> Any:
    return Membership.objects.filter(team=team_of(request)).select_related("account", "team")


def _membership(request: SignedRequest, pk: int) -> Membership:
    row: Membership = get_object_or_404(_memberships(request), pk=pk)
    return row


def _show(
    request: SignedRequest, form: InviteMemberForm, *, status: int = 200, **shown: str
) -> HttpResponse:
    team = team_of(request)
    leads = request.user.role is TeamRole.RESPONSABLE
    invited = team.member_invitations.open_at(timezone.now()) if leads else ()
    context = {
        "nav": "",
        "team": team,
        "form": form,
        "leads": leads,
        "members": team.memberships.select_related("account").order_by("account__name", "pk"),
        "invitations": invited,
        "without_factor": _without_factor(team) if leads else 0,
    } | shown
    return render(request, "partners/members.html", context, status=status)


def _without_factor(team: Team) -> int:
    """How many members would have to add one."""
    return team.memberships.exclude(Exists(factors_of(OuterRef("account")))).count()
