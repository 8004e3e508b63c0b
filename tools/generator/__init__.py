"""Modules that turn spec/*.csv into committed source; tools/generate.py finds and runs them."""
