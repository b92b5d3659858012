// Word what goes along with the file, to be pasted into a chat or a mail.

/**
 * Return title, three sentences, the file's name and where it goes.
 * @param {import("./types").FormData} data @param {import("./types").WrittenCase} written @param {string} road @param {string} file
 */
export function letterFor(data, { head }, road, file) {
  const unit = (head.unit && head.unit.name) || "（单位）";
  const { mail, web, post } = data.contact;
  const to = [mail, web, post].filter(Boolean).join("；");
  return [
    `投稿：${head.title || "（标题）"}`,
    road === "self" ? `编辑您好，我们是${unit}，想给“${data.siteName}”投一个案例。` : `编辑您好，我看到${unit}的做法，想推荐给“${data.siteName}”。`,
    head.summary || "（摘要）",
    `内容都在附件 ${file} 里，哪里不清楚，请回信问我。`,
    to ? `收件：${to}` : "",
  ].filter(Boolean).join("\n");
}

/** Return the link that opens a mail with the letter in it. @param {string} mail @param {string} letter */
export function mailLink(mail, letter) {
  const [subject, ...lines] = letter.split("\n");
  return `mailto:${encodeURIComponent(mail).replace(/%40/g, "@")}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines.join("\r\n"))}`;
}
