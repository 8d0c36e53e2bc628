"""Two cards of one pupil bring two families together: what protects somebody must not be lost."""

from itertools import product

from intermetiers.web.french import NBSP, THIN
from partners.domain.folding import fold
from partners.domain.likeness import Identity, same_name_key
from partners.models import FamilyMember, Pupil

_AFTER = (
    "Mettez les deux fiches d’accord ou retirez celle de trop, puis revenez. Rien n’a été changé."
)


def unlike_families(kept: Pupil, absorbed: Pupil) -> str:
    """Why these families may not be put together, in a sentence; empty when they may.

    Somebody a judge forbids to give anything to would receive again through a second card that
    says nothing of it, and a home that must stay secret would be read on the card beside it. Both
    families are held until the end of the transaction.
    """
    rows = FamilyMember.objects.select_for_update(of=("self",)).filter(pupil__in=(kept, absorbed))
    members = list(rows.order_by("pk"))
    mine = [member for member in members if member.pupil_id == kept.pk]
    theirs = [member for member in members if member.pupil_id != kept.pk]
    said = (_unlike(one, other) for one, other in product(mine, theirs) if _may_be_one(one, other))
    return next((reason for reason in said if reason), "")


def _may_be_one(one: FamilyMember, other: FamilyMember) -> bool:
    names = _name_key(one), _name_key(other)
    if names[0] and names[0] == names[1]:
        return True
    mails = one.email.casefold(), other.email.casefold()
    return (mails[0] != "" and mails[0] == mails[1]) or fold(one.relation) == fold(other.relation)


def _name_key(member: FamilyMember) -> str:
    return same_name_key(Identity(0, member.first_name, member.last_name))


def _unlike(one: FamilyMember, other: FamilyMember) -> str:
    who = f"«{NBSP}{one}{NBSP}»"
    if one.receives_nothing != other.receives_nothing:
        return (
            f"Une seule des deux fiches dit qu’une décision de justice interdit d’écrire à {who}"
            f"{THIN}; l’autre ne le dit pas de «{NBSP}{other}{NBSP}». {_AFTER}"
        )
    shown = other if one.address_is_secret else one
    if one.address_is_secret != other.address_is_secret and shown.postal_address:
        return (
            f"L’adresse de {who} est secrète sur une seule des deux fiches{THIN}; l’autre montre "
            f"celle de «{NBSP}{other}{NBSP}». {_AFTER}"
        )
    return ""
