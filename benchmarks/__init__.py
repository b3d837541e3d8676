"""Measures of the library, beside what others reach on the same work: `python -m benchmarks.decision`."""
