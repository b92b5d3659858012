"""Say where readers send what they know, as ``extra.kb.contact`` in mkdocs.yml has it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote

from kb.errors import PublishError
from kb.model.base import NO_WEB_ADDRESS, WEB_FORM
from kb.publish.core.asset_urls import digest_of_content

#: Where the setting is, as messages name it.
SETTING: Final = "extra.kb.contact"

UNSET: Final = (
    f"还没有填编辑的联系方式，读者填好了投稿表也没有地方寄。请在 mkdocs.yml 的 {SETTING} 里填邮箱、网址、"
    "通信地址或二维码图片中的一样（或设环境变量 KB_CONTACT_MAIL 等）。"
)

_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_NAMES = {"mail": "邮箱", "web": "网址", "post": "通信地址", "picture": "二维码图片"}
#: A line or two on an envelope.
_LONGEST = 200
#: A code weighs a few KB; a photo of one is too much for a slow line.
_MOST_BYTES = 200_000


@dataclass(frozen=True)
class Contact:
    """The ways to the editors, each empty where there is none; ``picture`` is an address under the site's root."""

    mail: str = ""
    web: str = ""
    post: str = ""
    picture: str = ""
    #: The file that is put at that address.
    picture_file: Path | None = field(default=None, repr=False)

    def __bool__(self) -> bool:
        return bool(self.mail or self.web or self.post or self.picture)

    @property
    def mail_link(self) -> str:
        """Return what a press on the mail address opens."""
        return f"mailto:{quote(self.mail, safe='@')}"


def read_contact(extra: Mapping[str, object], folder: Path) -> Contact:
    """Return the contact among a site's settings; mkdocs.yml lies in ``folder``, and faults raise PublishError."""
    settings = _mapping(_mapping(extra, "kb", "extra.kb"), "contact", SETTING)
    if unknown := [str(key) for key in settings if key not in _NAMES]:
        raise PublishError(f"mkdocs.yml 的 {SETTING} 里没有“{unknown[0]}”这一项。可以写：{'、'.join(_NAMES)}。")
    mail, web, post, picture = (_line(settings, key) for key in _NAMES)
    if mail and not _MAIL.fullmatch(mail):
        raise _fault("mail", mail, "写一个邮箱，如 bianji@example.cn")
    if web and (not re.search(WEB_FORM, web) or re.search(NO_WEB_ADDRESS, web)):
        raise _fault("web", web, "写一个完整的网址，以 https:// 或 http:// 开头")
    if not picture:
        return Contact(mail, web, post)
    path = folder / picture
    name = _picture_name(picture, path)
    return Contact(mail, web, post, name, path)


def _mapping(settings: Mapping[str, object], key: str, name: str) -> Mapping[str, object]:
    value = settings.get(key) or {}
    if not isinstance(value, Mapping):
        raise PublishError(f"mkdocs.yml 的 {name} 下面要分行写“键: 值”。")
    return value


def _line(settings: Mapping[str, object], key: str) -> str:
    value = settings.get(key)
    if value is None:
        return ""
    # YAML reads a postcode by itself as a number.
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise _fault(key, str(value), "写成一行文字")
    text = str(value).strip()
    if len(text) > _LONGEST or any(not char.isprintable() for char in text):
        raise _fault(key, text[:30], f"写成一行文字，不超过 {_LONGEST} 字")
    return text


def _picture_name(written: str, path: Path) -> str:
    """Return the picture's address, which ends in a digest of its bytes, so that no browser keeps an old one."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _fault("picture", written, "找不到这个文件，或者读不了；路径从 mkdocs.yml 所在的文件夹算起") from error
    kind = _kind_of(content)
    if not kind:
        raise _fault("picture", written, "只能用 PNG、JPEG 或 WebP 图片")
    if len(content) > _MOST_BYTES:
        raise _fault("picture", written, f"图片有 {len(content) // 1000} KB，请压缩到 {_MOST_BYTES // 1000} KB 以内")
    return f"kb/contact-{digest_of_content(content)}.{kind}"


def _kind_of(content: bytes) -> str:
    """Return the kind of a picture by its first bytes, whatever its name says."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return "webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def _fault(key: str, value: str, form: str) -> PublishError:
    return PublishError(f"mkdocs.yml 的 {SETTING}.{key}（{_NAMES[key]}）写成了“{value}”。请{form}。")
