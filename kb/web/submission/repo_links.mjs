// Make the links by which a finished case reaches its repository; nothing is sent, the host's own page opens.

// Hosts answer "too long" somewhere above this; Chinese grows ninefold in an address.
const LONGEST = 7500;

/**
 * Return the address of the host's "new file" page; `complete` tells whether it already holds the text.
 * @param {import("./types").Repository} repository @param {string} name @param {string} text
 */
export function newFileLink({ address, kind, branch }, name, text) {
  /** @type {Record<string, string>} */
  const folders = {
    github: `${address}/new/${branch}/cases`,
    gitlab: `${address}/-/new/${branch}/cases`,
    gitee: `${address}/new/${branch}/cases`,
  };
  const folder = folders[kind];
  if (!folder) return null;
  if (kind === "gitlab") return { url: withQuery(folder, { file_name: name }), complete: false };
  if (kind === "gitee") return { url: folder, complete: false };
  const whole = withQuery(folder, { filename: name, value: text });
  if (whole.length <= LONGEST) return { url: whole, complete: true };
  return { url: withQuery(folder, { filename: name }), complete: false };
}

/**
 * Return the address of the host's "new issue" page for people who cannot propose files themselves.
 * @param {import("./types").Repository} repository @param {string} title @param {string} text
 */
export function issueLink({ address, kind }, title, text) {
  /** @type {Record<string, string>} */
  const pages = { github: "/issues/new", gitlab: "/-/issues/new", gitee: "/issues/new" };
  const page = pages[kind];
  if (!page) return null;
  const names = kind === "gitlab" ? ["issue[title]", "issue[description]"] : ["title", kind === "gitee" ? "description" : "body"];
  const make = (/** @type {string} */ body) => withQuery(address + page, { [names[0]]: title, [names[1]]: body });
  const whole = make(`\`\`\`\`markdown\n${text}\n\`\`\`\`\n`);
  return whole.length <= LONGEST ? { url: whole, complete: true } : { url: make("（请把复制好的案例粘贴到这里）"), complete: false };
}

/** @param {string} address @param {Record<string, string>} values */
function withQuery(address, values) {
  const query = Object.entries(values).map((pair) => pair.map(encodeURIComponent).join("="));
  return `${address}?${query.join("&")}`;
}
