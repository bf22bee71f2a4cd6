/* Files that the server answers with, saved under the name that it gives them. */
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

/**
 * @param {Response} answer
 * @param {string} otherwise A name for a file without one.
 */
export const saveAnswer = async (answer, otherwise) => {
  const link = Object.assign(element("a"), {
    href: URL.createObjectURL(await answer.blob()),
    download: fileName(answer, otherwise),
  });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};
