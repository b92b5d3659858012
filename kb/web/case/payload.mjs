// Bring in what is told of a case, one small classic script each, so that nothing grows with the number of cases.
import { packedLoader } from "../lib/packed_data.mjs";

/** Return what is told of a case, or null where there is no such case; each file is asked for once unless that failed. */
export const caseOf = packedLoader("kbCase", (id) => `cases/${encodeURIComponent(id)}.js`);
