"""Compare two corpora and report what readers will see change."""
