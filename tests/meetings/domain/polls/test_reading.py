"""Each behaviour of a real export, reproduced in a few cells."""

import csv
from io import StringIO

import pytest
from hypothesis import given, strategies as st

from intermetiers.web.uploads import UploadRefusedError
from meetings.domain.kinds import PollKind
from meetings.domain.polls.poll import UnreadPollError
from tests.intermetiers.web.spreadsheets.workbooks import xlsx
from tests.meetings.domain.polls.tables import ends, read, starts, votes

FRAMADATE = (
    '\ufeff,"01/12/2026","01/12/2026","02/12/2026",\r\n,"09:00","après la cantine","9h-10h30",\r\n'
)
RALLLY = (
    'Nom,E-mail,"Répondu le (Europe/Paris)",mar. 1 déc. 2026 09:00 - 10:00,'
    "mar. 1 déc. 2026 13:30 - 14:30\r\n"
)
NEXTCLOUD = (
    "Participants,Email address,2026-12-01T08:00:00.000Z - 2026-12-01T09:00:00.000Z,"
    "2026-07-01T08:00:00.000Z - 2026-07-01T09:00:00.000Z\n"
)
BITPOLL = "Name,Datetime,2026-11-22 06:12:02.829654+00:00,2026-11-23 06:12:02.853452+00:00\r\n"
NEWDLE = "\ufeffParticipant name,2026-12-01T09:00,2026-12-01T12:00,Comment\n"


def test_framadate_two_lines_of_dates_a_comma_too_many_and_quotes_in_names():
    poll = read(FRAMADATE + '"AESH ""Léa"", mardi","Oui","Non","Si nécessaire",\r\n')
    assert poll.kind is PollKind.FRAMADATE
    assert votes(poll) == {'AESH "Léa", mardi': ["yes", "no", "if_needed"]}
    assert starts(poll) == ["01/12 09:00", None, "02/12 09:00"]
    assert ends(poll) == [None, None, "02/12 10:30"]


def test_framadate_an_hour_in_words_is_said_and_left_out():
    poll = read(FRAMADATE + '"Part 1","Oui","Non","Oui",\r\n')
    (note,) = poll.notes
    assert "« 01/12/2026 après la cantine »" in note.replace("\u00a0", " ")
    assert "laissée de côté" in note


def test_framadate_a_signature_kept_from_being_a_formula():
    assert list(votes(read(FRAMADATE + '"\'=1+1","Oui","Non","Oui",\r\n'))) == ["=1+1"]


def test_framadate_who_answered_nothing_is_not_a_no():
    poll = read(FRAMADATE + '"Part 1","","Inconnu","?",\r\n"Part 2","Oui","Oui","Oui",\r\n')
    assert votes(poll)["Part 1"] == ["", "", ""]


def test_framadate_in_windows_letters():
    content = (FRAMADATE + '"Hélène","Oui","Non","Si nécessaire",\r\n').lstrip("\ufeff")
    assert votes(read(content.encode("cp1252"))) == {"Hélène": ["yes", "no", "if_needed"]}


def test_rallly_a_name_written_without_quotes_is_put_together_again():
    poll = read(
        RALLLY
        + "Dupont, mère,dupont@example.org,2026-11-20 18:02:11,Oui,Non\r\n"
        + 'SESSAD "Les Tilleuls",,2026-11-20 18:02:11,En cas de besoin,\r\n'
    )
    assert poll.kind is PollKind.RALLLY
    assert votes(poll) == {
        "Dupont, mère": ["yes", "no"],
        'SESSAD "Les Tilleuls"': ["if_needed", ""],
    }
    assert [line.mail for line in poll.lines] == ["dupont@example.org", ""]
    assert f"{poll.lines[0].at:%d/%m/%Y %H:%M}" == "20/11/2026 18:02"
    assert ends(poll) == ["01/12 10:00", "01/12 14:30"]


def test_rallly_a_line_cut_in_two_says_so_and_keeps_the_rest():
    poll = read(RALLLY + "Dupont\r\nmère,,2026-11-20 18:02:11,Oui,Non\r\n")
    assert votes(poll) == {"mère": ["yes", "no"]}
    assert "La ligne 2 est abîmée" in poll.notes[0]


def test_rallly_of_another_zone_is_put_to_ours_and_says_so():
    poll = read(
        RALLLY.replace("Europe/Paris", "America/Guadeloupe")
        + "Léa,,2026-11-20 18:02:11,Oui,Non\r\n"
    )
    assert starts(poll) == ["01/12 14:00", "01/12 18:30"]
    assert "America/Guadeloupe" in poll.notes[0]


def test_nextcloud_instants_in_utc_are_hours_of_paris_and_empty_is_no_answer():
    poll = read(NEXTCLOUD + '"Dupont, mère",d@example.org,yes,no\n"SESSAD",,,maybe\n')
    assert poll.kind is PollKind.NEXTCLOUD
    assert starts(poll) == ["01/12 09:00", "01/07 10:00"]
    assert votes(poll) == {"Dupont, mère": ["yes", "no"], "SESSAD": ["", "if_needed"]}


def test_nextcloud_workbook_two_lines_of_local_dates_and_signs():
    """A title above, « De » and « À » lines as a French browser writes them, signs for answers."""

    def write(book):
        sheet = book.add_worksheet()
        lines = (
            ["ESS de janvier"],
            ["De", "", "mar. 1 déc. 2026, 09:00", "mer. 2 déc. 2026, 13:30"],
            ["À", "", "mar. 1 déc. 2026, 10:00", "mer. 2 déc. 2026, 14:30"],
            ["Léa", "lea@example.org", "✔", "❔"],
            ["Nadia", "", "❌", ""],
        )
        for row, line in enumerate(lines):
            sheet.write_row(row, 0, line)

    poll = read(xlsx(write))
    assert poll.kind is PollKind.NEXTCLOUD
    assert list(zip(starts(poll), ends(poll), strict=True)) == [
        ("01/12 09:00", "01/12 10:00"), ("02/12 13:30", "02/12 14:30"),
    ]  # fmt: skip
    assert votes(poll) == {"Léa": ["yes", "if_needed"], "Nadia": ["no", ""]}
    assert "qui n’a pas répondu" in poll.notes[0]


def test_bitpoll_offsets_seconds_and_the_fourth_answer():
    poll = read(BITPOLL + "Part 0,2026-11-22T06:12:03+00:00,rather not,maybe\r\n")
    assert poll.kind is PollKind.BITPOLL
    assert starts(poll) == ["22/11 07:12", "23/11 07:12"]
    assert votes(poll) == {"Part 0": ["rather_not", "if_needed"]}
    assert f"{poll.lines[0].at:%H:%M}" == "07:12"
    assert [note.split("\u00a0")[1] for note in poll.notes] == ["Peut-être", "Plutôt pas"]


def test_newdle_beginnings_alone_and_a_comment_that_is_not_kept():
    poll = read(NEWDLE + "Part 0,available,ifneedbe,Plutôt le matin\nPart 1,unavailable,,\n")
    assert poll.kind is PollKind.NEWDLE
    assert starts(poll) == ["01/12 09:00", "01/12 12:00"]
    assert ends(poll) == [None, None]
    assert votes(poll) == {"Part 0": ["yes", "if_needed"], "Part 1": ["no", ""]}
    assert "commentaires" in poll.notes[0]
    assert "matin" not in str(poll)


def test_newdle_workbook():
    def write(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Participant name", "2026-12-01T09:00", "Comment"])
        sheet.write_row(1, 0, ["Part 0", "available", ""])

    poll = read(xlsx(write))
    assert (poll.kind, votes(poll)) == (PollKind.NEWDLE, {"Part 0": ["yes"]})


def test_another_table_of_dates_is_read_too():
    poll = read("Qui;Lundi 4 janvier 2027, 9 h\nLéa;ok\nNadia;bof\n")
    assert (poll.kind, votes(poll)) == (PollKind.OTHER, {"Léa": ["yes"], "Nadia": [""]})
    assert "bof" in poll.notes[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Nom;Prénom\nRossi;Chiara\n", "n’est pas l’export d’un sondage"),
        (',"Pizza","Crêpes",\n"Léa","Oui","Non",\n"Nadia","Oui","Oui",\n', "n’ont pas de date"),
        (FRAMADATE, "Personne n’a répondu"),
        (FRAMADATE + '"Part","Oui","Oui","Oui",\r\n' * 101, "plus de 100"),
    ],
)
def test_what_is_no_poll_of_dates_says_why_and_that_nothing_was_written(content, said):
    with pytest.raises(UnreadPollError) as refused:
        read(content)
    assert said in str(refused.value)
    assert "Rien n’a été écrit" in str(refused.value)


def test_an_address_signs_but_is_not_kept_in_the_name():
    poll = read(FRAMADATE + '"Léa <lea@example.org>","Oui","Non","Oui",\r\n')
    assert poll.lines[0].name == "Léa"
    assert poll.lines[0].mail == "lea@example.org"


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cf", "Mn", "Co")),
    min_size=1, max_size=20,
).map(lambda text: f"n{text}, ".replace("@", "a").replace("'", "’") + 'dite "Léa"')  # fmt: skip
SAID = st.sampled_from([("Oui", "yes"), ("Non", "no"), ("Si nécessaire", "if_needed"), ("", "")])


@given(st.lists(st.tuples(NAMES, SAID, SAID), min_size=1, max_size=8, unique_by=lambda row: row[0]))
def test_framadate_whatever_the_names(rows):
    """Commas, quotes and every letter stay in the name, whatever the order of the lines."""
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    for name, one, two in rows:
        writer.writerow([name, one[0], two[0], ""])
    head = ',"01/12/2026","02/12/2026",\n,"09:00","13:30",\n'
    assert votes(read(head + text.getvalue())) == {
        name: [one[1], two[1]] for name, one, two in rows
    }


@given(st.permutations(range(6)), st.lists(SAID, min_size=6, max_size=6))
def test_columns_in_any_order_keep_their_answers(order, said):
    dates = [f"{day:02}/12/2026" for day in range(1, 7)]
    rows = [[dates[n] for n in order], ["09:00"] * 6, [said[n][0] for n in order]]
    text = "\n".join(",".join(["" if row != rows[2] else "Léa", *row]) for row in rows)
    poll = read(f"{text}\n")
    found = dict(zip(starts(poll), votes(poll)["Léa"], strict=True))
    assert found == {f"{day:02}/12 09:00": said[day - 1][1] for day in range(1, 7)}


@given(st.lists(st.text("abé -", min_size=1, max_size=6), min_size=1, max_size=4))
def test_rallly_whatever_the_commas_of_a_name(parts):
    name = ",".join(f"x{part}" for part in parts)
    poll = read(RALLLY + f"{name},,2026-11-20 18:02:11,Oui,\r\n")
    (line,) = poll.lines
    assert line.votes == ("yes", "")
    assert line.name == ", ".join(" ".join(f"x{part}".split()) for part in parts)


def _read_or_sentence(content):
    try:
        return read(content)
    except (UnreadPollError, UploadRefusedError) as refused:
        return str(refused)


@given(st.text(max_size=300) | st.binary(max_size=300))
def test_anything_is_a_poll_or_a_sentence(content):
    found = _read_or_sentence(content)
    assert not isinstance(found, str) or "Rien n’a été écrit" in found
