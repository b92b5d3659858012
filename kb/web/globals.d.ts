// What scripts find in the page besides what browsers give them.

/** A hash of the second search bundle's sources, put in by build.mjs. */
declare const KB_EXTRAS_VERSION: string;

interface Navigator {
  /** Not in every browser. */
  connection?: { saveData: boolean };
}

interface Window {
  /** What each file of the search index calls. */
  kbSearch: (generation: string, name: string, data: any) => void;
  /** What the second search bundle exports. */
  kbSearchMore?: typeof import("./search/ui/extras.mjs");
}
