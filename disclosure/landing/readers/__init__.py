"""One reader a format. A reader gets decoded text, never bytes, and returns the raw_text that all offsets count in."""
