"""Forward chaining on durable-rules: a Program compiled to rules, each case run as facts through a Rete network."""
