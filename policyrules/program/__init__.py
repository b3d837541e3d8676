"""A policy settled for one year and one choice of interpretations: all that the executions know."""
