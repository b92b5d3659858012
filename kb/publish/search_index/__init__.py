"""Export the index for the browser: shards, postings, facet columns, sort orders."""
