/* Elements made of text, and when the browser has painted. Text is set as text, never as markup. */
(function () {
  "use strict";

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const named = (tag, className, text, lang) => {
    const made = element(tag, className, text);
    if (lang) made.lang = lang;
    made.dir = "auto";
    return made;
  };

  const token = (word) => String(word).replace(/[^a-z0-9-]/gi, "");
  L.zoneText = { element, named, token };
  const MOST_UNPAINTED_MS = 500; // a frame that is out of sight is painted when it comes into it
  /* When what waits has had its turn; when the next frame has been painted. */
  L.zoneRested = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));
  L.zonePainted = () => new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, MOST_UNPAINTED_MS);
  });
  L.zoneQuietMs = 120; // after a move, before thousands of parts are named anew
})();
