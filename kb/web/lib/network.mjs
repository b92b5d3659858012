// Tell a missing file from a missing network, so that a message can say what would help.

/** Whether what a page asks for cannot come for want of a network; a site on a disk needs none. */
export const isCutOff = () => location.protocol !== "file:" && navigator.onLine === false;
