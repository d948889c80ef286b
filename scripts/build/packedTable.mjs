// The tokenizer's table of 100,256 byte pairs is most of its code. As text that is unpacked when it is first counted with, it is a
// third of the size in the package, and nobody who loads the file around it has it parsed.
import { brotliCompressSync } from 'node:zlib';

const TABLE = /gpt-tokenizer[\\/](?:esm|cjs)[\\/]bpeRanks[\\/]\w+\.js$/; // Read by Go, which knows no flag u.

/** @type {import('esbuild').Plugin} */
export const packedTable = {
  name: 'packed table',
  setup(build) {
    let packed;
    build.onLoad({ filter: TABLE }, async ({ path }) => {
      packed ??= import(path).then(({ default: table }) => pack(table));
      return { contents: await packed, loader: 'js' };
    });
  },
};

/** @param {readonly unknown[]} table strings, and bytes that are none */
function pack(table) {
  const text = brotliCompressSync(JSON.stringify(table)).toString('base64');
  return `import { brotliDecompressSync } from 'node:zlib';
export default JSON.parse(brotliDecompressSync(Buffer.from('${text}', 'base64')).toString('utf8'));`;
}
