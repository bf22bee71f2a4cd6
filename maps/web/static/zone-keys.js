/* The list of keys: a dialog that the key ? opens wherever no text is being written. */
(() => {
  "use strict";

  const { closest, find, findAll } = ZoneMap.dom;
  const TEXT = "input:not([type=checkbox], [type=radio]), textarea, select, dialog";

  ZoneMap.setUpKeys = () => {
    const dialog = document.querySelector("dialog.keys");
    if (!(dialog instanceof HTMLDialogElement)) return;
    const open = () => dialog.showModal();
    document.addEventListener("keydown", (event) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!["?", "？"].includes(event.key) || !isPlain || closest(event, TEXT)) return;
      event.preventDefault();
      open();
    });
    /* Escape closes the list and nothing beneath it. */
    const keepEscape = (/** @type {KeyboardEvent} */ event) => {
      if (dialog.open && event.key === "Escape") event.stopPropagation();
    };
    window.addEventListener("keydown", keepEscape, true);
    find(".close", dialog).addEventListener("click", () => dialog.close());
    for (const each of findAll(".keys-open")) {
      each.hidden = false;
      each.addEventListener("click", open);
    }
  };
})();
