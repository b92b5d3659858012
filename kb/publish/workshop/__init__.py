"""Make workshop packs: handout, slides, worksheet, PDF."""
