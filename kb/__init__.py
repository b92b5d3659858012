"""Turn Markdown cases of ICT in education into a checked corpus, a Chinese search index and a static site."""

__version__ = "0.1.0"
