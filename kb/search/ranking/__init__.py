"""Score documents and show why: BM25F, facets, snippets, related documents."""
