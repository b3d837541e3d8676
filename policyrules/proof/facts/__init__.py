"""Facts as variables: what may be said of so many things, whatever it is."""
