/* In place of lib/map_links.js, which a saved map has no room for: a link is told to be none to read. */
/** @param {string} text */
export const readLink = (text) => (text.includes("://") ? { note: "linkUnread" } : null);
