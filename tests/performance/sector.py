"""The address book at the size of a large sector: the search as one types, the lists."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import product

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting, Slot
from partners.models import Account, FamilyMember, Institution, Professional, Pupil
from tests import factories
from tests.performance.bench import Figure, median_ms

# 10,000 people, and what is around them.
PUPILS = 4000
RELATIVES = 3000
PROFESSIONALS = 3000
INSTITUTIONS = 300
MEETINGS = 3000
ROWS = 5000
# What is typed, letter by letter or at once, common or rare.
TYPED = ("m", "mo", "mou", "moulin", "orthoph moulin", "yanis belkacem ce2", "introuvable")

FIRST_NAMES = ("Inès", "Yanis", "Hélène", "Zoé", "Léo", "Aïcha", "Mehdi", "Camille", "Noé", "Awa")
LAST_NAMES = ("Belkacem", "Morel", "d’Aubigné", "N’Diaye", "Œuvrard", "Moulin", "Petit", "Le Goff")
NAMES = [
    (first, f"{one} {two}") for first, one, two in product(FIRST_NAMES, LAST_NAMES, LAST_NAMES)
]
METIERS = ("psyen", "orthophoniste", "aesh", "educateur_specialise", "directeur_ecole")
KINDS = ("ecole_elementaire", "college", "sessad", "cabinet")
TOWNS = ("Écully", "Lyon", "Villeurbanne", "Bron", "Évry")
CLASSES = ("GS", "CP", "CE1", "CE2", "CM1", "CM2", "6e", "5e")


def search(_: object) -> Iterator[Figure]:
    """One keystroke: the page that is asked, and whose list of results htmx takes."""
    account = make_sector(PUPILS, RELATIVES, PROFESSIONALS, INSTITUTIONS, MEETINGS)
    client = _client(account)
    for typed in TYPED:
        ask = partial(client.get, reverse("meetings:search"), {"q": typed})
        name = f"search.10000.{typed.replace(' ', '_')}"
        yield Figure(f"{name}.queries", _queries(ask), "queries")
        yield Figure(f"{name}.ms", median_ms(ask), "ms")


def lists(_: object) -> Iterator[Figure]:
    """The lists of 5,000 rows: first page, last page, sorted, filtered."""
    people = _client(make_sector(ROWS, 0, ROWS, INSTITUTIONS, ROWS))
    yield from _list(
        people, "pupils", "", "page=100", "tri=-prochaine", "q=moulin&plan=PPS", "reunion=aucun"
    )
    yield from _list(people, "people", "", "page=100", "tri=metier", "q=orthoph+moulin")
    places = _client(make_sector(0, 0, 0, ROWS, 0))
    yield from _list(places, "institutions", "", "page=100", "tri=commune", "sorte=sessad")


def _list(client: Client, name: str, *demands: str) -> Iterator[Figure]:
    for demand in demands:
        ask = partial(client.get, f"{reverse(f'partners:{name}')}?{demand}")
        title = f"lists.5000.{name}.{demand or 'first'}"
        yield Figure(f"{title}.queries", _queries(ask), "queries")
        yield Figure(f"{title}.ms", median_ms(ask, runs=10), "ms")


def make_sector(
    pupils: int, relatives: int, professionals: int, institutions: int, meetings: int
) -> Account:
    """The account of a team that has that many of each."""
    team = factories.make_team(f"Secteur de {pupils} élèves")
    account = factories.make_account(team)
    places = _bulk(
        Institution(
            team=team, name=f"École {_name(n)[1]} {n}", kind=_of(KINDS, n), town=_of(TOWNS, n)
        )
        for n in range(institutions)
    )
    children = _bulk(
        Pupil(
            team=team, first_name=_name(n)[0], last_name=_name(n)[1], school=_of(places, n),
            class_name=_of(CLASSES, n), plan="PPS" if n % 3 else "",
        )
        for n in range(pupils)
    )  # fmt: skip
    _bulk(
        FamilyMember(pupil=_of(children, n), relation="mère", first_name=_name(n * 7)[0],
                     last_name=_name(n)[1])
        for n in range(relatives)
    )  # fmt: skip
    _bulk(
        Professional(
            team=team, metier=_of(METIERS, n), first_name=_name(n * 3)[0], last_name=_name(n * 3)[1],
            institution=_of(places, n),
        )
        for n in range(professionals)
    )  # fmt: skip
    _hold(account, [_of(children, n) for n in range(meetings)])
    return account


def _hold(account: Account, pupils: list[Pupil]) -> None:
    """A meeting for each, over the year around today."""
    now = timezone.now()
    held = _bulk(
        Meeting(
            team=account.current_team, pupil=pupil, convener=account, kind="ess",
            reference=f"{account.pk}X{number}", title=f"{pupil.first_name}, point d’étape",
            school=pupil.school, created_at=now,
        )
        for number, pupil in enumerate(pupils)
    )  # fmt: skip
    for number, meeting in enumerate(held):
        begins = now + timedelta(days=number % 365 - 180)
        meeting.chosen_slot = Slot(
            meeting=meeting, starts_at=begins, ends_at=begins + timedelta(hours=1), added_at=now
        )
    Slot.objects.bulk_create([meeting.chosen_slot for meeting in held], batch_size=500)
    Meeting.objects.bulk_update(held, ["chosen_slot"], batch_size=500)


def _name(number):
    return NAMES[number * 13 % len(NAMES)]


def _of(values, number):
    return values[number % len(values)]


def _bulk(rows):
    rows = list(rows)
    for row in rows:
        row.refold()
    return rows[0].__class__.objects.bulk_create(rows, batch_size=500) if rows else []


def _client(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="partners.backends.PasswordBackend")
    return client


def _queries(ask) -> int:
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)
