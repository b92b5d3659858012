// Show slides one at a time over the whole screen, by keyboard, by clicker or by tapping.

const FORWARD = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]);

/** The slide show over a pack's slides. */
export class SlideShow {
  constructor() {
    this.at = 0;
    /** @type {Element[]} */
    this.slides = [];
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.press(event);
    this.onTap = (/** @type {MouseEvent} */ event) => this.go(this.at + (event.clientX < window.innerWidth / 3 ? -1 : 1));
    this.onFullscreen = () => {
      if (!document.fullscreenElement) this.stop();
    };
  }

  /** @param {HTMLElement} place */
  start(place) {
    this.place = place;
    this.slides = [...place.querySelectorAll(".kp-slide")];
    document.documentElement.classList.add("kb-showing");
    document.addEventListener("keydown", this.onKey);
    place.addEventListener("click", this.onTap);
    this.go(0);
    // Where there is no full screen (some phones), the slides fill the window.
    if (place.requestFullscreen) {
      place
        .requestFullscreen()
        .then(() => document.addEventListener("fullscreenchange", this.onFullscreen))
        .catch(() => {});
    }
  }

  /** @param {number} to */
  go(to) {
    this.at = Math.max(0, Math.min(this.slides.length - 1, to));
    this.slides.forEach((slide, at) => slide.classList.toggle("kp-now", at === this.at));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.key === "Escape") this.stop();
    else if (FORWARD.has(event.key)) this.go(this.at + 1);
    else if (BACK.has(event.key)) this.go(this.at - 1);
    else if (event.key === "Home") this.go(0);
    else if (event.key === "End") this.go(this.slides.length - 1);
    else return;
    event.preventDefault();
  }

  stop() {
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("fullscreenchange", this.onFullscreen);
    this.place?.removeEventListener("click", this.onTap);
    document.documentElement.classList.remove("kb-showing");
    if (document.fullscreenElement) document.exitFullscreen();
  }
}
