"""What may change in who belongs to a team: it always keeps somebody who answers for it."""

from collections.abc import Mapping

from intermetiers.web.french import NBSP

ALONE = (
    f"Une équipe garde toujours une personne responsable{NBSP}: "
    "nommez-en d’abord une autre. Rien n’a changé."
)


def refusal(responsables: Mapping[int, bool], account: int, *, stays: bool) -> str:
    """Why this account may not stop being responsable, in French; "" when it may.

    `responsables` says of each member of the team whether they are; `stays` whether the account
    would still be one after the change.
    """
    others = any(leads for member, leads in responsables.items() if member != account)
    return "" if stays or others or not responsables.get(account) else ALONE
