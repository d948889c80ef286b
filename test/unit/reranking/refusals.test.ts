import assert from 'node:assert/strict';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CodelumiError } from '../../../src/core/errors.js';
import { loadReranker } from '../../../src/core/reranking/loadReranker.js';
import { LIMITS } from '../../../src/core/reranking/pickle/limits.js';
import { readPickle } from '../../../src/core/reranking/pickle/pickleReader.js';
import {
  type PipelineModel,
  pipelineModelOf,
} from '../../../src/core/reranking/pipeline/pipelineModel.js';
import { answerAlone } from '../../../src/core/reranking/reranker.js';
import { filesHolding } from '../support/memoryChunks.js';
import { array, type Layout, writeModel } from './modelWriter.js';
import {
  built,
  called,
  dict,
  flag,
  integer,
  list,
  named,
  none,
  object,
  PickleWriter,
  text,
  tuple,
  type Written,
} from './pickleWriter.js';
import { fixture } from './rerankerFixtures.js';

/** What a file is refused with; fails when it is not. */
async function refusal(content: Uint8Array): Promise<CodelumiError> {
  try {
    await loadReranker(filesHolding(content));
  } catch (error) {
    assert.ok(error instanceof CodelumiError, String(error));
    assert.equal(error.reason, 'invalid-input');
    assert.deepEqual(error.place, { file: 'models/reranker.joblib' });
    return error;
  }
  throw new assert.AssertionError({ message: 'It was read.' });
}

async function assertRefused(content: Uint8Array, what: RegExp): Promise<void> {
  const { message } = await refusal(content);
  assert.match(message, what);
  assert.ok(message.length < 1_000, 'the message is not as long as the file wants it');
}

function pickled(value: Written): Uint8Array {
  return PickleWriter.pickle(value);
}

describe('a reranker that is not one', () => {
  it('names a class that could run anything', async () => {
    const attack = called(named('os', 'system'), text('touch /tmp/owned'));
    await assertRefused(pickled(attack), /names os\.system, .*at byte \d+ of its pickle/u);
    const byLine = new PickleWriter().op('PROTO').raw(2).op('GLOBAL');
    byLine.raw(...Buffer.from('posix\nsystem\n')).op('STOP');
    await assertRefused(byLine.done(), /names posix\.system, .*at byte 2 of its pickle/u);
    const inside = writeModelOf({ transformer: { idf_: called(named('builtins', 'eval')) } });
    await assertRefused(await inside, /names builtins\.eval/u);
  });

  it('names a class that is near one that is understood', async () => {
    for (const [module, name] of [
      ['sklearn.pipeline', 'FeatureUnion'],
      ['sklearn.ensemble._forest', 'RandomForestClassifier'],
      ['sklearn.linear_model._logistic', 'LogisticRegressionCV'],
      ['joblib.numpy_pickle', 'NDArrayWrapper'],
      ['numpy', 'load'],
      ['builtins', 'getattr'],
      ['__main__', 'tokenize'],
    ] as const) {
      const refused = new RegExp(`names ${module}.${name}`, 'u');
      await assertRefused(pickled(named(module, name)), refused);
    }
  });

  it('calls a class that is known, but not in that way', async () => {
    const pipeline = named('sklearn.pipeline', 'Pipeline');
    await assertRefused(pickled(called(pipeline)), /calls sklearn\.pipeline\.Pipeline/u);
    await assertRefused(pickled(called(text('x'))), /calls something that is no class/u);
    await assertRefused(pickled(object(named('numpy', 'dtype'), {})), /makes a numpy\.dtype/u);
    await assertRefused(pickled(built(list(), dict([]))), /takes none/u);
    for (const type of ['O8', 'U3', 'u8', 'M8', 'constructor', '__proto__']) {
      const refused = new RegExp(`data type .*"${type}"`, 'u');
      await assertRefused(pickled(called(named('numpy', 'dtype'), text(type))), refused);
    }
    await assertRefused(pickled(called(named('builtins', 'bytes'), integer(9))), /makes bytes/u);
  });

  it('uses opcodes that such files do not', async () => {
    for (const name of [
      'INST',
      'OBJ',
      'PERSID',
      'BINPERSID',
      'EXT1',
      'NEWOBJ_EX',
      'NEXT_BUFFER',
      'READONLY_BUFFER',
      'BINUNICODE8',
      'DUP',
      'POP',
      'PROTO',
    ] as const) {
      const content = pickled((pickle) => pickle.op('NONE').op(name));
      await assertRefused(content, new RegExp(`opcode ${name}, at byte 3 of`, 'u'));
    }
    await assertRefused(
      pickled((pickle) => pickle.raw(0xff)),
      /opcode 0xff, at byte 2 of/u,
    );
  });

  it('has another protocol, or is no pickle', async () => {
    await assertRefused(PickleWriter.pickle(none, 1), /pickle protocol 1/u);
    await assertRefused(PickleWriter.pickle(none, 6), /pickle protocol 6/u);
    await assertRefused(Buffer.from('<!doctype html>'), /does not begin as a file of joblib/u);
    await assertRefused(new Uint8Array(), /does not begin as a file of joblib/u);
  });

  it('is compressed in a way that cannot be unpacked', async () => {
    for (const name of ['bz2', 'xz', 'lzma']) {
      const { message } = await refusal(await fixture(`sklearn-1.2.1/${name}`));
      assert.match(message, new RegExp(`compressed with ${name}, not with zlib or gzip`, 'u'));
      assert.match(message, /joblib\.dump\(pipeline, file, compress=0\)/u);
    }
    const packed = await fixture('sklearn-1.2.1/gzip');
    await assertRefused(packed.subarray(0, -20), /compressed with gzip, and damaged/u);
  });

  it('unpacks to more than may be read', async () => {
    const bomb = gzipSync(new Uint8Array(LIMITS.fileBytes + 1));
    assert.ok(bomb.length < 100_000);
    await assertRefused(bomb, /unpacks to more than 67108864 bytes/u);
  });

  it('is larger than may be read', async () => {
    const files = filesHolding(new Uint8Array());
    const stat = async () => ({ kind: 'file', size: LIMITS.fileBytes + 1, modifiedMs: 0 }) as const;
    await assert.rejects(loadReranker({ ...files, stat }), /is larger than 67108864 bytes/u);
  });

  it('is another kind of model', async () => {
    const plain = (await model()).tfidf;
    await assertRefused(pickled(none), /something else where a Pipeline should be/u);
    const vectorizer = named('sklearn.feature_extraction.text', 'TfidfVectorizer');
    await assertRefused(pickled(object(vectorizer, {})), /a TfidfVectorizer where a Pipeline/u);
    const empty = object(named('sklearn.pipeline', 'Pipeline'), { steps: list() });
    await assertRefused(pickled(empty), /Pipeline whose steps is not supported/u);

    const refusedAs: [Partial<Layout>, RegExp][] = [
      [{ vectorizer: { analyzer: text('char') } }, /TfidfVectorizer whose analyzer = "char"/u],
      [{ vectorizer: { token_pattern: text('.+') } }, /whose token_pattern = "\.\+"/u],
      [{ vectorizer: { token_pattern: none } }, /whose token_pattern = null/u],
      [{ vectorizer: { lowercase: undefined } }, /a TfidfVectorizer without lowercase/u],
      [{ vectorizer: { strip_accents: text('all') } }, /whose strip_accents = "all"/u],
      [{ vectorizer: { stop_words: text('french') } }, /whose stop_words = "french"/u],
      [{ vectorizer: { stop_words: list(integer(1)) } }, /whose stop_words is/u],
      [{ vectorizer: { ngram_range: tuple(integer(1), integer(9)) } }, /whose ngram_range is/u],
      [{ vectorizer: { ngram_range: tuple(integer(2), integer(1)) } }, /whose ngram_range is/u],
      [{ vectorizer: { vocabulary_: none } }, /whose vocabulary_ = null/u],
      [{ vectorizer: { vocabulary_: dict([['aa', integer(-1)]]) } }, /whose vocabulary_ is/u],
      [{ vectorizer: { vocabulary_: dict([['aa', flag(true)]]) } }, /whose vocabulary_ is/u],
      [{ vectorizer: { _tfidf: none } }, /something else where a TfidfTransformer/u],
      [{ transformer: { norm: text('max') } }, /TfidfTransformer whose norm = "max"/u],
      [{ transformer: { idf_: array([1], 'f8', [1]) } }, /whose idf_ is/u],
      [{ transformer: { idf_: undefined } }, /a TfidfTransformer without _idf_diag/u],
      [{ multiClass: 'crammer' }, /LogisticRegression whose multi_class = "crammer"/u],
      [{ regression: { classes_: array([3], 'i8', [0, 1, 2]) } }, /whose classes_ is/u],
      [{ regression: { coef_: array([1, 2], 'f8', [1, 2]) } }, /whose coef_ is/u],
      [{ regression: { intercept_: array([1], 'f8', [Number.NaN]) } }, /whose intercept_ is/u],
      [{ regression: { intercept_: array([1], 'f8', [Infinity]) } }, /whose intercept_ is/u],
      [{ regression: { intercept_: array([2], 'f8', [0, 1]) } }, /whose intercept_ is/u],
    ];
    for (const [layout, what] of refusedAs) await assertRefused(await writeModelOf(layout), what);
    assert.ok(plain.vocabulary.size > 1);
  });

  it('keeps the characters of a name from the terminal and from filling it', async () => {
    const { message } = await refusal(pickled(named('x'.repeat(100_000), 'y'.repeat(100_000))));
    assert.ok(message.length < 600);
  });
});

describe('a file that is made to exhaust whoever reads it', () => {
  const MANY = 3_000_000;

  function repeated(head: readonly number[], piece: readonly number[], times: number): Uint8Array {
    const content = new Uint8Array(head.length + piece.length * times).fill(0);
    content.set(head);
    for (let at = head.length; at < content.length; at += piece.length) content.set(piece, at);
    return content;
  }

  const opcodes: Record<string, readonly number[]> = {
    'empty dictionaries, kept': [0x7d, 0x94],
    'tuples in tuples': [0x85],
    'lists in lists': [0x5d, 0x61],
    'one list in itself': [0x68, 0, 0x61],
    marks: [0x28],
    'values on the stack': [0x29],
    'empty sets, kept': [0x8f, 0x94],
    'empty strings': [0x8c, 0],
    'one-byte arrays of bytes': [0x43, 1, 1, 0x61],
  };

  for (const [name, piece] of Object.entries(opcodes)) {
    it(name, async () => {
      // Begins with a list that is remembered as 0.
      const content = repeated([0x80, 4, 0x5d, 0x94], piece, MANY);
      await assertRefused(content, /at byte \d+ of its pickle/u);
    });
  }

  it('doubling tuples, which would be 2^60 values written out', async () => {
    const content = pickled((pickle) => {
      pickle.op('NONE').op('MEMOIZE');
      for (let depth = 0; depth < 60; depth++) {
        pickle.op('BINGET').raw(depth).op('BINGET').raw(depth).op('TUPLE2').op('MEMOIZE');
      }
      for (let depth = 0; depth < 60; depth++) pickle.op('TUPLE2');
    });
    await assertRefused(content, /something else where a Pipeline/u);
  });

  it('lengths that no file has', async () => {
    const lengths: [Written, RegExp][] = [
      [(pickle) => pickle.op('BINUNICODE').uint32(0xffffffff), /a string of 4294967295 bytes/u],
      [(pickle) => pickle.op('BINBYTES').uint32(0x7fffffff), /ends before it is complete/u],
      [
        (pickle) => pickle.op('BYTEARRAY8').raw(...[255, 255, 255, 255, 255, 255, 255, 255]),
        /ends before/u,
      ],
      [(pickle) => pickle.op('FRAME').raw(...[0, 0, 0, 0, 0, 0, 0, 128]), /ends before/u],
      [(pickle) => pickle.op('LONG4').uint32(0x7fffffff), /whole number of 2147483647 bytes/u],
      [array([2_000_000_000, 2_000_000_000], 'f8', []), /ends before it is complete/u],
      [array([-1], 'f8', []), /neither a vector nor a matrix/u],
      [array([1, 1, 1], 'f8', [1]), /neither a vector nor a matrix/u],
    ];
    for (const [value, what] of lengths) await assertRefused(pickled(value), what);
  });

  it('one instance that gets a large content again and again', async () => {
    const entries = Array.from({ length: 50_000 }, (_, at) => [`${at}`, none] as const);
    const content = pickled((pickle) => {
      dict(entries)(pickle);
      pickle.op('BINPUT').raw(0);
      named('sklearn.pipeline', 'Pipeline')(pickle);
      pickle.op('EMPTY_TUPLE').op('NEWOBJ');
      for (let count = 0; count < 200_000; count++) pickle.op('BINGET').raw(0).op('BUILD');
      pickle.op('TUPLE2');
    });
    await assertRefused(content, /something else where a Pipeline/u);
  });

  it('a model with a vocabulary that is one term of a million words', async () => {
    const words = text('a '.repeat(LIMITS.stringBytes / 2 - 1));
    const vocabulary: Written = (pickle) => {
      pickle.op('EMPTY_DICT');
      words(pickle);
      pickle.op('BININT1').raw(0).op('SETITEM');
    };
    const one = array([1], 'f8', [1]);
    const content = await writeModelOf({
      vectorizer: { vocabulary_: vocabulary },
      transformer: { idf_: one },
      regression: { coef_: array([1, 1], 'f8', [1]) },
    });
    const reranker = await loadReranker(filesHolding(content));
    assert.equal((await reranker?.score('aa aa', [answerAlone('aa')]))?.length, 1);
  });
});

let plain: PipelineModel | undefined;

async function model(): Promise<PipelineModel> {
  const packed = await fixture('sklearn-1.2.1/gzip');
  plain ??= pipelineModelOf(readPickle(gunzipSync(packed)));
  return plain;
}

async function writeModelOf(layout: Partial<Layout>): Promise<Uint8Array> {
  return writeModel(await model(), layout);
}
