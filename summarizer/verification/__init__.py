"""How well sentences are carried by their sources."""
