// Say why a file is not read, in the sentences of kb import.

import { say } from "../submission/messages.mjs";

/** @typedef {import("./types").FormPayload} FormPayload */

/** A file that is not read; its message is for the person who chose it. */
export class Refusal extends Error {}

/** @param {FormPayload} form @param {string} key @param {Record<string, unknown>} [values] */
export const refusal = (form, key, values) => new Refusal(told(form, key, values));

/** Return a sentence of the catalogue. @param {FormPayload} form @param {string} key @param {Record<string, unknown>} [values] */
export const told = (form, key, values = {}) => say(form.messages[key], values);
