"""Failures that a person can act on: a code to search for, a sentence, and what to do next."""

from __future__ import annotations


class GongkaiError(Exception):
    """A failure told in words. The command prints `error CODE: sentence` and the next step, never a traceback."""

    def __init__(self, code: str, sentence: str, next_step: str, exit_code: int = 1) -> None:
        super().__init__(f"{sentence} {next_step}")
        self.code = code
        self.sentence = sentence
        self.next_step = next_step
        self.exit_code = exit_code


def of_input_or_output(error: OSError) -> GongkaiError:
    """What the system refused, in words."""
    place = f"{error.filename}: " if error.filename else ""
    return GongkaiError("io", f"{place}{error.strerror or error}.", "Check disk and permissions, then run it again.")
