/* Vector tiles (MVT 2.1) as arrays: what each layer has, with its tags and its lines in tile units. */
(() => {
  "use strict";

  globalThis.ZoneMap ??= /** @type {ZoneMap.Scripts} */ ({}); // in a worker

  const EXTENT = 4096; // units of a tile's side, to which other extents are converted
  const MOST_FEATURES = 100_000;

  class Reader {
    /** @param {Uint8Array} bytes */
    constructor(bytes) {
      this.bytes = bytes;
      this.at = 0;
      this.end = bytes.length;
    }

    varint() {
      let value = 0;
      let factor = 1;
      for (let n = 0; n < 10; n++) {
        if (this.at >= this.end) throw new Error("a tile that ends too early");
        const byte = this.bytes[this.at++];
        value += (byte & 127) * factor;
        if (byte < 128) return value;
        factor *= 128;
      }
      throw new Error("a tile with too long a number");
    }

    /** A number of 64 bits, of which the first may be a sign. */
    signed() {
      const from = this.at;
      const value = this.varint();
      if (value < 2 ** 53) return value;
      const bits = this.bytes.subarray(from, this.at).reduceRight((sum, each) => (sum << 7n) | BigInt(each & 127), 0n);
      return Number(BigInt.asIntN(64, bits));
    }

    /** A message or a text. */
    block() {
      const length = this.varint();
      if (length > this.end - this.at) throw new Error("a tile that ends too early");
      this.at += length;
      return this.bytes.subarray(this.at - length, this.at);
    }

    /** @param {number} count */
    #take(count) {
      if (count > this.end - this.at) throw new Error("a tile that ends too early");
      this.at += count;
      return new DataView(this.bytes.buffer, this.bytes.byteOffset + this.at - count, count);
    }

    float() {
      return this.#take(4).getFloat32(0, true);
    }

    double() {
      return this.#take(8).getFloat64(0, true);
    }

    /** @param {number} type */
    skip(type) {
      if (type === 0) this.varint();
      else if (type === 1) this.#take(8);
      else if (type === 2) this.block();
      else if (type === 5) this.#take(4);
      else throw new Error("a tile with an unknown type");
    }

    /** @param {(field: number) => boolean} read Whether it has read the field. */
    fields(read) {
      while (this.at < this.end) {
        const key = this.varint();
        if (!read(Math.floor(key / 8))) this.skip(key % 8);
      }
    }
  }

  const texts = new TextDecoder();
  /** @param {number} value */
  const unzigzag = (value) => (value % 2 ? -(value + 1) / 2 : value / 2);

  /** @param {Uint8Array} bytes */
  const readValue = (bytes) => {
    const reader = new Reader(bytes);
    /** @type {string | number | boolean} */
    let found = "";
    reader.fields((field) => {
      if (field === 1) found = texts.decode(reader.block());
      else if (field === 2) found = reader.float();
      else if (field === 3) found = reader.double();
      else if (field === 4) found = reader.signed();
      else if (field === 5) found = reader.varint();
      else if (field === 6) found = unzigzag(reader.varint());
      else if (field === 7) found = reader.varint() === 1;
      else return false;
      return true;
    });
    return found;
  };

  /** @param {Uint8Array} bytes */
  const readNumbers = (bytes) => {
    const reader = new Reader(bytes);
    const found = [];
    while (reader.at < reader.end) found.push(reader.varint());
    return found;
  };

  /**
   * Points one after the other, x and y; a ring does not repeat its first point.
   * @param {number[]} commands
   * @param {number} scale
   */
  const readLines = (commands, scale) => {
    /** @type {number[][]} */
    const lines = [];
    let [x, y] = [0, 0];
    for (let n = 0; n < commands.length; ) {
      const [command, count] = [commands[n] % 8, Math.floor(commands[n] / 8)];
      n += 1;
      if (command === 7) continue;
      if (n + 2 * count > commands.length) throw new Error("a tile that ends too early");
      for (let k = 0; k < count; k++, n += 2) {
        x += unzigzag(commands[n]);
        y += unzigzag(commands[n + 1]);
        if (command === 1) lines.push([]);
        lines.at(-1)?.push(x * scale, y * scale);
      }
    }
    return lines;
  };

  /** @param {Uint8Array} bytes */
  const readFeature = (bytes) => {
    const reader = new Reader(bytes);
    /** @type {{ tags: number[], type: number, commands: number[] }} */
    const found = { tags: [], type: 0, commands: [] };
    reader.fields((field) => {
      if (field === 2) found.tags = readNumbers(reader.block());
      else if (field === 3) found.type = reader.varint();
      else if (field === 4) found.commands = readNumbers(reader.block());
      else return false;
      return true;
    });
    return found;
  };

  /**
   * @param {Uint8Array} bytes
   * @param {string[]} [wanted] The layers of which the features are read; all by default.
   */
  const readLayer = (bytes, wanted) => {
    const reader = new Reader(bytes);
    let name = "";
    let extent = EXTENT;
    /** @type {string[]} */
    const keys = [];
    /** @type {(string | number | boolean)[]} */
    const values = [];
    /** @type {Uint8Array[]} */
    const raw = [];
    reader.fields((field) => {
      if (field === 1) name = texts.decode(reader.block());
      else if (field === 2) raw.push(reader.block());
      else if (field === 3) keys.push(texts.decode(reader.block()));
      else if (field === 4) values.push(readValue(reader.block()));
      else if (field === 5) extent = reader.varint() || EXTENT;
      else return false;
      return true;
    });
    if (raw.length > MOST_FEATURES) throw new Error("a tile with too many features");
    if (wanted && !wanted.includes(name)) raw.length = 0;
    const features = raw.map(readFeature).map(({ tags, type, commands }) => {
      /** @type {Record<string, string | number | boolean>} */
      const named = Object.create(null);
      for (let n = 0; n + 1 < tags.length; n += 2) named[keys[tags[n]]] = values[tags[n + 1]];
      return { type, tags: named, lines: readLines(commands, EXTENT / extent) };
    });
    return /** @type {const} */ ([name, features]);
  };

  ZoneMap.readTile = (data, wanted) => {
    const reader = new Reader(data);
    /** @type {ZoneMap.TileLayers} */
    const layers = new Map();
    reader.fields((field) => {
      if (field !== 3) return false;
      layers.set(...readLayer(reader.block(), wanted));
      return true;
    });
    return layers;
  };

  ZoneMap.unpackTile = async (packed) => {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  };
})();
