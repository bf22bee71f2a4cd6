/* Sending files or text to be read and measured; nothing of them is kept there. */

/**
 * Files, or text that was pasted.
 * @typedef {{ files: File[], text?: undefined } | { text: string, files?: undefined }} Source
 *
 * @typedef {object} Sending
 * @property {Record<string, string | string[]>} options Query parameters: how to read it.
 * @property {AbortSignal} signal
 * @property {(share: number | null) => void} onProgress How much was sent; null while it is read.
 */

/** The server could not be reached. */
export class Unreachable extends Error {}

/** @param {string} text */
const detailOf = (text) => {
  try {
    return String(JSON.parse(text).detail ?? "");
  } catch {
    return "";
  }
};

/**
 * The command that measures what the server refused unread, with the name of the file, which the page knows.
 * @param {string} detail
 * @param {File[]} [files]
 */
export const nameInCommand = (detail, files = []) => {
  const [{ name } = { name: "" }] = files;
  if (files.length !== 1 || /['\p{C}]/u.test(name)) return detail;
  const quoted = /^[\w.-]+$/.test(name) ? name : `'${name}'`; // as a shell takes it
  return detail.replace(/(zonemap \w+ )FILE\b/, (_all, command) => command + quoted);
};

/**
 * @template [T=Served.Inspected]
 * @param {string} address
 * @param {Source} source
 * @param {Sending} sending
 * @returns {Promise<T>}
 */
export const sendToInspect = (address, { files, text }, { options, signal, onProgress }) =>
  new Promise((done, fail) => {
    const url = new URL(address, location.href);
    for (const [key, value] of Object.entries(options)) {
      for (const each of [value].flat()) url.searchParams.append(key, each);
    }
    const request = new XMLHttpRequest(); // fetch doesn't say how much was sent
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    signal.throwIfAborted();
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total ? loaded / total : null));
    request.upload.addEventListener("load", () => onProgress(null));
    request.addEventListener("abort", () => fail(signal.reason));
    request.addEventListener("error", () => fail(new Unreachable()));
    request.addEventListener("load", () => {
      if (request.status === 200) {
        try {
          done(JSON.parse(request.responseText));
        } catch (error) {
          fail(error);
        }
      } else fail(new Error(nameInCommand(detailOf(request.responseText), files) || request.statusText));
    });
    if (files) {
      const form = new FormData();
      for (const each of files) form.append("file", each, each.name);
      request.send(form);
    } else {
      request.setRequestHeader("Content-Type", "text/plain; charset=utf-8");
      request.send(text);
    }
  });
