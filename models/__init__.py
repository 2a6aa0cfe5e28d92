"""Whatever has weights: protocols, the registry of names, backends, bundled weights and the recipes that made them."""
