"""Turn the model into site parts; never imports mkdocs."""
