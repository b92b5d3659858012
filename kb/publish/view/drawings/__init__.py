"""Draw pictures from what is known, as SVG that a page, a slide or a sheet of paper takes as it is.

Colours are those of the text around; every picture says in words what it shows, and stands beside a table.
"""
