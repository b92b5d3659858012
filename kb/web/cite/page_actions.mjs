// What a reader does with a whole case: print it on one page, send it on, make a poster of it. What that takes is loaded on a press.
import { caseOf } from "../case/payload.mjs";
import { addressToShare, isOnWeb, isoDay, loadTemplates, ONLY_HERE } from "./citation_text.mjs";
import { CANNOT_COPY, copyText } from "../lib/clipboard.mjs";
import { element } from "../lib/element.mjs";
import { loadScript } from "../lib/jsonp.mjs";

const FAILED = "没有读到要用的文件，请检查网络后再试。";

/** Load a style sheet; promises its end. @param {string} address @returns {Promise<HTMLLinkElement>} */
function loadStyle(address) {
  return new Promise((resolve, reject) => {
    const link = element("link", { rel: "stylesheet", href: address, on: { load: () => resolve(link), error: () => reject(new Error(address)) } });
    document.head.append(link);
  });
}

/** Bring in a case and the templates of citations. @param {string} root @param {string} id */
async function caseAndTemplates(root, id) {
  const [one, templates] = await Promise.all([caseOf(root, id), loadTemplates(root)]);
  if (!one || one.id === undefined || !templates) throw new Error(id);
  return { one, templates };
}

/**
 * Put the buttons into the head of the case's page.
 *
 * @param {HTMLElement} place Names in its data what to load.
 * @param {string} root
 * @param {string} id
 */
export function offerActions(place, root, id) {
  const { sheet = "", sheetStyle = "", poster = "" } = place.dataset;
  const status = element("span", { role: "status", class: "kb-actions-status" });
  const trying = (/** @type {() => Promise<string>} */ act) => async () => {
    status.textContent = "";
    status.textContent = await act().catch(() => FAILED);
  };
  const print = async () => {
    const { one, templates } = await caseAndTemplates(root, id);
    const [style] = await Promise.all([loadStyle(sheetStyle), window.kbOnePage ? null : loadScript(sheet)]);
    // Only for this sheet: whoever prints the page afterwards gets the page.
    window.addEventListener("afterprint", () => style.remove(), { once: true });
    window.kbOnePage?.(one, templates, isoDay(new Date()));
    return "";
  };
  const send = async () => {
    const { templates } = await caseAndTemplates(root, id);
    const url = addressToShare(templates.site, root).replace(/#.*$/, "");
    const title = document.querySelector("h1")?.textContent?.trim() || "";
    if (navigator.share && (isOnWeb() || templates.site)) {
      // Who changes his mind has not met with a fault.
      await navigator.share({ title, text: title, url }).catch(() => undefined);
      return "";
    }
    if (!(await copyText(`${title} ${url}`))) return CANNOT_COPY;
    return templates.site ? "标题和链接已复制，可以粘贴到微信群里。" : ONLY_HERE;
  };
  const draw = async () => {
    const { one, templates } = await caseAndTemplates(root, id);
    if (!window.kbPoster) await loadScript(poster);
    const picture = window.kbPoster?.(one, templates.site && `${templates.site}cases/${id}.html`).toDataURL("image/png") || "";
    const close = () => dialog.close();
    const dialog = element(
      "dialog",
      { class: "kb-cite-dialog kb-poster", "aria-label": "海报", on: { close: () => dialog.remove() } },
      element("img", { src: picture, alt: `海报：${one.facts.title}` }),
      element(
        "p",
        { class: "kb-cite-actions" },
        element("a", { class: "kb-cite-button", href: picture, download: `${id}.png` }, "下载图片"),
        element("button", { type: "button", class: "kb-cite-button", on: { click: close } }, "关闭"),
        "手机上也可以长按图片保存。",
      ),
    );
    place.closest("article")?.append(dialog);
    dialog.showModal();
    return "";
  };
  const button = (/** @type {string} */ words, /** @type {() => Promise<string>} */ act) =>
    element("button", { type: "button", class: "kb-action", on: { click: trying(act) } }, words);
  place.append(
    .../** @type {Node[]} */ (
      ["print" in window && button("打印一页纸", print), button("分享", send), "HTMLDialogElement" in window && button("海报", draw), status].filter(Boolean)
    ),
  );
}
