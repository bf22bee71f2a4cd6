/* What the page reads by itself, and why it leaves something to the server. */

/**
 * @typedef {object} Found
 * @property {string} format
 * @property {{ geometry: GeoJSON.Geometry, properties: Record<string, unknown> }[]} features
 * @property {{ row: number, raw: string }[]} leftOut
 * @property {string[]} [told] Keys of sentences on how it was read.
 */

/** Something is open, or not known here: the key of the sentence that says so. */
export class Unclear extends Error {}
