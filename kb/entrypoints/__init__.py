"""Thin doors: read options, call, translate errors."""
