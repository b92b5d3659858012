// Draw a pack in the one file that `kb handout` writes: its data is in a script after this one. A case's page loads the same
// script to print itself on one page.
import { printOnePage } from "./one_page.mjs";
import { packOf, runningHeads } from "./pack.mjs";

/** @param {{ session: import("./pack.mjs").Session, view: import("./pack.mjs").View, library: import("./pack.mjs").Library }} pack */
window.kbHandout = ({ session, view, library }) => {
  document.addEventListener("DOMContentLoaded", () => {
    // In a sheet of its own it would put the title on the cover, too: rules for named pages only go before others in their sheet.
    document.querySelector("style")?.append(runningHeads(session));
    document.body.append(packOf(session, view, library));
  });
};

window.kbOnePage = printOnePage;
