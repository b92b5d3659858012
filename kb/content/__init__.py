"""Read cases, vocabulary and sources strictly; collect every problem with its place."""
