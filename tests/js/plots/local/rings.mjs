// Rings of [longitude, latitude] for the tests of this folder.

export const box = (west, south, east, north) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

export const bow = [
  [105.44, 28.9],
  [105.45, 28.91],
  [105.45, 28.9],
  [105.44, 28.91],
  [105.44, 28.9],
];
