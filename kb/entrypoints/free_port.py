"""Say at once that a port cannot be had, where a server would end in a trace."""

import errno
import socket

from kb.errors import KbError


def require_free(host: str, port: int) -> None:
    """Raise KbError where nobody can listen at the address."""
    if not host.strip():
        raise KbError("--host 不能空着。只给本机用，写 127.0.0.1；别的机器也要用，写 0.0.0.0。")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = "已被占用" if error.errno == errno.EADDRINUSE else f"用不了（{error.strerror}）"
            raise KbError(f"地址 {host} 的端口 {port} {why}。请换一个，例如 --port {port % 65535 + 1}。") from error
