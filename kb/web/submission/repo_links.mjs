// Make the links by which a finished case reaches its repository; nothing is sent, the host's own page opens.

// Hosts answer "too long" somewhere above this; Chinese grows ninefold in an address.
const LONGEST = 7500;

/** Return the address of the host's "new file" page; `complete` tells whether it already holds the text. */
export function newFileLink({ address, kind, branch }, name, text) {
  const folder = {
    github: `${address}/new/${branch}/cases`,
    gitlab: `${address}/-/new/${branch}/cases`,
    gitee: `${address}/new/${branch}/cases`,
  }[kind];
  if (!folder) return null;
  if (kind === "gitlab") return { url: withQuery(folder, { file_name: name }), complete: false };
  if (kind === "gitee") return { url: folder, complete: false };
  const whole = withQuery(folder, { filename: name, value: text });
  if (whole.length <= LONGEST) return { url: whole, complete: true };
  return { url: withQuery(folder, { filename: name }), complete: false };
}

/** Return the address of the host's "new issue" page for people who cannot propose files themselves. */
export function issueLink({ address, kind }, title, text) {
  const page = { github: "/issues/new", gitlab: "/-/issues/new", gitee: "/issues/new" }[kind];
  if (!page) return null;
  const names = kind === "gitlab" ? ["issue[title]", "issue[description]"] : ["title", kind === "gitee" ? "description" : "body"];
  const make = (body) => withQuery(address + page, { [names[0]]: title, [names[1]]: body });
  const whole = make(`\`\`\`\`markdown\n${text}\n\`\`\`\`\n`);
  return whole.length <= LONGEST ? { url: whole, complete: true } : { url: make("（请把复制好的案例粘贴到这里）"), complete: false };
}

function withQuery(address, values) {
  const query = Object.entries(values).map((pair) => pair.map(encodeURIComponent).join("="));
  return `${address}?${query.join("&")}`;
}
