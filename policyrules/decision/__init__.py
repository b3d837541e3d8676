"""What goes out: the lines of a decision, their reasons and explanations."""
