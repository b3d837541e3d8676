"""One reader for each format that facts come in."""
