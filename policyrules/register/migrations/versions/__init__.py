"""The revisions, from the first."""
