"""Check a whole corpus, one family of rules a file."""
