"""Policy → Program: names resolved, kinds checked, interpretations settled, conclusions ordered."""
