"""What a figure counts, which counts a rate stands on, and which parts make which total."""
