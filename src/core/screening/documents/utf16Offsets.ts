/** Finds byte offsets of a text's UTF-8 form in the text itself. Linear, however many are asked for. */
export class Utf16Offsets {
  /** By byte, the code unit it belongs to; undefined where they are the same. */
  readonly #units: Uint32Array | undefined;

  constructor(text: string, bytes: Uint8Array) {
    this.#units = bytes.length === text.length ? undefined : unitsOf(bytes);
  }

  at(byteOffset: number): number {
    return this.#units?.[byteOffset] ?? byteOffset;
  }
}

/** Four bytes are a surrogate pair; anything shorter, a lone half included (U+FFFD), is one unit. */
function unitsOf(bytes: Uint8Array): Uint32Array {
  const units = new Uint32Array(bytes.length + 1);
  let unit = 0;
  bytes.forEach((byte, index) => {
    const isContinuation = (byte & 0xc0) === 0x80;
    units[index] = isContinuation ? Math.max(0, unit - 1) : unit;
    if (!isContinuation) unit += byte >= 0xf0 ? 2 : 1;
  });
  units[bytes.length] = unit;
  return units;
}
