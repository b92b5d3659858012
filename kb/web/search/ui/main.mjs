// Start search on whatever page this is.
import { openEngine } from "../core/engine.mjs";
import { storeAt } from "../core/index_loader.mjs";
import { loadExtras } from "./lazy_bundle.mjs";
import { startResultsPage } from "./results_page.mjs";
import { focusOnSlash, inputOf } from "./search_box.mjs";

// The bundle is kb/search.js, so its own address says where the site begins, on a disk as over http.
const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const root = new URL("..", script.src).href;

/** Offer suggestions under a box, from the first letter on; without the index a search still works. @param {HTMLFormElement} form */
async function suggest(form) {
  const [{ Suggestions }, engine] = await Promise.all([
    loadExtras(root),
    openEngine(storeAt(root), () => loadExtras(root)),
  ]);
  await new Suggestions(root, form, engine, await engine.extras()).update();
}

function start() {
  const forms = /** @type {HTMLFormElement[]} */ ([...document.querySelectorAll("form.kb-search")]);
  if (!forms.length) return;
  const isResultsPage = document.getElementById("kb-results") !== null;
  // On the results page the box among the results comes before the one in the header.
  forms.sort((one, other) => Number(other.closest("main") !== null) - Number(one.closest("main") !== null));
  focusOnSlash(inputOf(forms[0]));
  if (isResultsPage) {
    startResultsPage(root, forms);
    return;
  }
  for (const form of forms) {
    // Enter goes to the results page by the form itself; only have the index's first file at hand by then.
    inputOf(form).addEventListener("focus", () => storeAt(root).load("core").catch(() => undefined), { once: true });
    inputOf(form).addEventListener("input", () => suggest(form).catch(() => undefined), { once: true });
  }
}

start();
