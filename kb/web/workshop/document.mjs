// Draw a pack in the one file that `kb handout` writes: its data stands in a script behind this one.
import { packOf, runningHeads } from "./pack.mjs";
import { element } from "../lib/element.mjs";

/** @param {{ session: import("./pack.mjs").Session, view: "handout" | "slides" | "worksheet", library: import("./pack.mjs").Library }} pack */
window.kbHandout = ({ session, view, library }) => {
  document.addEventListener("DOMContentLoaded", () => {
    document.head.append(element("style", null, runningHeads(session)));
    document.body.append(packOf(session, view, library));
  });
};
