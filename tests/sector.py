"""The table of an invented sector, as a real one comes: a merged heading, titles on line 4, empty
columns, dates as days and as texts, two errors, a likely duplicate, a total."""

from datetime import date
from io import BytesIO

from xlsxwriter import Workbook

TITLES = [
    "", "NOM", "Prénom", "Né(e) le", "École", "Commune", "Classe", "Dispositif", "PPS", "PAI",
    "AESH (h)", "Mère", "Tél. mère", "Mail père", "Troubles",
]  # fmt: skip
JEAN_MOULIN = "École élémentaire Jean-Moulin"
PUPILS = [
    ["", "BELKACEM-MOREL", "Yannis", date(2018, 4, 17), JEAN_MOULIN, "Lyon", "CE2", "", "x", "",
     "9h30", "Samia BELKACEM", "06 12 34 56 78", "", "dys"],
    ["", "LE GOFF", "Maëlle", "03/09/2017", "Jean Moulin", "Lyon", "CM1", "ULIS", "oui", "non",
     "12", "LE GOFF Anne", "", "y.legoff@example.org", ""],
    ["", "N'DIAYE", "Awa", "31/02/2018", JEAN_MOULIN, "Lyon", "CE2", "", "x", "x",
     "6", "", "", "", ""],
    ["", "DA SILVA", "Lucas", "12 mai 2015", "Collège Aimé-Césaire", "Bron", "6e", "", "", "x",
     "douze", "", "612345678", "", ""],
    ["", "ROSSI", "Chiara", date(2016, 1, 30), "École primaire Les Tilleuls", "Bron", "CM2", "",
     "", "", "", "", "", "", ""],
]  # fmt: skip
ERRORS = ("31/02/2018", "douze")


def lines():
    head = ["Secteur Lyon 3 – élèves suivis, année 2026-2027"]
    return [head, [], [], TITLES, *PUPILS, ["", "Total", 5]]


def mended_lines():
    """The two lines that are refused, put right."""
    awa, lucas = list(PUPILS[2]), list(PUPILS[3])
    awa[3], lucas[10] = "28/02/2018", "12 h"
    return [TITLES, awa, lucas]


def xlsx(table=None):
    content = BytesIO()
    with Workbook(content) as book:
        sheet = book.add_worksheet("Élèves")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for row, line in enumerate(table or lines()):
            for column, value in enumerate(line):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif value != "":
                    sheet.write(row, column, value)
        if table is None:
            sheet.merge_range(0, 0, 0, 6, lines()[0][0])
    return content.getvalue()


def csv(table=None):
    """The same as an old French spreadsheet saves it: « ; », Windows-1252."""
    return "\r\n".join(
        ";".join(f"{v:%d/%m/%Y}" if isinstance(v, date) else str(v) for v in line)
        for line in table or lines()
    ).encode("cp1252")
