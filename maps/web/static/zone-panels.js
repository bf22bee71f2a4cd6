/* The panels of a large zone, which the page does not hold, come from the server. */
(() => {
  "use strict";

  ZoneMap.fetchPanel = async (page, id) => {
    if (!page.data.address.part) return;
    try {
      const address = new URL(page.partAddress(id), location.href);
      address.searchParams.set("fragment", "1");
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.statusText);
      const sent = new DOMParser().parseFromString(await answer.text(), "text/html");
      ZoneMap.dom.find(".panels", page.detail).append(...sent.body.children);
    } catch {
      page.status.textContent = page.data.messages.failed;
    }
  };
})();
