import * as assert from 'node:assert/strict';
import { CodelumiError, type ErrorReason, JobCancelled } from '../../../../src/core/errors.js';
import type { JobContext } from '../../../../src/core/job.js';
import type { OnnxRuntime, OnnxTensor } from '../../../../src/core/ports/onnxRuntime.js';
import { openOnnxReranker } from '../../../../src/core/reranking/onnx/openOnnxReranker.js';
import { answerAlone } from '../../../../src/core/reranking/reranker.js';
import { put, temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';
import { PASSAGES, QUERY, VOCABULARY, WEIGHTS } from './tinyFolder.js';
import { tinyLogit } from './tinyModel.js';

const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'];

interface Rows {
  readonly pieces: number[][];
  readonly types: number[][];
}

/** Stands for the runtime: hands over what stands in each row where the mask says so, and gives its output. */
function fakeRuntime(
  logits: (rows: Rows) => OnnxTensor,
  { inputNames = INPUTS, outputNames = ['logits'] } = {},
): OnnxRuntime & { readonly widths: number[] } {
  const widths: number[] = [];
  return {
    widths,
    open: async () => ({
      inputNames,
      outputNames,
      run: async (inputs) => {
        assert.deepEqual(Object.keys(inputs), inputNames);
        const { input_ids: ids, attention_mask: mask, token_type_ids: types } = inputs;
        const [rows = 0, width = 0] = ids?.dims ?? [];
        widths.push(rows);
        const seen = (tensor: OnnxTensor | undefined) =>
          Array.from({ length: rows }, (_, row) =>
            Array.from({ length: width }, (_, column) => row * width + column)
              .filter((at) => mask?.data[at] === 1n)
              .map((at) => Number(tensor?.data[at] ?? 0)),
          );
        return { [outputNames[0] ?? '']: logits({ pieces: seen(ids), types: seen(types) }) };
      },
    }),
  };
}

function column(values: readonly number[]): OnnxTensor {
  return { type: 'float32', data: Float32Array.from(values), dims: [values.length, 1] };
}

const byWeight = ({ pieces, types }: Rows) =>
  column(pieces.map((row, at) => tinyLogit(WEIGHTS, row, types[at] ?? [])));

const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));

describe('a cross-encoder from a folder', () => {
  let root: string;

  beforeEach(async () => {
    root = await temporaryWorkspace({
      'models/tiny.v1.2.0/model.onnx': 'bytes of a model',
      'models/tiny.v1.2.0/vocab.txt': VOCABULARY,
    });
  });

  function open(onnx: OnnxRuntime | undefined, more: Partial<JobContext> = {}) {
    return openOnnxReranker({ ...testContext(root), onnx, ...more }, 'models/tiny.v1.2.0');
  }

  async function refuses(work: Promise<unknown>, reason: ErrorReason, said: RegExp): Promise<void> {
    await assert.rejects(work, (error) => {
      assert.ok(error instanceof CodelumiError, String(error));
      assert.equal(error.reason, reason, error.message);
      assert.match(error.message, said);
      return true;
    });
  }

  it('reads query and passage as one row each, some rows at once', async () => {
    let first: Rows | undefined;
    const onnx = fakeRuntime((rows) => {
      first ??= rows;
      return byWeight(rows);
    });
    const scores = await (await open(onnx)).score(QUERY, PASSAGES);
    // [CLS] git undo [SEP] settings a undo ##s a . reset [UNK] [SEP]
    assert.deepEqual(first?.pieces[1], [2, 4, 7, 3, 6, 9, 7, 8, 9, 10, 5, 1, 3]);
    assert.deepEqual(first?.types[1], [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    assert.deepEqual(onnx.widths, [16, 5]);
    const once = fakeRuntime(byWeight);
    const alone = await open(once);
    for (const [index, passage] of PASSAGES.entries())
      assert.deepEqual(await alone.score(QUERY, [passage]), [scores[index]]);
    assert.deepEqual(await alone.score(QUERY, []), []);
  });

  it('gives probabilities, of one number a row or of two', async () => {
    const passages = ['', 'a', 'b'].map(answerAlone);
    const one = await open(fakeRuntime(() => column([-2, 0, 3])));
    assert.deepEqual(await one.score('q', passages), [-2, 0, 3].map(sigmoid));
    const data = Float32Array.from([1, -1, 0, 0, -4, -1]);
    const two = await open(fakeRuntime(() => ({ type: 'float32', data, dims: [3, 2] })));
    assert.deepEqual(await two.score('q', passages), [-2, 0, 3].map(sigmoid));
    const flat = await open(fakeRuntime(() => ({ ...column([-2, 0, 3]), dims: [3] })));
    assert.deepEqual(await flat.score('q', passages), [-2, 0, 3].map(sigmoid));
  });

  it('gives a model only the inputs that it has, and takes its one output', async () => {
    const names = { inputNames: ['input_ids', 'attention_mask'], outputNames: ['scores'] };
    const reranker = await open(fakeRuntime(() => column([1]), names));
    assert.equal((await reranker.score('q', [answerAlone('a')])).length, 1);
  });

  it('is named by its folder, and another with other bytes in any of its files', async () => {
    const onnx = fakeRuntime(byWeight);
    const { name, version, sha256 } = await open(onnx);
    assert.deepEqual([name, version], ['tiny', '1.2.0']);
    assert.match(sha256, /^[0-9a-f]{64}$/u);
    assert.equal((await open(onnx)).sha256, sha256);
    await put(root, 'models/tiny.v1.2.0/vocab.txt', `${VOCABULARY}more\n`);
    const other = (await open(onnx)).sha256;
    await put(root, 'models/tiny.v1.2.0/model.onnx', 'bytes of another');
    assert.equal(new Set([sha256, other, (await open(onnx)).sha256]).size, 3);
  });

  it('refuses what is no reranker', async () => {
    const names = (...inputNames: string[]) => fakeRuntime(byWeight, { inputNames });
    await refuses(open(names('pixel_values')), 'invalid-input', /an input "pixel_values"/u);
    await refuses(open(names('attention_mask')), 'invalid-input', /no input "input_ids"/u);
    const answers: OnnxTensor[] = [
      { type: 'float32', data: new Float32Array(3), dims: [1, 3] },
      { type: 'float32', data: new Float32Array(1), dims: [2, 1] },
      { type: 'int64', data: new BigInt64Array(1), dims: [1, 1] },
      column([Number.NaN]),
      column([]),
    ];
    for (const answer of answers) {
      const scoring = (await open(fakeRuntime(() => answer))).score('q', [answerAlone('a')]);
      await refuses(scoring, 'invalid-input', /it is no reranker/u);
    }
  });

  it('says what the runtime says', async () => {
    const fails = () => Promise.reject(new Error('protobuf parsing failed'));
    await refuses(
      open({ open: fails }),
      'invalid-input',
      /cannot be loaded: protobuf parsing failed/u,
    );
    const breaks = fakeRuntime(() => {
      throw new Error('bad node');
    });
    const scoring = (await open(breaks)).score('q', [answerAlone('a')]);
    await refuses(scoring, 'invalid-input', /The model fails: bad node/u);
  });

  it('is opened where models may be run, and where there is one', async () => {
    const context = { ...testContext(root), onnx: fakeRuntime(byWeight) };
    await refuses(open(undefined), 'not-trusted', /trusted workspaces only/u);
    await refuses(openOnnxReranker(context, 'models/none'), 'not-found', /There is no model/u);
    await put(root, 'models/bare/model.onnx', 'x');
    await refuses(
      openOnnxReranker(context, 'models/bare'),
      'not-found',
      /neither tokenizer\.json/u,
    );
    await refuses(openOnnxReranker(context, '../elsewhere'), 'outside-workspace', /./u);
  });

  it('refuses tokenizers of other kinds, by what is other', async () => {
    const onnx = fakeRuntime(byWeight);
    const file = 'models/tiny.v1.2.0/tokenizer.json';
    await put(root, file, JSON.stringify({ model: { type: 'BPE', vocab: {}, merges: [] } }));
    await refuses(open(onnx), 'invalid-input', /of no kind that is known here, at normalizer/u);
    const bert = {
      normalizer: { type: 'BertNormalizer' },
      pre_tokenizer: { type: 'BertPreTokenizer' },
    };
    const post_processor = { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] };
    for (const [model, said] of [
      [{ type: 'Unigram', vocab: [] }, /at model\.type/u],
      [{ type: 'WordPiece', vocab: { a: 0 } }, /has no "\[UNK\]"/u],
    ] as const) {
      await put(root, file, JSON.stringify({ ...bert, post_processor, model }));
      await refuses(open(onnx), 'invalid-input', said);
    }
    const once = { type: 'TemplateProcessing', pair: [{ Sequence: { id: 'A', type_id: 0 } }] };
    const model = { type: 'WordPiece', vocab: { '[UNK]': 0 } };
    await put(root, file, JSON.stringify({ ...bert, post_processor: once, model }));
    await refuses(open(onnx), 'invalid-input', /at post_processor/u);
    await put(root, file, Buffer.from([0xff, 0xfe]));
    await refuses(open(onnx), 'invalid-input', /is not UTF-8/u);
  });

  it('stops between rows when nobody waits any more', async () => {
    const cancel = new AbortController();
    const onnx = fakeRuntime((rows) => {
      cancel.abort();
      return byWeight(rows);
    });
    const reranker = await open(onnx, { signal: cancel.signal });
    await assert.rejects(reranker.score(QUERY, PASSAGES), JobCancelled);
    assert.deepEqual(onnx.widths, [16]);
  });
});
