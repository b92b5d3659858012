// The end of the form: the one file to download, and what to send along with it.

import { CANNOT_COPY, copyText } from "../lib/clipboard.mjs";
import { element, fill } from "../lib/element.mjs";
import { saveFile } from "../lib/save_file.mjs";
import { letterFor, mailLink } from "./letter.mjs";
import { issueLink, newFileLink } from "./repo_links.mjs";

/** @typedef {{name: string, text: string, faults: number}} Finished */

/** @type {WeakMap<HTMLElement, Finished>} What each panel offers now. */
const offered = new WeakMap();

/**
 * Offer a finished case; `latest` brings the whole page up to what is typed, this panel included.
 * @param {HTMLElement} place
 * @param {import("./types").FormData} data
 * @param {Finished & {written: import("./types").WrittenCase, road: string, latest: () => void}} finished
 */
export function handOver(place, data, { name, text, written, road, faults, latest }) {
  offered.set(place, { name, text, faults });
  const open = [...place.querySelectorAll("details")].map((each) => each.open);
  const said = element("p", { class: "kb-form-said", role: "status" });
  const letter = letterFor(data, written, road, name);
  const download = () => {
    latest();
    const now = /** @type {Finished} */ (offered.get(place));
    saveFile(new Blob([now.text], { type: "text/markdown;charset=utf-8" }), now.name);
    const status = place.querySelector("[role=status]");
    if (status) status.textContent = now.faults ? `已下载 ${now.name}，但还有 ${now.faults} 处没有填好。` : `已下载 ${now.name}。接下来把它发给编辑。`;
    // The panel was made anew, and its button is where the focus was.
    const button = /** @type {HTMLElement | null} */ (place.querySelector("#kb-submit-download"));
    if (button) button.focus();
  };
  const copy = (/** @type {string} */ words) => copyText(words).then((done) => {
    said.textContent = done ? "已复制。" : CANNOT_COPY;
  });
  const area = element("textarea", { id: "kb-submit-letter", rows: 4, readonly: true });
  area.value = letter;
  const mail = data.contact.mail && element("a", { id: "kb-submit-mail", href: mailLink(data.contact.mail, letter) }, "写成邮件（再把文件加为附件）");
  fill(
    place,
    element("p", null, element("button", { type: "button", id: "kb-submit-download", class: "kb-form-main", on: { click: download } }, "下载投稿文件"), " ", element("small", null, name)),
    said,
    element("p", null, element("label", { for: "kb-submit-letter" }, "把文件和这段话一起发给编辑，微信、邮件都行：")),
    area,
    element("p", null, element("button", { type: "button", id: "kb-submit-copy", on: { click: () => copy(letter) } }, "复制这段话"), " ", mail || ""),
    ...repositoryLinks(data.repository, name, written.head.title || "新案例", text, copy),
    element("details", { open: open[0] }, element("summary", null, "看看文件内容"), element("pre", { tabindex: "0", role: "region", "aria-label": "文件内容" }, text)),
  );
}

/** @param {import("./types").Repository | null} repository @param {string} name @param {string} title @param {string} text @param {(words: string) => void} copy */
function repositoryLinks(repository, name, title, text, copy) {
  const file = repository && newFileLink(repository, name, text);
  const issue = repository && issueLink(repository, `新案例：${title}`, text);
  if (!file || !issue) return [];
  // A text too long for an address is copied, so that it only has to be pasted.
  const pasted = (/** @type {boolean} */ complete) => (complete ? "" : "：点开时会复制文件内容，请在打开的页面里粘贴");
  return [
    element("details", null,
      element("summary", null, "会用代码仓库的，也可以自己提交"),
      element("ul", null,
        element("li", null, link(file.url, "在代码仓库新建这个文件", file.complete ? null : () => copy(text), "kb-submit-new-file"), `${pasted(file.complete)}。文件名是 cases/${name}。`),
        element("li", null, link(issue.url, "没有提交文件的权限？提一个议题交给编辑", issue.complete ? null : () => copy(text), "kb-submit-issue"), `${pasted(issue.complete)}。`),
      ),
    ),
  ];
}

/** @param {string} url @param {string} words @param {(() => void) | null} onClick @param {string} id */
function link(url, words, onClick, id) {
  return element("a", { href: url, target: "_blank", rel: "noopener", id, on: onClick ? { click: onClick } : null }, words);
}
