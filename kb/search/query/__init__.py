"""Read what is typed: query language, filters, expansion, phrases, spelling."""
