"""Decisions over frames in reports: a page of sums and first lines, streamed files, the JSON of a decision."""
