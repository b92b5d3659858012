"""The impact index: every term's documents with precomputed scores in one flat file, read without unpacking it.

It is derived from the Whoosh index and holds all that answering needs. docs/search.md describes the file.
"""
