// Put values into a sentence of kb check, as kb/content/messages.py does.

/** Return the sentence with its places in braces filled. @param {string} message @param {Record<string, unknown>} values */
export function say(message, values) {
  return message.replace(/\{([a-z]+)\}/g, (_, name) => String(values[name]));
}
