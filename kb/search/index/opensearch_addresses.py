"""Addresses of nodes: what is sent there must stay between the two."""

import ipaddress
from urllib.parse import urlsplit

from kb.errors import SearchError


def checked_address(node: str, *, has_password: bool = False) -> str:
    """Return the address of a node; raise SearchError unless what is sent there stays between the two."""
    try:
        parts = urlsplit(node.strip())
        port = parts.port
    except ValueError:
        raise SearchError(f"OpenSearch 的地址 {_shown(node)} 写得不对。要写成 https://主机名:9200 这样。") from None
    if parts.username is not None or parts.password is not None:
        raise SearchError(
            "OpenSearch 的地址里不要写用户名和密码，请用 KB_OPENSEARCH_USER 和 KB_OPENSEARCH_PASSWORD_FILE。"
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise SearchError(f"OpenSearch 的地址 {_shown(node)} 写得不对。要写成 https://主机名:9200 这样。")
    if parts.scheme == "http" and (has_password or not _is_loopback(parts.hostname)):
        raise SearchError("OpenSearch 不在本机，或者要用密码时，地址要以 https:// 开头，否则别人看得到密码和内容。")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}:{port or 9200}"


def _shown(node: str) -> str:
    """Return an address as it may be shown: what stands before an @ may be a password."""
    return node.rpartition("@")[2]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
