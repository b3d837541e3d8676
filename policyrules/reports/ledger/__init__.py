"""The quarterly report on the numbered duties: what a unit files, and the city's overview of all units."""
