/* A name beside a position: "泸州高新区 105.44,28.88". The server cuts it off in the same way, and why is said
   there (geo/lookup/beside/position_name.py). */
import { MAPS } from "./datum_words.js";

const MOST_NAMED = 200;
const BORDER = /[ :,;、()[\]【】]+/g;
const AT_ENDS = /^[ :,;、()[\]【】]+|[ :,;、()[\]【】–—-]+$/g;
const NUMBER = String.raw`(?:\d\d\.\d|\d\.\d\d)`;
const SIDE = "[NSEW东西南北经纬]";
const EXACT = new RegExp(`${NUMBER}.*${NUMBER}|[°度].*[°度]|${SIDE}.*${SIDE}`, "i");
const MARKED = new RegExp(`[,;、°度]|${SIDE}`, "i");
const AXIS = /^(?:[NSEWXY东西南北]\d*|lat(?:itude)?|lon(?:g|gitude)?|lng|north|south|east|west)$/i;
const ORDER = /经纬度(?:坐标)?$/;
const NO_NAME = new RegExp(
  String.raw`\d[.:,]\d|[°′″]|${MAPS}|wgs|cgcs|bd09|西安 ?(?:19)?80|北京 ?(?:19)?54|(?:80|54) ?坐标` +
    "|xi.?an ?(?:19)?80|beijing ?(?:19)?54|utm|mercator|墨卡托|高斯|投影|平面|搜狗|sogou|图吧",
  "i",
);
const UNIT = /^(?:k?m[²2]?|ha|mu|亩|公顷|平方.*|千?米|公里|元|万|亿|个|吨|kg|人|岁)(?![^ ])/i;
const COUNTED = /^\d{1,4}(?:#|(?![度分秒年月日时点米亩元公千平万亿个])[\u4e00-\u9fff])/;
const LETTER = /\p{L}/u;
const DIGITS = [/^\d+/, /\d+$/];

/**
 * Whether a word has no number of its own: "3号地块" and "J1" have none, "3" and "300m" do.
 * @param {string} word
 * @param {number} side 0 if the name stands after the position, 1 before it.
 */
const isWord = (word, side) => {
  if (!/\d/.test(word)) return true;
  return side ? /^\p{L}/u.test(word) || COUNTED.test(word) : LETTER.test(word) && !/\d(?![\d#号期])/.test(word);
};

/**
 * @param {string} name
 * @param {number} side
 */
const isName = (name, side) => {
  if (!name || NO_NAME.test(name) || (/[经纬]/.test(name) && !ORDER.test(name))) return false;
  const words = name.split(BORDER);
  if (AXIS.test(words.at(-side) ?? "") || (!side && UNIT.test(name))) return false;
  return LETTER.test(name) && words.every((each) => isWord(each, side));
};

/* Words of a sentence around a position, which are no name. */
const BEFORE = new RegExp(
  "^(?:(?:(?:我们?|大概|大约|现|就)*在|位于|大概|大约)" +
    "|(?:(?:i am|i'm|we are|we're|it is|it's|is) )?(?:located )?(?:at|near|around|close to)\\b)[\\s:,]*",
  "i",
);
const AFTER = /[\s,]*(?:的?(?:附近|周边|周围|一带|左右|旁边|这里|处)|\b(?:here|nearby|now))[\s.,;!?。]*$/i;

/**
 * A text, which is normalized, without the words of a sentence at its ends.
 * @param {string} text
 */
export const takeOffWords = (text) =>
  text.length > MOST_NAMED ? text : text.trim().replace(BEFORE, "").replace(AFTER, "");

/**
 * The ways to cut a name off a text, which is normalized. `doubt` is the position with the digits of the name that
 * are next to it: a text in which that is a position too is none.
 * @param {string} text
 * @returns {{ name: string, rest: string, doubt: string, isOrder: boolean }[]}
 */
export const listCuts = (text) => {
  if (text.length > MOST_NAMED) return [];
  return [...text.matchAll(BORDER)].flatMap(({ index, 0: border }) => {
    const halves = [text.slice(0, index), text.slice(index + border.length)].map((each) => each.replace(AT_ENDS, ""));
    return [1, 0].flatMap((side) => {
      const [name, rest] = side ? halves : [halves[1], halves[0]];
      if (!EXACT.test(rest) || !isName(name, side)) return [];
      const [digits = ""] = DIGITS[side].exec(name) ?? [];
      if (digits && !MARKED.test(rest)) return [];
      const doubt = digits && (side ? `${digits} ${rest}` : `${rest} ${digits}`);
      return [{ name, rest, doubt, isOrder: ORDER.test(name) }];
    });
  });
};
