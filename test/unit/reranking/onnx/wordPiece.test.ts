import * as assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { basicTokens } from '../../../../src/core/reranking/onnx/basicTokens.js';
import { encodePair } from '../../../../src/core/reranking/onnx/pairEncoding.js';
import { readTokenizer } from '../../../../src/core/reranking/onnx/readTokenizer.js';
import { pieceNumbers } from '../../../../src/core/reranking/onnx/wordPiece.js';
import { WorkspaceFiles } from '../../../../src/node/workspaceFiles.js';
import { temporaryWorkspace } from '../../support/temporaryWorkspace.js';

const USUAL = { cleanText: true, splitChinese: true, stripAccents: true, lowercase: true };
const CASED = { ...USUAL, stripAccents: false, lowercase: false };

/** The vocabulary of BERT's own test (google-research/bert, tokenization_test.py). */
const VOCABULARY = '[UNK] [CLS] [SEP] want ##want ##ed wa un runn ##ing ,'.split(' ').join('\n');

/** Made by scripts/fixtures/wordpiece.py with huggingface/tokenizers. */
interface Vectors {
  readonly tokenizers: string;
  readonly texts: readonly string[];
  readonly files: Readonly<
    Record<
      string,
      {
        readonly tokenizer: object;
        readonly pieces: readonly (readonly number[])[];
        readonly pairs: readonly {
          readonly texts: readonly [number, number];
          readonly ids: readonly number[];
          readonly types: readonly number[];
        }[];
      }
    >
  >;
}

describe('WordPiece', () => {
  it("cuts the words of BERT's own tests", () => {
    assert.deepEqual(basicTokens('ah\u535a\u63a8zz', USUAL), ['ah', '\u535a', '\u63a8', 'zz']);
    assert.deepEqual(basicTokens(' \tHeLLo!how  \n Are yoU?  ', USUAL), [
      'hello',
      '!',
      'how',
      'are',
      'you',
      '?',
    ]);
    assert.deepEqual(basicTokens('H\u00E9llo', USUAL), ['hello']);
    assert.deepEqual(basicTokens(' \tHeLLo!how  \n Are yoU?  ', CASED), [
      'HeLLo',
      '!',
      'how',
      'Are',
      'yoU',
      '?',
    ]);
  });

  it("cuts the pieces of BERT's own tests", async () => {
    const root = await temporaryWorkspace({ 'm/vocab.txt': `${VOCABULARY}\n` });
    const { model } = await readTokenizer(new WorkspaceFiles(root), 'm');
    assert.deepEqual(pieceNumbers('UNwant\u00E9d,running', model), [7, 4, 5, 10, 8, 9]);
    assert.deepEqual(pieceNumbers('', model), []);
    assert.deepEqual(pieceNumbers('unwanted running', model), [7, 4, 5, 8, 9]);
    assert.deepEqual(pieceNumbers('unwantedX running', model), [0, 8, 9]);
  });

  it('gives what huggingface/tokenizers gives, for texts of every kind', async () => {
    const vectors: Vectors = JSON.parse(
      await readFile('test/fixtures/rerankers/wordpiece.json', 'utf8'),
    );
    let compared = 0;
    for (const { tokenizer, pieces, pairs } of Object.values(vectors.files)) {
      const root = await temporaryWorkspace({ 'm/tokenizer.json': JSON.stringify(tokenizer) });
      const { model, template, longest } = await readTokenizer(new WorkspaceFiles(root), 'm');
      for (const [index, text] of vectors.texts.entries()) {
        assert.deepEqual(pieceNumbers(text, model), pieces[index], JSON.stringify(text));
        compared += 1;
      }
      for (const { texts, ids, types } of pairs) {
        const [query, passage] = texts.map((at) => pieceNumbers(vectors.texts[at] ?? '', model));
        const encoded = encodePair(query ?? [], passage ?? [], template, longest);
        assert.deepEqual(encoded, { pieces: ids, types });
        compared += 1;
      }
    }
    assert.ok(compared > 500, String(compared));
  });

  it('takes names of special tokens in a text for text', async () => {
    const root = await temporaryWorkspace({ 'm/vocab.txt': `${VOCABULARY}\n[\n]\nsep\n` });
    const { model } = await readTokenizer(new WorkspaceFiles(root), 'm');
    assert.deepEqual(pieceNumbers('want [SEP] want', model), [3, 11, 13, 12, 3]);
  });

  it('keeps letter case where the model does', async () => {
    const root = await temporaryWorkspace({
      'm/vocab.txt': '[UNK]\n[CLS]\n[SEP]\nA\u00e9\na\r\n',
      'm/tokenizer_config.json': '{"do_lower_case":false}',
    });
    const { model } = await readTokenizer(new WorkspaceFiles(root), 'm');
    assert.deepEqual(pieceNumbers('A\u00e9 a', model), [3, 4]);
  });

  it('never makes a row longer than a model reads, and cuts the longer text', () => {
    const template = [
      { piece: 101, type: 0 },
      { piece: 'query', type: 0 },
      { piece: 102, type: 0 },
      { piece: 'passage', type: 1 },
      { piece: 102, type: 1 },
    ] as const;
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.integer({ min: 8, max: 40 }), (a, b, longest) => {
        const { pieces, types } = encodePair(Array(a).fill(1), Array(b).fill(2), template, longest);
        const [ofQuery, ofPassage] = [1, 2].map((each) => pieces.filter((n) => n === each).length);
        assert.equal(types.length, pieces.length);
        assert.equal(pieces.length, Math.min(longest, a + b + 3));
        if (ofQuery !== a && ofPassage !== b)
          assert.ok(Math.abs((ofQuery ?? 0) - (ofPassage ?? 0)) <= 1);
      }),
    );
  });

  it('reads hostile texts in bounded time', async () => {
    const root = await temporaryWorkspace({ 'm/vocab.txt': `${VOCABULARY}\na\n##a\n` });
    const { model } = await readTokenizer(new WorkspaceFiles(root), 'm');
    const started = performance.now();
    for (const part of ['a', ' ', '\u0301', '\u535a', '!', '\u0000', '\ud800'])
      pieceNumbers(part.repeat(2_000_000), model);
    assert.ok(performance.now() - started < 20_000);
  });
});
