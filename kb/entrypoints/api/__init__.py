"""Serve the library over HTTP, for other programs; the one room that knows fastapi, uvicorn, limits and prometheus.

server     starts processes, and ends slow connections
app        puts routes and middleware together
gate       refuses what is too much, too long or no reading
observed   log and metrics, without personal data
cached     answers that readers may keep as long as the generation lasts
routes     search_routes, case_routes, health_routes
documents  the OpenAPI document and the page at /docs
problems   what is said where something is wrong (RFC 9457)
"""
