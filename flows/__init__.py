"""Thin Prefect flows over the stages of the library: order, retries of I/O, artifacts. No SQL, no regex."""
