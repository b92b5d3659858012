"""Answer assistants over the Model Context Protocol: tools and resources; the only place that imports its SDK."""
