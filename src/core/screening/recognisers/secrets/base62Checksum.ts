const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM_LENGTH = 6;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

/** CRC-32 as in ISO 3309, of ASCII text. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let at = 0; at < text.length; at += 1) {
    crc = (crc >>> 8) ^ (TABLE[(crc ^ text.charCodeAt(at)) & 0xff] ?? 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * Whether the last six characters are the CRC-32 of what stands between the `_` and them, in base 62.
 * GitHub and npm write their tokens so ("Behind GitHub's new authentication token formats", 2021).
 */
export function hasBase62Checksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  let rest = crc32(body.slice(0, -CHECKSUM_LENGTH));
  let expected = '';
  for (let place = 0; place < CHECKSUM_LENGTH; place += 1) {
    expected = (DIGITS[rest % 62] ?? '') + expected;
    rest = Math.floor(rest / 62);
  }
  return expected === body.slice(-CHECKSUM_LENGTH);
}
