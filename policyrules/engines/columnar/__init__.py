"""The columnar engine: the same Program as column expressions, over all things of a list at once."""
