import { readFile } from 'node:fs/promises';

const ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;

/** What belongs together, by the beginning of its path in the package; what fits none is itself. */
const PARTS = [
  ['extension/dist/codelumi.cjs', 'command line, jobs, trainer'],
  ['extension/dist/part.worker.cjs', 'threads that read logs'],
  ['extension/dist/extension.cjs', 'what activation loads'],
  ['extension/dist/chunks/', 'the rest of the extension, and what its worker shares'],
  ['extension/dist/review.worker.cjs', 'worker of the queue'],
  ['extension/dist/review.js', 'review panel'],
  ['extension/dist/dashboard.js', 'dashboard'],
  ['extension/docs/images/', 'picture in the README'],
];

/**
 * Reads the directory of a zip file (APPNOTE.TXT 4.3.12 and 4.3.16; no comment, no zip64, as vsce writes it).
 * @param {string} file
 * @returns {Promise<{ part: string, bytes: number, packed: number }[]>} largest first, the whole file last
 */
export async function packageParts(file) {
  const zip = await readFile(file);
  const end = zip.length - END_BYTES;
  if (zip.readUInt32LE(end) !== END) throw new Error(`${file} has no directory at its end.`);
  const parts = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error(`${file} is damaged at ${at}.`);
    const [packed, bytes] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const path = zip.toString('utf8', at + 46, at + 46 + name);
    const [, part] = PARTS.find(([beginning]) => path.startsWith(beginning)) ?? ['', 'the rest'];
    const sum = parts.get(part) ?? { part, bytes: 0, packed: 0 };
    parts.set(part, { part, bytes: sum.bytes + bytes, packed: sum.packed + packed });
    at += 46 + name + extra + comment;
  }
  const all = [...parts.values()].sort((a, b) => b.packed - a.packed);
  const bytes = all.reduce((sum, each) => sum + each.bytes, 0);
  return [...all, { part: 'the package', bytes, packed: zip.length }];
}
