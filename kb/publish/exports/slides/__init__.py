"""Put cases on slides: what stands on each, and the PowerPoint file drawn of it."""
