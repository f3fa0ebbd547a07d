"""gongkai (公开): the text of Chinese government disclosure reports as figures that can be queried and defended."""

__version__ = "0.1.0"

EXTRACTOR_VERSION = "1"
"""Raised whenever the same text may give other rows; documents read by another version are read again."""
