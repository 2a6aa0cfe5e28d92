"""Recipes that made the bundled models: data preparation, training, evaluation, export."""
