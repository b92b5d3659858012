"""Hold the rules, one family a module."""
