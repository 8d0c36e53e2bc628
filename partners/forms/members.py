from django import forms

from partners.models import TeamRole

ROLES = [
    (
        TeamRole.LECTEUR.value,
        "Lecteur\u00a0: lit les réunions, les élèves et le carnet, sans rien y changer",
    ),
    (
        TeamRole.COORDINATEUR.value,
        "Coordinateur\u00a0: prépare et conduit les réunions, tient le carnet",
    ),
    (
        TeamRole.RESPONSABLE.value,
        "Responsable\u00a0: fait tout cela, choisit les membres et les durées, efface, lit le journal",
    ),
]


class RoleField(forms.TypedChoiceField):
    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            choices=ROLES,
            coerce=TeamRole,
            widget=forms.RadioSelect,
            error_messages={"required": "Choisissez ce que cette personne pourra faire."},
        )


class InviteMemberForm(forms.Form):
    """Who is asked to join the team, and what they will do there."""

    email = forms.EmailField(label="Son adresse électronique", max_length=254)
    role = RoleField("Que pourra-t-elle faire\u202f?")


class RoleForm(forms.Form):
    """What one member may do from now on."""

    role = RoleField("Que peut faire cette personne\u202f?")
