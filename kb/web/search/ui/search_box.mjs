// Listen to a search box: as-you-type, never in the middle of an input method's composition.

/** Rest after a keystroke while what was typed before has not been found yet; joins fast typing where searching is slow. */
const REST_MS = 15;

/** Call `onType(text)` on what is typed, after a rest while `isBusy()`, and `onSubmit(text)` on Enter; returns nothing. */
export function listenToBox(form, { isBusy, onType, onSubmit }) {
  const input = form.querySelector("input[name=q]");
  let composing = false;
  let timer = 0;

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
    if (!composing && !event.isComposing) rest();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (!composing) onSubmit(input.value);
  });
}

const isTextPlace = (node) => /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) || node.isContentEditable;

/** Let `/` move the focus to the box from anywhere but a place where it is typed. */
export function focusOnSlash(input) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTextPlace(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

/** Let ↓ and ↑ walk from a box through the hits and back to the first box, and Esc return to it at once. */
export function arrowKeyNavigation(inputs, list) {
  const links = () => [...list.querySelectorAll("h3 a")];
  for (const input of inputs) {
    input.addEventListener("keydown", (event) => {
      const first = links()[0];
      if (event.key !== "ArrowDown" || event.isComposing || !first) return;
      event.preventDefault();
      first.focus();
    });
  }
  list.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    if (event.key === "Escape") inputs[0].focus();
    else if (event.key === "ArrowDown" && at + 1 < all.length) all[at + 1].focus();
    else if (event.key === "ArrowUp") (at ? all[at - 1] : inputs[0]).focus();
    else return;
    event.preventDefault();
  });
}
