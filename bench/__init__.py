"""How fast the stages are, as ratios within one run: absolute times of two machines, or two days, say nothing."""
