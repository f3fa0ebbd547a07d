"""Finished generations of the marts for BI tools and analysts, put in place whole."""
