"""Render the pages of the site, one kind a module."""
