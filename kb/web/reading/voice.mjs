// Read a page aloud, paragraph by paragraph, with the voice that the reader's own device has.

/** What is read: every piece of text that stands by itself. */
const PIECES = "h1, h2, h3, p, li, dt, dd, summary, th, td";
/** What is only for the eye or the hand. */
const SILENT = "nav, form, script, noscript, button, svg, sup, .kb-anchor, .kb-cite, .kb-actions, .kb-sources, .kb-print, [hidden]";
/** Some browsers fall silent in the midst of a long text. */
const MOST = 120;

/** The words of an element that are meant for the ear. @param {Element} node */
function wordsOf(node) {
  const copy = /** @type {Element} */ (node.cloneNode(true));
  for (const silent of copy.querySelectorAll(`${SILENT}, ul, ol, dl, table`)) silent.remove();
  return (copy.textContent || "").replace(/\s+/g, " ").trim();
}

/** What there is to read on a page, in its order. @param {Element} main @returns {{ node: Element, words: string }[]} */
export function piecesOf(main) {
  const nodes = [...main.querySelectorAll(PIECES)].filter((node) => !node.closest(SILENT) && !(node.matches("li, dd, td, th") && node.querySelector("p")));
  return nodes.flatMap((node) => {
    const sentences = wordsOf(node).match(/[^。！？；]+[。！？；]*/g) || [];
    /** @type {string[]} */
    const parts = [];
    for (const sentence of sentences) {
      const last = parts.length - 1;
      if (last >= 0 && parts[last].length + sentence.length <= MOST) parts[last] += sentence;
      else parts.push(sentence);
    }
    return parts.map((words) => ({ node, words }));
  });
}

/** A Chinese voice of this device; one that needs no network, where there is one. */
function chineseVoice() {
  const voices = speechSynthesis.getVoices().filter(({ lang }) => /^(zh|cmn)/i.test(lang));
  return voices.find(({ localService }) => localService) || voices[0] || null;
}

/** Whether the device has voices, but none for Chinese; some say so only after a while. */
export const lacksChinese = () => speechSynthesis.getVoices().length > 0 && !chineseVoice();

/** Reads one page. */
export class Voice {
  /** @param {Element} main @param {() => void} onChange */
  constructor(main, onChange) {
    this.main = main;
    this.onChange = onChange;
    /** @type {{ node: Element, words: string }[]} */
    this.pieces = [];
    this.at = 0;
    this.rate = 1;
    /** @type {"silent" | "reading" | "paused"} */
    this.state = "silent";
    window.addEventListener("pagehide", () => this.stop());
  }

  start() {
    if (this.state === "silent") [this.pieces, this.at] = [piecesOf(this.main), 0];
    this.state = "reading";
    this.speak();
  }

  // Phones do not pause a voice: it is broken off, and goes on with the same sentence.
  pause() {
    this.state = "paused";
    speechSynthesis.cancel();
    this.onChange();
  }

  stop() {
    if (this.state === "silent") return;
    this.state = "silent";
    speechSynthesis.cancel();
    this.mark(null);
    this.onChange();
  }

  speak() {
    const piece = this.pieces[this.at];
    if (!piece) {
      this.stop();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(piece.words);
    [utterance.lang, utterance.rate, utterance.voice] = ["zh-CN", this.rate, chineseVoice()];
    utterance.onend = () => {
      if (this.state !== "reading" || this.pieces[this.at] !== piece) return;
      this.at += 1;
      this.speak();
    };
    utterance.onerror = ({ error }) => {
      if (this.state === "reading" && error !== "interrupted" && error !== "canceled") this.stop();
    };
    this.mark(piece.node);
    speechSynthesis.speak(utterance);
    this.onChange();
  }

  /** Show which piece is being read. @param {Element | null} node */
  mark(node) {
    for (const old of document.querySelectorAll(".kb-spoken")) old.classList.remove("kb-spoken");
    if (!node) return;
    node.classList.add("kb-spoken");
    node.scrollIntoView({ block: "nearest" });
  }
}
