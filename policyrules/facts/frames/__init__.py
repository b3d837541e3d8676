"""Facts that arrive as dataframes: normalised to the columns that an execution asks for, and checked as columns."""
