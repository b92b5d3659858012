"""Hold what every room of publish needs: artifacts, pages, options, asset addresses."""
