"""Visit the web addresses that sources and bodies name, politely, and tell which no longer answer.

addresses ──▶ http_probe (one request at a time a host, never to a private address) ──▶ link_check ──▶ report
Nothing here runs unless ``kb links`` is called.
"""
