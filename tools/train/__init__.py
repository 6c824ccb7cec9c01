"""Trains the default tagger with HanLP and exports it: python -m tools.train."""
