/* Which coordinate system plots are exported in, for the formats that leave a choice. */
import { element } from "../../lib/dom.js";
import { fill } from "../../lib/format.js";

/** The formats that take one, as the server has it (webapp/plots/export/writer.py). */
export const CRS_FORMATS = ["dxf", "gpkg", "txt", "zip"];
const FIRST_ZONE = 25; // of 3 degrees, in China
const LAST_ZONE = 45;
const WITH_NUMBER = 4513; // EPSG's codes of the first zone, with its number before the eastings
const WITHOUT_NUMBER = 4534; // and without
const DEGREES = "EPSG:4490";

/**
 * The 3-degree zone of the middle of the rows; none outside China.
 * @param {Plots.Entry[]} entries
 */
const findZone = (entries) => {
  const lons = entries.flatMap(({ row }) => row.inside_point?.wgs84[0] ?? []);
  const middle = lons.reduce((sum, each) => sum + each, 0) / lons.length;
  const zone = Math.round(middle / 3);
  return zone >= FIRST_ZONE && zone <= LAST_ZONE ? zone : null;
};

/**
 * Code and name of each system that fits the rows; first that which the format has by itself.
 * @param {Plots.Entry[]} entries
 * @param {Served.Messages} messages
 * @returns {[code: string, name: string][]}
 */
export const listSystems = (entries, messages) => {
  const zone = findZone(entries);
  /** @type {[string, string][]} */
  const zones =
    zone === null
      ? []
      : [
          [`EPSG:${WITH_NUMBER + zone - FIRST_ZONE}`, fill(messages.crsZone, { number: zone })],
          [`EPSG:${WITHOUT_NUMBER + zone - FIRST_ZONE}`, fill(messages.crsMeridian, { degrees: 3 * zone })],
        ];
  /** @type {[string, string][]} */
  const named = [...zones, [DEGREES, messages.crsDegrees]];
  return [
    ["", messages.crsUsual],
    ...named.map(([code, name]) => /** @type {[string, string]} */ ([code, `${name} (${code})`])),
  ];
};

/**
 * The field; what was chosen stays chosen while it fits the rows.
 * @param {Served.Messages} messages
 */
export const makeCrsChoice = (messages) => {
  const box = element("label", "plot-crs");
  const field = element("select");
  field.name = "export-crs";
  box.append(element("span", "", messages.exportCrs), field);
  return {
    box,
    /** @param {string} format */
    read: (format) => (CRS_FORMATS.includes(format) ? field.value : ""),
    /** @param {Plots.Entry[]} entries */
    refresh: (entries) => {
      const chosen = field.value;
      const systems = listSystems(entries, messages);
      field.replaceChildren(...systems.map(([code, name]) => new Option(name, code)));
      if (systems.some(([code]) => code === chosen)) field.value = chosen;
    },
  };
};
