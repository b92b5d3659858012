// Listen to a search box: as-you-type, never in the middle of an input method's composition.

/** Rest after a keystroke while what was typed before has not been found yet; joins fast typing where searching is slow. */
const REST_MS = 15;

/** The text field of a search form. @param {HTMLFormElement} form @returns {HTMLInputElement} */
export const inputOf = (form) => /** @type {HTMLInputElement} */ (form.querySelector("input[name=q]"));

/**
 * Call `onType` on what is typed, after a rest while `isBusy()`, and `onSubmit` on Enter.
 * @param {HTMLFormElement} form
 * @param {{isBusy: () => boolean, onType: (text: string) => void, onSubmit: (text: string) => void}} listener
 */
export function listenToBox(form, { isBusy, onType, onSubmit }) {
  const input = inputOf(form);
  let composing = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const rest = () => {
    clearTimeout(timer);
    timer = setTimeout(() => !composing && onType(input.value), isBusy() ? REST_MS : 0);
  };
  input.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(timer);
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    rest();
  });
  input.addEventListener("input", (event) => {
    if (!composing && !(/** @type {InputEvent} */ (event).isComposing)) rest();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (!composing) onSubmit(input.value);
  });
}

/** @param {EventTarget | null} node */
const isTextPlace = (node) =>
  node instanceof HTMLElement && (/^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) || node.isContentEditable);

/**
 * Let `/` move the focus to the box from anywhere but a place where it is typed.
 * @param {HTMLInputElement} input
 */
export function focusOnSlash(input) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTextPlace(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

/**
 * Let ↓ and ↑ walk from a box through the hits and back to the first box, and Esc return to it at once.
 * @param {HTMLInputElement[]} inputs @param {Element} list
 */
export function arrowKeyNavigation(inputs, list) {
  const links = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("h3 a")]);
  for (const input of inputs) {
    input.addEventListener("keydown", (event) => {
      const first = links()[0];
      if (event.key !== "ArrowDown" || event.isComposing || !first) return;
      event.preventDefault();
      first.focus();
    });
  }
  list.addEventListener("keydown", (event) => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement);
    if (at < 0) return;
    if (key === "Escape") inputs[0].focus();
    else if (key === "ArrowDown" && at + 1 < all.length) all[at + 1].focus();
    else if (key === "ArrowUp") (at ? all[at - 1] : inputs[0]).focus();
    else return;
    event.preventDefault();
  });
}
