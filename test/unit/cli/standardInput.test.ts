import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { readStandardInput } from '../../../src/cli/standardInput.js';
import { CodelumiError, JobCancelled } from '../../../src/core/errors.js';

const never = new AbortController().signal;

describe('readStandardInput', () => {
  it('puts characters together that came in pieces', async () => {
    const input = new PassThrough();
    const [first = 0, ...rest] = Buffer.from('é\n');
    input.write(Buffer.of(first));
    input.end(Buffer.from(rest));
    assert.equal(await readStandardInput(3, never, input), 'é\n');
  });

  it('stops listening once more came than is allowed, though the input goes on', async () => {
    const input = new PassThrough();
    input.write('four');
    await assert.rejects(
      readStandardInput(3, never, input),
      (error) => error instanceof CodelumiError && error.reason === 'invalid-input',
    );
    assert.ok(input.destroyed);
  });

  it('stops when it is told to while nothing comes', async () => {
    const cancel = new AbortController();
    const reading = readStandardInput(3, cancel.signal, new PassThrough());
    setTimeout(() => cancel.abort(), 10);
    await assert.rejects(reading, JobCancelled);
  });
});
