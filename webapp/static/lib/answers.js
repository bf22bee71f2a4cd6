/* What a server answers to the tools. */

/**
 * The sentence of a refusal. Where something else answered, which knows no sentences, it is as if nobody had: a
 * TypeError, like that of a request without an answer.
 * @param {Response} answer
 * @returns {Promise<Error>}
 */
export const readRefusal = async (answer) =>
  answer.headers.get("Content-Type")?.includes("json")
    ? new Error((await answer.json()).detail)
    : new TypeError(`status ${answer.status}`);

/**
 * @param {string} address
 * @returns {Promise<any>}
 */
export const fetchJson = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw await readRefusal(answer);
  return answer.json();
};

/**
 * A function that begins what takes a while once, but anew after it has failed.
 * @template T
 * @param {() => Promise<T>} begin
 * @returns {() => Promise<T>}
 */
export const onceDone = (begin) => {
  /** @type {Promise<T> | null} */
  let begun = null;
  return () => {
    begun ??= begin().catch((error) => {
      begun = null;
      throw error;
    });
    return begun;
  };
};
