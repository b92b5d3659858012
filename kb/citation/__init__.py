"""Cite sources, cases, claims, paragraphs and the library in the styles readers are asked for; pure, no I/O."""
