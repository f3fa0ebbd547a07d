"""The prescribed tables of a report: rows and cells in the text, matched with the forms that the seeds describe."""

from disclosure.extraction.table.found import Refusal
from disclosure.extraction.table.read import NOT_UNDERSTOOD, TableCell, TableFigure, TableReading, read_tables

__all__ = ["NOT_UNDERSTOOD", "Refusal", "TableCell", "TableFigure", "TableReading", "read_tables"]
