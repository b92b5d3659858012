"""Prepare what readers are shown of a case, whatever the medium."""
