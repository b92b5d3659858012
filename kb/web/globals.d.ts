// What scripts find in the page besides what browsers give them.

/** A hash of the second search bundle's sources, put in by build.mjs. */
declare const KB_EXTRAS_VERSION: string;

interface Navigator {
  /** Not in every browser. */
  connection?: { saveData: boolean };
}

interface Window {
  /** What draws the file that `kb handout` writes. */
  kbHandout: (pack: { session: import("./workshop/pack.mjs").Session; view: import("./workshop/pack.mjs").View; library: import("./workshop/pack.mjs").Library }) => void;
  /** What reads a filled-in Word or Excel form. */
  kbForms?: typeof import("./forms/main.mjs");
  /** What prints a case on one page. */
  kbOnePage?: typeof import("./workshop/one_page.mjs").printOnePage;
  /** What draws a poster of a case. */
  kbPowerpoint?: typeof import("./office/powerpoint.mjs").powerpointOf;
  kbWord?: typeof import("./office/word.mjs").wordOf;
  kbPoster?: typeof import("./share/poster.mjs").posterOf;
  /** What opens the panel behind «阅读». */
  kbReading?: (button: HTMLElement, path: string) => void;
  /** What each file of the search index calls. */
  kbSearch: (generation: string, name: string, data: any) => void;
  /** What the second search bundle exports. */
  kbSearchMore?: typeof import("./search/ui/extras.mjs");
}
