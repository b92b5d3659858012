// Propose ids, so that nobody has to invent one: the place and the practice, the host and the year.

/**
 * Return an id like wuhu-online-classroom, or "" while no place is chosen; taken ids get a number.
 * @param {import("./types").FormData} data @param {Record<string, any>} head
 */
export function suggestedId(data, { region, model, problem }) {
  const place = slugOf(data, region);
  if (!place) return "";
  const slugs = [["model", model], ["problem", problem]].flatMap(([family, labels]) => (labels || []).map((/** @type {string} */ label) => data.termSlugs[family][label]));
  const practice = slugs.find(Boolean) || "case";
  return free(`${place}-${practice}`.slice(0, 70), (data.cases || []).map(([id]) => id));
}

/**
 * Return an id for a source like moe-2014, from its address and its date.
 * @param {import("./types").FormData} data @param {Record<string, any>} source @param {string[]} others
 */
export function suggestedSourceId(data, { URL: address, issued }, others) {
  const host = hostOf(address);
  const common = ["www", "m", "com", "cn", "gov", "edu", "org", "net", "html", "news", "mp", "weixin"];
  const names = host.split(".").filter((name) => !common.includes(name));
  const name = (names[names.length - 1] || "source").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "source";
  const year = /^[0-9]{4}/.exec(issued || "");
  return free(year ? `${name}-${year[0]}` : name, takenSources(data).concat(others));
}

/**
 * Return an id for what a unit says of itself, like wuhu-account-2026.
 * @param {import("./types").FormData} data @param {string} region @param {string} today
 */
export function suggestedAccountId(data, region, today) {
  return free(`${slugOf(data, region) || "self"}-account-${today.slice(0, 4)}`, takenSources(data));
}

/** Return the server's name of an address. @param {string | undefined} address */
export function hostOf(address) {
  const host = /^https?:\/\/([^/:?#]+)/.exec(address || "");
  return host ? host[1].toLowerCase() : "";
}

/** @param {import("./types").FormData} data */
function takenSources(data) {
  return (data.sources || []).map(([id]) => id);
}

/** @param {import("./types").FormData} data @param {string} region */
function slugOf(data, region) {
  const place = data.regions.find(([code]) => code === region);
  return place ? place[2] : "";
}

/** @param {string} id @param {string[]} taken */
function free(id, taken) {
  if (!taken.includes(id)) return id;
  let number = 2;
  while (taken.includes(`${id}-${number}`)) number += 1;
  return `${id}-${number}`;
}
