"""Write cases for other programs: JSON, CSV, feeds, Markdown, Word."""
