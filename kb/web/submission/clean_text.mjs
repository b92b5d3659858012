// Take out of typed or pasted text what nobody sees.

// The characters that kb check refuses as unseen (KB106); pasted text brings them along, so they are dropped here.
const UNSEEN =
  // eslint-disable-next-line no-misleading-character-class -- each is meant by itself, by its number
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff9-\uffff\ud800-\uf8ff\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}]/gu;
// eslint-disable-next-line no-misleading-character-class -- the same
const EMOJI = /^[\u2190-\u2bff\ufe0f\u{1f000}-\u{1faff}]/u;

/** Return one line of clean text. @param {string} text */
export function line(text) {
  return block(text).replace(/\s+/g, " ");
}

/** Return clean text that may have several lines. @param {string} text */
export function block(text) {
  return visible(text).trim();
}

/** Return a text without what nobody sees, with plain line ends. @param {string} text */
export function visible(text) {
  const seen = String(text).replace(/\r\n?/g, "\n").replace(UNSEEN, "");
  // Emoji are joined by what joins nothing else.
  return seen.replace(/\u200d/g, (joiner, place) => {
    const before = [...seen.slice(Math.max(0, place - 2), place)].pop() || "";
    return EMOJI.test(before) && EMOJI.test(seen.slice(place + 1)) ? joiner : "";
  });
}
