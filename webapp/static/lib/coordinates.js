/* Coordinates as people write them: decimal or degrees, minutes, seconds; either order. */

const WORDS = [[/北纬|north/gi, "N"], [/南纬|south/gi, "S"], [/东经|east/gi, "E"], [/西经|west/gi, "W"], [/latitude|lat|纬度|longitude|lng|lon|经度/gi, ""]];
const NUMBER = /[-+]?\d+(\.\d+)?/g;
const LETTER = /[NSEW]/gi;
const SIGNS = /[°º度'′’分"″”秒、:()\s]/g;

/* The text of each of the two: cut at the comma, else by the letters, else in the middle. */
const halves = (text) => {
  const cut = text.split(/[,;]/);
  if (cut.length > 1) return cut;
  const letters = [...text.matchAll(LETTER)];
  const numbers = [...text.matchAll(NUMBER)];
  const leads = letters[0] && numbers[0] && letters[0].index < numbers[0].index;
  const at = letters.length ? (leads ? letters.at(-1).index : letters[0].index + 1) : numbers[numbers.length / 2]?.index;
  return at ? [text.slice(0, at), text.slice(at)] : [];
};

const readAngle = (text) => {
  const numbers = text.match(NUMBER) ?? [];
  const letters = text.match(LETTER) ?? [];
  const rest = text.replace(NUMBER, "").replace(LETTER, "").replace(SIGNS, "");
  const [whole, minutes = 0, seconds = 0] = numbers.map(Number);
  const isTorn = /\d[NSEW]\d/i.test(text) || (letters.length && /^[-+]/.test(numbers[0] ?? ""));
  const isAngle = !rest && !isTorn && [1, 2, 3].includes(numbers.length) && letters.length < 2;
  if (!isAngle || [minutes, seconds].some((each) => each < 0 || each >= 60)) return { value: NaN };
  const letter = letters[0]?.toUpperCase();
  const sign = numbers[0].startsWith("-") !== "SW".includes(letter ?? "?") ? -1 : 1;
  return { value: sign * (Math.abs(whole) + minutes / 60 + seconds / 3600), letter };
};

const onEarth = (lat, lon) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180;

/* Return { lat, lon }, or null. Without letters: what is beyond 90 is the longitude; else the
   order that lies nearer to `near` ([lat, lon]), so that both customs are understood. */
export const parseCoordinates = (raw, near = [0, 0]) => {
  let text = raw.normalize("NFKC").replace(/[−–]/g, "-");
  for (const [word, letter] of WORDS) text = text.replace(word, letter);
  const angles = halves(text).map(readAngle);
  if (angles.length !== 2) return null;
  const [{ value: a, letter }, { value: b, letter: second }] = angles;
  const says = [letter && "NS".includes(letter), second && "EW".includes(second)].filter((each) => each !== undefined);
  if (says[0] !== says.at(-1)) return null;
  const orders = [[a, b], [b, a]].filter((order, n) => onEarth(...order) && says[0] !== Boolean(n));
  const far = ([lat, lon]) => Math.hypot(lat - near[0], lon - near[1]);
  const best = orders.sort((one, other) => far(one) - far(other))[0];
  return best ? { lat: best[0], lon: best[1] } : null;
};
