// Bring in what a pack shows of a case, by the case's code; an old code answers with the case as it is now.
import { packedLoader } from "../lib/packed_data.mjs";

/** Return the case behind a code, or null where there is none. */
export const workshopCase = packedLoader("kbWorkshop", (code) => `workshop/${code}.js`);
