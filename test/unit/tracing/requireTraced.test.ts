import assert from 'node:assert/strict';
import { requireTraced } from '../../../src/core/tracing/requireTraced.js';
import { trace } from '../../../src/core/tracing/trace.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const LOG = 'userData/lumi_memory.jsonl';

describe('tracing what somebody typed', () => {
  let traced: (file: string, line: number) => Promise<unknown>;

  before(async () => {
    const context = testContext(
      await temporaryWorkspace({
        [LOG]: '{}\n{}\nopen',
        'userData/empty.jsonl': '',
        'candidates/2026-01-24.jsonl': 'torn\n',
      }),
    );
    traced = async (file, line) =>
      requireTraced(context, { file, line }, await trace({ file, line }, context));
  });

  it('says of a line that is there that nothing came of it', async () => {
    const nothing = { kind: 'source', origins: [], uses: [] };
    for (const line of [1, 2, 3]) assert.deepEqual(await traced(LOG, line), nothing);
    assert.deepEqual(await traced('candidates/2026-01-24.jsonl', 1), {
      ...nothing,
      kind: undefined,
    });
  });

  it('refuses what is not there', async () => {
    for (const [file, line, words] of [
      ['foo', 1, /^There is no such file \(foo\)\. Name a line/u],
      ['candidates/none.jsonl', 1, /no such file/u],
      ['userData', 1, /no such file/u],
      [
        LOG,
        4,
        /^There is no line 4 in this file \(userData\/lumi_memory\.jsonl\)\. It has 3 lines\.$/u,
      ],
      ['userData/empty.jsonl', 1, /It is empty\.$/u],
      ['candidates/2026-01-24.jsonl', 9, /It has 1 line\.$/u],
    ] as const) {
      await assert.rejects(traced(file, line), (error: { reason?: string; message: string }) => {
        assert.match(error.message, words);
        return error.reason === 'wrong-usage';
      });
    }
  });
});
