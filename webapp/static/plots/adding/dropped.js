/* What was dropped or pasted, as files or text. */

const MOST_FILES = 500; // of dropped folders

/**
 * What is left of a transfer after its event.
 * @typedef {{ files: File[], entries: (FileSystemEntry | null)[], text: string }} Taken
 */

/**
 * @param {FileSystemEntry | null} entry
 * @returns {Promise<File[]>}
 */
const filesWithin = async (entry) => {
  if (entry instanceof FileSystemFileEntry) return [await new Promise((done, fail) => entry.file(done, fail))];
  if (!(entry instanceof FileSystemDirectoryEntry)) return [];
  const reader = entry.createReader();
  /** @type {File[]} */
  const files = [];
  while (files.length < MOST_FILES) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((done, fail) => reader.readEntries(done, fail)); // a hundred at a time
    if (!some.length) break;
    for (const each of some) files.push(...(await filesWithin(each)));
  }
  return files;
};

/**
 * The files, also those in folders; or the text.
 * @param {Taken} taken
 * @returns {Promise<import("./inspect.js").Source | null>}
 */
export const readTaken = async ({ files, entries, text }) => {
  const hasFolders = entries.some((each) => each?.isDirectory);
  const found = hasFolders ? (await Promise.all(entries.map(filesWithin))).flat() : files;
  const kept = found.filter(({ name }) => !name.startsWith(".")); // of the system
  if (kept.length) return { files: kept };
  return text.trim() ? { text } : null;
};

/** @param {DataTransfer | null} data */
export const hasFiles = (data) => Boolean(data?.types.includes("Files"));

/**
 * What is read, in a word: its first file, and how many more there are.
 * @param {import("./inspect.js").Source} source
 * @param {Served.Messages} messages
 */
export const nameSource = ({ files }, messages) => {
  const [first, ...others] = files ?? [];
  if (!first) return messages.pasted;
  return others.length ? `${first.name} (+${others.length})` : first.name;
};
