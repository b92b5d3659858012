"""Chinese search: analysis, documents, queries, ranking and the backends behind one port."""
