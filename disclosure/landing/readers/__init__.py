"""One reader a format. A reader returns the raw_text that all offsets count in.

Readers of markup get decoded text; those of DOCX and PDF get bytes, and run in a process of their own.
"""
