"""Where a sentence stands in its report: what figures without words of their own take from it."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.linking.draft import Draft


@dataclass(slots=True)
class Place:
    """Where a sentence stands: what its section is called and what the paragraph counted last."""

    titles: tuple[str, ...] = ()  # its section's title behind those above it
    previous: Draft | None = None
    hotline: str = ""  # the hotline or system that a bulletin's title or a heading names last
    case_measure: str = ""  # how the document counts its cases as they come in: received, accepted, collected, filed

    @property
    def section_title(self) -> str:
        """The title of the innermost section, or ''."""
        return self.titles[-1] if self.titles else ""

    @property
    def spent_before(self) -> Draft | None:
        """The money that was told of before, where it was spent: fees that follow are what it was spent on."""
        return self.previous if self.previous is not None and self.previous.measure == "spending" else None
