// The panel behind «阅读»: size of the type, colours, reading aloud. Loaded when it is asked for.
import { element } from "../lib/element.mjs";
import { applySettings, recallSettings, rememberSettings } from "./settings.mjs";
import { Voice, lacksChinese } from "./voice.mjs";

/** @typedef {import("./settings.mjs").Settings} Settings */

/** @type {[name: keyof Settings, title: string, choices: [value: number, words: string][]][]} */
const LOOKS = [
  ["size", "字号", [[0, "标准"], [1, "大"], [2, "特大"]]],
  ["index", "颜色", [[0, "随系统"], [1, "浅色"], [2, "深色"]]],
];
/** @type {[name: keyof Settings, title: string, choices: [value: number, words: string][]]} */
const PACE = ["rate", "快慢", [[0.8, "慢"], [1, "正常"], [1.25, "快"]]];

/**
 * Make the panel and open it below the header.
 *
 * @param {HTMLElement} button
 * @param {string} path Of the site's root.
 */
function open(button, path) {
  const settings = recallSettings(path);
  /** @param {typeof PACE} row @param {() => void} [then] */
  const choice = ([name, title, choices], then) =>
    element(
      "fieldset",
      null,
      element("legend", null, title),
      choices.map(([value, words]) => {
        const change = () => {
          settings[name] = value;
          rememberSettings(path, settings);
          applySettings(settings);
          if (then) then();
        };
        const box = element("input", { type: "radio", name: `kb-${name}`, checked: settings[name] === value, on: { change } });
        return element("label", null, box, ` ${words}`);
      }),
    );
  const panel = element("section", { class: "kb-reading", id: "kb-reading-panel", "aria-label": "阅读" }, LOOKS.map((row) => choice(row)));
  if (window.speechSynthesis) panel.append(...aloud(settings, choice));
  button.setAttribute("aria-controls", panel.id);
  button.closest("header")?.append(panel);
  const show = (/** @type {boolean} */ isShown) => {
    panel.toggleAttribute("hidden", !isShown);
    button.setAttribute("aria-expanded", String(isShown));
  };
  button.addEventListener("click", () => show(panel.hasAttribute("hidden")));
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || panel.hasAttribute("hidden")) return;
    show(false);
    button.focus();
  });
  show(true);
}

/** What reads the page aloud. @param {Settings} settings @param {(row: typeof PACE, then: () => void) => HTMLElement} choice */
function aloud(settings, choice) {
  const status = element("span", { role: "status" });
  const main = document.getElementById("kb-main") || document.body;
  const button = (/** @type {string} */ words, /** @type {() => void} */ click) => element("button", { type: "button", on: { click } }, words);
  const start = button("朗读本页", () => {
    if (lacksChinese()) {
      status.textContent = "这台设备没有中文语音。";
      return;
    }
    if (voice.state === "reading") voice.pause();
    else voice.start();
  });
  const stop = button("停止", () => voice.stop());
  const voice = new Voice(main, () => {
    start.textContent = { silent: "朗读本页", reading: "暂停", paused: "继续" }[voice.state];
    stop.hidden = voice.state === "silent";
    status.textContent = voice.state === "silent" ? "" : `第 ${voice.at + 1} 段，共 ${voice.pieces.length} 段`;
  });
  voice.rate = settings.rate;
  stop.hidden = true;
  const pace = () => {
    voice.rate = settings.rate;
  };
  return [element("p", null, start, stop, status), choice(PACE, pace)];
}

window.kbReading = open;
