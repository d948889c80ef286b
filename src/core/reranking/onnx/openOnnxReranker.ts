import { createHash } from 'node:crypto';
import { CodelumiError, messageOf, throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { OnnxSession, OnnxTensor } from '../../ports/onnxRuntime.js';
import type { Passage, Reranker } from '../reranker.js';
import { rerankerName } from '../rerankerName.js';
import { type EncodedPair, encodePair } from './pairEncoding.js';
import type { PairTokenizer } from './pairTokenizer.js';
import { readTokenizer } from './readTokenizer.js';
import { pieceNumbers } from './wordPiece.js';

/** The file of a folder that makes it a model. */
const MODEL_FILE = 'model.onnx';
/** Beyond the largest base models; larger ones answer too slowly here anyway. */
const LARGEST_MODEL = 2 ** 30;
/** Rows that are scored at once. */
const BATCH = 16;

/** Without a signal nobody can stop it; without a runtime it is refused. */
export type OnnxContext = Pick<JobContext, 'files'> & Partial<Pick<JobContext, 'signal' | 'onnx'>>;

/** Whether a folder holds a model of this kind. */
export async function isOnnxFolder(files: JobContext['files'], folder: string): Promise<boolean> {
  if ((await files.stat(folder))?.kind !== 'folder') return false;
  return (await files.stat(`${folder}/${MODEL_FILE}`)) !== undefined;
}

/**
 * A cross-encoder from a folder of the workspace: `model.onnx` with its tokenizer. A passage is read as its first question
 * and its answer; a score is the probability that the model gives, from 0 to 1.
 *
 * @throws CodelumiError `not-found` where model, tokenizer or runtime are missing, `not-trusted` where none may be run,
 *   `invalid-input` for models of another kind. Scoring throws `invalid-input` for what are no scores, and JobCancelled.
 */
export async function openOnnxReranker(context: OnnxContext, folder: string): Promise<Reranker> {
  const { files, onnx, signal } = context;
  const file = `${folder}/${MODEL_FILE}`;
  const stat = await files.stat(file);
  if (stat?.kind !== 'file') throw refused(file, 'not-found', 'There is no model');
  if (onnx === undefined)
    throw refused(file, 'not-trusted', 'Models are run in trusted workspaces only');
  if (stat.size > LARGEST_MODEL)
    throw refused(file, 'invalid-input', `The model is larger than ${LARGEST_MODEL} bytes`);
  const tokenizer = await readTokenizer(files, folder);
  const model = await files.read(file);
  const session = await onnx.open(model).catch((cause) => {
    if (cause instanceof CodelumiError) throw cause;
    throw refused(file, 'invalid-input', `The model cannot be loaded: ${messageOf(cause)}`, cause);
  });
  requireKnownInputs(file, session);
  return {
    ...rerankerName(folder),
    sha256: digestOf([model, ...tokenizer.bytes]),
    score: async (query, passages) => {
      const start = pieceNumbers(query, tokenizer.model);
      const rows = passages.map((passage) => rowOf(start, passage, tokenizer));
      const scores: number[] = [];
      for (let from = 0; from < rows.length; from += BATCH) {
        if (signal !== undefined) throwIfCancelled(signal);
        const batch = rows.slice(from, from + BATCH);
        scores.push(...(await probabilities(file, session, batch, tokenizer.padding)));
      }
      return scores;
    },
  };
}

function rowOf(
  query: readonly number[],
  { questions: [title], answer }: Passage,
  { model, template, longest }: PairTokenizer,
): EncodedPair {
  const text = title === undefined ? answer : `${title}\n${answer}`;
  return encodePair(query, pieceNumbers(text, model), template, longest);
}

async function probabilities(
  file: string,
  session: OnnxSession,
  rows: readonly EncodedPair[],
  padding: number,
): Promise<number[]> {
  const inputs = inputsOf(session, rows, padding);
  const outputs = await session.run(inputs).catch((cause) => {
    throw refused(file, 'invalid-input', `The model fails: ${messageOf(cause)}`, cause);
  });
  const [name = ''] = session.outputNames;
  const logits = outputs['logits'] ?? outputs[name];
  const scores = logits === undefined ? [] : scoresOf(logits, rows.length);
  if (scores.length === rows.length && scores.every(Number.isFinite)) return scores;
  const what = 'The model gives no score, or two, for each passage: it is no reranker';
  throw refused(file, 'invalid-input', what);
}

const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'];

function requireKnownInputs(file: string, { inputNames }: OnnxSession): void {
  const unknown = inputNames.find((name) => !INPUTS.includes(name));
  if (unknown === undefined && inputNames.includes('input_ids')) return;
  const what =
    unknown === undefined ? 'has no input "input_ids"' : `has an input "${unknown}" nobody knows`;
  throw refused(file, 'invalid-input', `The model ${what}`);
}

/** Rows filled up to the longest of them. */
function inputsOf(
  { inputNames }: OnnxSession,
  rows: readonly EncodedPair[],
  padding: number,
): Record<string, OnnxTensor> {
  const width = Math.max(...rows.map(({ pieces }) => pieces.length));
  const tensor = (valueAt: (row: EncodedPair, column: number) => number): OnnxTensor => {
    const data = new BigInt64Array(rows.length * width);
    for (const [index, row] of rows.entries())
      for (let column = 0; column < width; column += 1)
        data[index * width + column] = BigInt(valueAt(row, column));
    return { type: 'int64', data, dims: [rows.length, width] };
  };
  const all: Record<string, OnnxTensor> = {
    input_ids: tensor(({ pieces }, column) => pieces[column] ?? padding),
    attention_mask: tensor(({ pieces }, column) => (column < pieces.length ? 1 : 0)),
    token_type_ids: tensor(({ types }, column) => types[column] ?? 0),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => inputNames.includes(name)));
}

/** One number a row is the log-odds that a passage answers; of two, the second speaks for it and the first against. */
function scoresOf({ type, data, dims }: OnnxTensor, rows: number): number[] {
  const width = dims.slice(1).reduce((product, size) => product * size, 1);
  const fits = type === 'float32' && dims[0] === rows && (width === 1 || width === 2);
  if (!fits || data.length !== rows * width) return [];
  return Array.from({ length: rows }, (_, row) => {
    const last = Number(data[row * width + width - 1]);
    const against = width === 2 ? Number(data[row * width]) : 0;
    return 1 / (1 + Math.exp(against - last));
  });
}

/** Of the model, then its tokenizer, each with its length, so that no two folders have one digest. */
function digestOf(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.byteLength}\n`).update(part);
  return hash.digest('hex');
}

function refused(
  file: string,
  reason: 'not-found' | 'not-trusted' | 'invalid-input',
  what: string,
  cause?: unknown,
): CodelumiError {
  const remedy =
    reason === 'not-trusted'
      ? 'Trust the workspace, if you trust the model.'
      : 'Use a cross-encoder of the BERT kind, exported with its weights in one file; docs/rerankers.md says how.';
  return new CodelumiError({ reason, what, place: { file }, remedy, cause });
}
