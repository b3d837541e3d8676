"""Formulas of a policy as formulas of Z3: exact numbers, words, and three truths."""
