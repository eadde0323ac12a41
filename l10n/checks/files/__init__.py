"""Checks of a catalog as a whole, one a module."""
