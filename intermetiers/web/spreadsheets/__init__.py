"""Spreadsheets people bring and spreadsheets we give, with no noun of the product."""

from intermetiers.web.spreadsheets.field import SpreadsheetField
from intermetiers.web.spreadsheets.reading import Sheet, read_spreadsheet
from intermetiers.web.spreadsheets.writing import table_file

__all__ = ["Sheet", "SpreadsheetField", "read_spreadsheet", "table_file"]
