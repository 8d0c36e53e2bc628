"""Every page a person may have under the eyes, by name: the address list, and states of pages."""

NOT_PAGES = {
    "alive",
    "ready",
    "meetings:fiche",
    "meetings:guest_coupon",
    "meetings:guest_document",
    "meetings:guest_letter",
    "meetings:information_file",
    "meetings:screen_follow",  # parts of a page
    "partners:import_refused",
    "partners:imports_model",
    "partners:sign_in",  # leads away whoever is signed in; walked as a stranger
}
STATES = {
    "no meeting found": "/reunions/?q=aucune-réunion",
    "no pupil found": "/eleves/?q=aucun-élève",
    "nobody found": "/carnet/?q=personne",
    "no institution found": "/carnet/lieux/?q=aucun-lieu",
    "pupils of a choice": "/eleves/?classe=CE2&plan=PPS&tri=-prochaine",
    "a search that finds": "/chercher?q=a",
    "a search that does not": "/chercher?q=introuvable",
    "families found": "/chercher?q=samia&quoi=famille",
    "an empty week": "/?jour=2035-01-01",
    "cancelled meetings": "/reunions/?annulees=oui",
    "no such page": "/nulle-part",
}


def pages_of(client, addresses, part=0, parts=1):
    """The addresses of `addresses` that answer a coordinator with a page, then the states: one part
    of so many, shared by their names."""
    asked = sorted((addresses | STATES).items())[part::parts]
    return {
        name: address
        for name, address in asked
        if name in STATES or (name not in NOT_PAGES and _is_page(client.get(address)))
    }


def _is_page(answer):
    answer.getvalue()  # a document is closed once read
    return answer.status_code == 200 and "html" in answer.headers.get("Content-Type", "")
