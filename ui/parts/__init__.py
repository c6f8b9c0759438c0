"""Pieces of pages: each draws one thing and, if it asks something, returns the answer."""
