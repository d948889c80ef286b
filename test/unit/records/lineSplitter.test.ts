import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type RawLine, splitLines } from '../../../src/core/records/lineSplitter.js';
import { filesHolding } from '../support/memoryChunks.js';

async function linesOf(
  content: Uint8Array,
  cuts: number[] = [],
  limit = 1_000,
): Promise<RawLine[]> {
  const lines: RawLine[] = [];
  for await (const line of splitLines(filesHolding(content, cuts).readChunks('x'), limit))
    lines.push(line);
  return lines;
}

describe('splitLines', () => {
  it('cuts at line feeds only and drops the carriage return of a CRLF', async () => {
    const lines = await linesOf(Buffer.from('a\r\nb\u2028c\rd\n\nlast'));
    assert.deepEqual(
      lines.map(({ bytes, line, byteOffset, terminated }) => [
        bytes?.toString(),
        line,
        byteOffset,
        terminated,
      ]),
      [
        ['a', 1, 0, true],
        ['b\u2028c\rd', 2, 3, true],
        ['', 3, 11, true],
        ['last', 4, 12, false],
      ],
    );
  });

  it('counts a line over the limit without keeping it, and goes on', async () => {
    const lines = await linesOf(Buffer.from(`${'x'.repeat(50)}\nshort\n`), [10, 20, 30], 20);
    assert.deepEqual(
      lines.map(({ bytes, byteOffset, byteLength }) => [bytes?.toString(), byteOffset, byteLength]),
      [
        [undefined, 0, 50],
        ['short', 51, 5],
      ],
    );
  });

  it('gives the same lines and true positions wherever the stream is cut', async () => {
    const byte = fc.constantFrom(10, 13, 97, 0xc3, 0xa9, 34, 0);
    await fc.assert(
      fc.asyncProperty(
        fc.array(byte, { maxLength: 60 }),
        fc.array(fc.nat(60)),
        async (bytes, cuts) => {
          const content = Uint8Array.from(bytes);
          const lines = await linesOf(content, cuts);
          assert.deepEqual(lines, await linesOf(content));
          for (const { bytes: line, byteOffset, byteLength } of lines) {
            assert.deepEqual(
              Buffer.from(content.subarray(byteOffset, byteOffset + byteLength)),
              line,
            );
          }
        },
      ),
    );
  });
});
