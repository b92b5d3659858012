// Suggest ids, so that nobody has to invent one: the place and the practice, or the host and the year.

/**
 * Return an id like wuhu-online-classroom, or "" while there is too little to go by; taken ids get a number.
 * @param {import("./types").FormData} data @param {Record<string, any>} head
 */
export function suggestedId(data, { region, model }) {
  const place = data.regions.find(([code]) => code === region);
  const practice = data.termSlugs.model[(model || []).find((/** @type {string} */ label) => data.termSlugs.model[label])];
  if (!place || !practice) return "";
  return free(`${place[2]}-${practice}`.slice(0, 70), (data.cases || []).map(([id]) => id));
}

/**
 * Return an id for a source like moe-2014, from its address and its date.
 * @param {import("./types").FormData} data @param {Record<string, any>} source @param {string[]} others
 */
export function suggestedSourceId(data, { URL: address, issued, title }, others) {
  if (!title) return "";
  const host = /^https?:\/\/([^/:?#]+)/.exec(address || "");
  const common = ["www", "m", "com", "cn", "gov", "edu", "org", "net", "html", "news", "mp", "weixin"];
  const names = host ? host[1].toLowerCase().split(".").filter((name) => !common.includes(name)) : [];
  const name = (names[names.length - 1] || "source").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "source";
  const year = /^[0-9]{4}/.exec(issued || "");
  return free(year ? `${name}-${year[0]}` : name, (data.sources || []).map(([id]) => id).concat(others));
}

/** @param {string} id @param {string[]} taken */
function free(id, taken) {
  if (!taken.includes(id)) return id;
  let number = 2;
  while (taken.includes(`${id}-${number}`)) number += 1;
  return `${id}-${number}`;
}
