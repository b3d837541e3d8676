"""The generated pages of the documents: what they say is taken from code and data, or found out by running it."""
