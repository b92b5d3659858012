// The end of the form: the file to download, its text, and the way to the repository.

import { element, fill } from "../lib/element.mjs";
import { issueLink, newFileLink } from "./repo_links.mjs";

/**
 * Offer a finished case; `tell` shows every problem in the form.
 * @param {HTMLElement} place
 * @param {import("./types").FormData} data
 * @param {{name: string, title: string, text: string, sources: string, faults: number, tell: () => void}} finished
 */
export function handOver(place, data, { name, title, text, sources, faults, tell }) {
  const open = place.querySelector("details");
  const wasOpen = Boolean(open && open.open);
  const said = element("p", { class: "kb-form-said", role: "status" });
  const copy = (/** @type {string} */ words) => copied(words).then((done) => {
    said.textContent = done ? "已复制。" : "这个浏览器不让复制，请打开“看看文件内容”，自己选中复制。";
  });
  const download = () => {
    tell();
    save(name, text);
    said.textContent = faults ? `已下载 ${name}，但还有 ${faults} 处没有填好。` : `已下载 ${name}。`;
  };
  /** @type {HTMLElement[]} */
  const parts = [
    element("p", null, element("button", { type: "button", id: "kb-submit-download", class: "kb-form-main", on: { click: download } }, `下载 ${name}`), " ", element("button", { type: "button", on: { click: () => copy(text) } }, "复制文件内容")),
    said,
  ];
  if (sources) {
    parts.push(
      element("p", null, "您登记了新材料。下面几行要加到 ", element("code", null, "cases/sources.yml"), " 的末尾："),
      element("textarea", { id: "kb-submit-sources", rows: 6, readonly: true, "aria-label": "要登记的材料" }),
      element("p", null, element("button", { type: "button", on: { click: () => copy(sources) } }, "复制这几行"), " ", element("button", { type: "button", on: { click: () => save("sources-new.yml", sources) } }, "下载这几行")),
    );
  }
  parts.push(...repositoryLinks(data.repository, name, title, text, sources, copy));
  parts.push(element("details", { open: wasOpen }, element("summary", null, "看看文件内容"), element("pre", null, text)));
  fill(place, ...parts);
  const area = place.querySelector("textarea");
  if (area) area.value = sources;
}

/** @param {import("./types").Repository | null} repository @param {string} name @param {string} title @param {string} text @param {string} sources @param {(words: string) => void} copy */
function repositoryLinks(repository, name, title, text, sources, copy) {
  if (!repository) return [];
  const file = newFileLink(repository, name, text);
  const issue = issueLink(repository, `新案例：${title}`, sources ? `${text}\n${sources}` : text);
  if (!file || !issue) return [element("p", null, "把下载的文件放进", link(repository.address, "代码仓库"), "的 cases 文件夹，提交合并请求。")];
  // A text too long for an address is copied, so that it only has to be pasted.
  const fileText = file.complete ? "" : "：点开时会复制文件内容，请在打开的页面里粘贴";
  const issueText = issue.complete ? "" : "：点开时会复制文件内容，请在打开的页面里粘贴";
  return [
    element("ul", null,
      element("li", null, link(file.url, "在代码仓库新建这个文件", file.complete ? null : () => copy(text), "kb-submit-new-file"), `${fileText}。保存时网站会替您建好合并请求；文件名是 cases/${name}。`),
      element("li", null, link(issue.url, "没有提交文件的权限？提一个议题交给编辑", issue.complete ? null : () => copy(sources ? `${text}\n${sources}` : text), "kb-submit-issue"), `${issueText}。`),
    ),
  ];
}

/** @param {string} url @param {string} words @param {(() => void) | null} [onClick] @param {string} [id] */
function link(url, words, onClick, id) {
  return element("a", { href: url, target: "_blank", rel: "noopener", id, on: onClick ? { click: onClick } : null }, words);
}

/** @param {string} name @param {string} text */
function save(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  const anchor = element("a", { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  window.setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** @param {string} text */
function copied(text) {
  try {
    return navigator.clipboard.writeText(text).then(() => true, () => false);
  } catch {
    return Promise.resolve(false); // no clipboard on file:// in some browsers
  }
}
