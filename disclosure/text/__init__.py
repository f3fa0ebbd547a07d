"""Text made ready for reading: cleaned with the way back to the raw characters, in sections and sentences."""

from disclosure.text.clean import CleanText, clean
from disclosure.text.structure import Kind, Section, Sentence, Structure, read_structure

__all__ = ["CleanText", "Kind", "Section", "Sentence", "Structure", "clean", "read_structure"]
