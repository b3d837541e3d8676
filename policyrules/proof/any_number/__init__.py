"""Decisions on any number of things: all claims of an award taken together, and what limits make of their sums.

What is said here of sums holds for lists of every length; `lemmas` proves by induction what it rests on.
"""
