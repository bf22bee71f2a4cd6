/* The windows of the site that are open in this browser: each keeps what was added to it under a key of its
   own, so that none overwrites what another one keeps. */

const WAIT_MS = 150; // for the answers of the others

/** A key that no other window has. @param {string} name */
export const makeKey = (name) => `${name}:${Math.random().toString(36).slice(2)}`;

export class Tabs {
  /** @type {BroadcastChannel | null} */
  #channel = null;
  /** @type {Set<string>} */
  #met = new Set();

  /**
   * @param {string} name
   * @param {string} key Of what this window keeps.
   * @param {() => void} forget What to do when another window forgets everything.
   */
  constructor(name, key, forget) {
    this.key = key;
    if (!("BroadcastChannel" in window)) return;
    this.#channel = new BroadcastChannel(name);
    this.#channel.addEventListener("message", ({ data }) => {
      if (data === "who") this.#channel?.postMessage({ key: this.key });
      else if (data === "forget") forget();
      else if (typeof data?.key === "string") this.#met.add(data.key);
    });
  }

  /** The keys of the others that are open. */
  async meet() {
    this.#met.clear();
    this.#channel?.postMessage("who");
    await new Promise((done) => setTimeout(done, WAIT_MS));
    return new Set(this.#met);
  }

  tellToForget() {
    this.#channel?.postMessage("forget");
  }
}
