"""What a policy promises, held against a decision over dataframes: all its lines, as column expressions.

    breaches = check(rules, decision)    # each invariant that is broken: its first violations, and how many there are

It finds what `invariants.check` finds on a decision of single cases, in the same order and words. What is paid is read
off the lines that were decided, what was paid before off the register, conditions off the facts; the limits that are to
keep a promise are never asked. The lines that pay something are computed once and held, since most rests on them.
"""

from policyrules.invariants.frames.breach import FIRST, Breach, not_released
from policyrules.invariants.frames.check import check

__all__ = ["FIRST", "Breach", "check", "not_released"]
