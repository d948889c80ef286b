import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { LIMITS } from './limits.js';
import { UnreadableModel } from './unreadableModel.js';

interface Compression {
  readonly name: string;
  /** How its files begin (joblib/compressor.py). */
  readonly prefix: readonly number[];
  readonly unpack?: (
    content: Uint8Array,
    options: { maxOutputLength: number },
  ) => Promise<Uint8Array>;
}

/** Everything `joblib.dump(…, compress=…)` can write. Node 20 unpacks two of them. */
const COMPRESSIONS: readonly Compression[] = [
  { name: 'zlib', prefix: [0x78], unpack: promisify(inflate) },
  { name: 'gzip', prefix: [0x1f, 0x8b], unpack: promisify(gunzip) },
  { name: 'bz2', prefix: [0x42, 0x5a] },
  { name: 'xz', prefix: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: 'lzma', prefix: [0x5d, 0x00] },
  { name: 'lz4', prefix: [0x04, 0x22, 0x4d, 0x18] },
  { name: 'zfile', prefix: [0x5a, 0x46] },
];

/**
 * The pickle in a file of joblib, unpacked where it is compressed.
 * @throws UnreadableModel for a compression that is not known here, for one that is damaged, and for a
 *   file that would unpack to more than LIMITS.fileBytes
 */
export async function unpackJoblib(content: Uint8Array): Promise<Uint8Array> {
  const compression = COMPRESSIONS.find(({ prefix }) =>
    prefix.every((byte, at) => content[at] === byte),
  );
  if (compression === undefined) return content;
  const { name, unpack } = compression;
  if (unpack === undefined) {
    throw new UnreadableModel(`is compressed with ${name}, not with zlib or gzip`, {
      remedy: 'Save it with joblib.dump(pipeline, file, compress=0).',
    });
  }
  try {
    return await unpack(content, { maxOutputLength: LIMITS.fileBytes });
  } catch (cause) {
    const isTooLarge = cause instanceof RangeError;
    const what = isTooLarge
      ? `unpacks to more than ${LIMITS.fileBytes} bytes`
      : `is compressed with ${name}, and damaged`;
    throw new UnreadableModel(what, { cause });
  }
}
