"""Write a workshop pack as one file: data, script and styles within; a browser draws it when it is opened."""

from importlib.resources import files
from typing import Final

from markupsafe import Markup

from kb.publish.core.script import to_script

_DOCUMENT: Final = Markup(
    '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{}</title>\n'
    "<style>\n{}\n</style>\n<script>\n{}\n</script>\n<script>\n{}\n</script>\n</head>\n"
    "<body>\n<noscript><p>这份文件要用浏览器的脚本显示，不联网。</p></noscript>\n</body>\n</html>\n"
)

#: What a session without a name is called (web/workshop/pack.mjs).
_TITLE: Final = "教育信息化案例培训"


def pack_document(pack: dict[str, object], title: str) -> str:
    """Return a pack as one file that needs no other; web/workshop/document.mjs says what is in it."""
    assets = files("kb.publish") / "assets" / "kb"
    css, script = ((assets / name).read_text(encoding="utf-8") for name in ("handout.css", "handout.js"))
    return _DOCUMENT.format(title or _TITLE, Markup(css), Markup(script), Markup(to_script("kbHandout", pack)))
