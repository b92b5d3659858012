"""Put the site together: what is published, caches, output folder, archive."""
