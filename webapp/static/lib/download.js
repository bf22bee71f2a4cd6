/* Files saved: what was made here, or what the server answers with, under the name that it gives. */
import { element } from "./dom.js";

/**
 * @param {Response} answer
 * @param {string} otherwise A name for a file without one.
 */
const fileName = (answer, otherwise) => {
  const said = answer.headers.get("Content-Disposition") ?? "";
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1];
  return encoded ? decodeURIComponent(encoded) : (/filename="?([^";]+)"?/i.exec(said)?.[1] ?? otherwise);
};

/** @param {Blob} blob @param {string} name */
export const saveFile = (blob, name) => {
  const link = Object.assign(element("a"), { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

/**
 * @param {Response} answer
 * @param {string} otherwise A name for a file without one.
 */
export const saveAnswer = async (answer, otherwise) => saveFile(await answer.blob(), fileName(answer, otherwise));
