"""Text made ready for reading: cleaned with the way back to the raw characters, in sections, sentences and clauses."""

from disclosure.text.clauses import clauses
from disclosure.text.clean import CleanText, clean
from disclosure.text.structure import Kind, Section, Sentence, Structure, read_structure

__all__ = ["CleanText", "Kind", "Section", "Sentence", "Structure", "clauses", "clean", "read_structure"]
