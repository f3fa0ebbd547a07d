"""The stages of a run. Each reads what the last one wrote and can be run alone, twice, or after a crash."""
