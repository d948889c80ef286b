/**
 * What JSON says; undefined where it is none. For files whose damage the caller tells in words of its own.
 * @param source a text, or bytes in UTF-8; undefined: there is nothing to read
 */
export function parsedJson(source: string | Uint8Array | undefined): unknown {
  if (source === undefined) return undefined;
  const text = typeof source === 'string' ? source : utf8Of(source);
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // What that means, the caller says.
  }
}

function utf8Of({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}
