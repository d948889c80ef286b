import * as assert from 'node:assert/strict';
import { CodelumiError } from '../../../src/core/errors.js';
import { systemOnnxRuntime } from '../../../src/node/onnx/systemOnnxRuntime.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';

const VARIABLE = 'CODELUMI_ONNX_RUNTIME';

/** Adds up what it is given, and says so also in a type that nobody asked for. */
const FAKE = `
  class Tensor { constructor(type, data, dims) { Object.assign(this, { type, data, dims }); } }
  exports.Tensor = Tensor;
  exports.InferenceSession = { create: async (model, options) => ({
    inputNames: ['ids'], outputNames: ['sum'],
    run: async ({ ids }) => {
      if (!(ids instanceof Tensor) || options.executionProviders.join() !== 'cpu') throw new Error('wrong');
      const sum = Number(ids.data.reduce((a, b) => a + b, 0n)) + model.length;
      return { sum: new Tensor('float32', Float32Array.of(sum), [1]), text: new Tensor('string', ['x'], [1]) };
    } }) };`;

describe('the ONNX runtime of this machine', () => {
  const before = process.env[VARIABLE];

  afterEach(() => {
    if (before === undefined) delete process.env[VARIABLE];
    else process.env[VARIABLE] = before;
  });

  async function installed(content = FAKE): Promise<string> {
    return temporaryWorkspace({ 'node_modules/onnxruntime-node/index.js': content });
  }

  it('is found where a variable says, and is handed numbers', async () => {
    process.env[VARIABLE] = await installed();
    const session = await systemOnnxRuntime('/nowhere').open(new Uint8Array(3));
    assert.deepEqual([session.inputNames, session.outputNames], [['ids'], ['sum']]);
    const ids = { type: 'int64', data: BigInt64Array.of(1n, 2n), dims: [1, 2] } as const;
    assert.deepEqual(await session.run({ ids }), {
      sum: { type: 'float32', data: Float32Array.of(6), dims: [1] },
    });
  });

  it('is found beside the product, without a variable', async () => {
    delete process.env[VARIABLE];
    const folder = await installed();
    const session = await systemOnnxRuntime(`${folder}/dist`).open(new Uint8Array(0));
    assert.deepEqual(session.outputNames, ['sum']);
  });

  it('is asked for where there is none, or one that cannot be loaded', async () => {
    const cases: [folder: string | undefined, said: RegExp][] = [
      [undefined, /Cannot find module 'onnxruntime-node'\. Run npm install/u],
      ['relative/path', /Cannot find module/u],
      [
        await installed('throw new Error("libonnxruntime.so: not found")'),
        /libonnxruntime\.so: not/u,
      ],
    ];
    for (const [folder, said] of cases) {
      if (folder === undefined) delete process.env[VARIABLE];
      else process.env[VARIABLE] = folder;
      await assert.rejects(systemOnnxRuntime('/nowhere').open(new Uint8Array(0)), (error) => {
        assert.ok(error instanceof CodelumiError);
        assert.equal(error.reason, 'not-found');
        assert.match(error.message, said);
        return true;
      });
    }
  });
});
