"""Ask one web address whether it still answers, without ever being led into a private network.

Case files come from strangers, so an address is resolved here, every answer of the name server must be public, and the
connection goes to the very address that was looked at; each redirect is looked at in the same way.
"""

import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

#: ``gone`` is what the site itself says; ``down`` may pass; ``unclear`` answers people but perhaps not programs;
#: ``refused`` was not asked at all.
Result = Literal["alive", "gone", "down", "unclear", "refused"]

_MOST_REDIRECTS = 5
_LONGEST_WAIT = 30.0
_REDIRECTS = (301, 302, 303, 307, 308)
_SAFE = "/%:=&?~+!$,;'@()*[]"
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; kb-links)", "Accept": "*/*", "Connection": "close"}
#: Addresses in which an IPv4 address is hidden from Python's own judgement.
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


@dataclass(frozen=True)
class Answer:
    """What came of a visit; ``is_passing`` when trying again may help, after ``wait`` seconds if the site said so."""

    result: Result
    reason: str
    status: int | None = None
    is_passing: bool = False
    wait: float | None = None


class _Reply(NamedTuple):
    status: int
    location: str | None
    retry_after: str | None


class _NotAsked(Exception):
    """This address must not be visited; the text says why."""


class Visitor:
    """Visits addresses; may be used by several threads at once.

    ``pause`` seconds lie between two requests to one host, and between tries, growing twofold.
    """

    def __init__(self, *, timeout: float = 15, pause: float = 1, tries: int = 3, allow_private: bool = False) -> None:
        self._timeout = timeout
        self._pause = pause
        self._tries = tries
        self._allow_private = allow_private
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()
        self._context = ssl.create_default_context()

    def visit(self, url: str) -> Answer:
        """Return what the address answers, after as many tries as it takes."""
        answer = self._follow(url)
        for attempt in range(1, self._tries):
            if not answer.is_passing:
                break
            wait = self._pause * 2**attempt if answer.wait is None else answer.wait
            time.sleep(min(wait, _LONGEST_WAIT))
            answer = self._follow(url)
        return answer

    def _follow(self, url: str) -> Answer:
        seen: set[str] = set()
        place = url
        while place not in seen and len(seen) <= _MOST_REDIRECTS:
            seen.add(place)
            try:
                reply = self._ask(place)
                if reply.status not in _REDIRECTS or not reply.location:
                    return _judge(reply)
                place = urljoin(place, reply.location)
            except _NotAsked as refusal:
                where = "转到的地址" if place != url else ""
                return Answer("refused", f"{where}{refusal}")
            except ssl.SSLCertVerificationError:
                return Answer("unclear", "网站的证书有问题")
            except (ValueError, http.client.InvalidURL):
                return Answer("gone", "网址的写法不对")
            except (OSError, http.client.HTTPException) as error:
                return Answer("down", _in_words(error), is_passing=True)
        return Answer("down", "转来转去，到不了一个网页")

    def _ask(self, url: str) -> _Reply:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _NotAsked("不是完整的 http 网址")
        if parts.username is not None or parts.password is not None:
            raise _NotAsked("写着用户名或密码，没有打开")
        is_secure = parts.scheme == "https"
        host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
        port = parts.port or (443 if is_secure else 80)
        address = self._vetted(host, port)
        self._wait_for(host)
        path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        connection = _Connection(host, (address, port), self._timeout, self._context if is_secure else None)
        with contextlib.closing(connection):
            connection.connect()
            # A host that sends a byte now and then would keep a time-out of the socket from ever coming.
            watchdog = threading.Timer(2 * self._timeout, connection.cut)
            watchdog.daemon = True
            watchdog.start()
            try:
                connection.request("GET", path, headers=_HEADERS)
                response = connection.getresponse()
                return _Reply(response.status, response.getheader("Location"), response.getheader("Retry-After"))
            finally:
                watchdog.cancel()

    def _vetted(self, host: str, port: int) -> str:
        found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not self._allow_private and not all(is_public(address) for address in found):
            raise _NotAsked("在内部网络里，没有打开")
        return found[0]

    def _wait_for(self, host: str) -> None:
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + self._pause
        time.sleep(turn - now)


class _Connection(http.client.HTTPConnection):
    """A connection to one address that was looked at, whatever its host is called."""

    def __init__(self, host: str, address: tuple[str, int], timeout: float, context: ssl.SSLContext | None) -> None:
        super().__init__(host, address[1], timeout=timeout)
        self.default_port = 443 if context else 80  # which needs not be said
        self._address = address
        self._context = context

    def connect(self) -> None:
        """Connect, with TLS in the name of the host where there is a context."""
        plain = socket.create_connection(self._address, self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host) if self._context else plain

    def cut(self) -> None:
        """End whatever goes on."""
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)


def is_public(address: str) -> bool:
    """Tell whether an IP address lies in the open internet, and nothing private is wrapped in it."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if any(ip in network for network in _TRANSLATED):
            return False
    return ip.is_global and not ip.is_multicast


def _judge(reply: _Reply) -> Answer:
    status = reply.status
    if status < 300:
        return Answer("alive", "能打开", status)
    if status in (404, 410):
        return Answer("gone", "网页不在了", status)
    if status == 429 or status >= 500:
        asked = reply.retry_after or ""
        wait = float(asked) if re.fullmatch(r"[0-9]{1,6}", asked) else None
        result: Result = "unclear" if status == 429 else "down"
        return Answer(result, "网站说太频繁" if status == 429 else "网站出错", status, is_passing=True, wait=wait)
    return Answer("unclear", "网站不让程序看，请用浏览器打开试试", status)


def _in_words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "等了很久没有回应"
    if isinstance(error, socket.gaierror):
        return "找不到这个网站"
    if isinstance(error, ConnectionRefusedError):
        return "网站拒绝连接"
    return "连接中断"
