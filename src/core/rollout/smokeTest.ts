import { createHash, type Hash } from 'node:crypto';
import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { splitLines } from '../records/lineSplitter.js';
import { parsedJson } from '../records/parsedJson.js';
import { sha256 } from '../records/sha256.js';
import type { Deployment } from '../registry/deployment.js';
import { openReranker } from '../reranking/openReranker.js';
import { rankKnowledge } from '../reranking/rankKnowledge.js';
import type { Reranker } from '../reranking/reranker.js';
import type { IndexedEntry } from '../retrieval/bm25f/bm25fIndex.js';
import { KnowledgeIndex } from '../retrieval/knowledgeIndex.js';
import { indexedEntry } from '../snapshots/indexedEntry.js';
import { snapshotEntrySchema } from '../snapshots/snapshotEntry.js';

type Context = Pick<JobContext, 'files' | 'signal'>;

/** How many entries are asked for by their own question. */
const PROBES = 5;
const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * Whether a deployment can answer: its files are what was deployed, they load, and entries are found by their own
 * questions. A few seconds for a hundred thousand entries.
 *
 * @returns what does not work, each the beginning of a sentence; empty where all does
 */
export async function smokeTest(
  context: Context,
  { kb, reranker }: Pick<Deployment, 'kb' | 'reranker'>,
): Promise<string[]> {
  const problems: string[] = [];
  const entries = await loadEntries(context, kb, problems);
  if (entries === undefined) return problems;
  const knowledge = new KnowledgeIndex(entries);
  const ranker =
    reranker === null ? undefined : await loadRanker(context, reranker, knowledge, problems);
  if (problems.length > 0) return problems;
  for (const { id, questions } of probesOf(entries)) {
    const hits = await rankKnowledge(knowledge, questions[0] ?? '', {
      limit: 50,
      reranker: ranker,
    });
    if (!hits.every(({ score }) => Number.isFinite(score)))
      problems.push(`the reranker gives no score for the question of ${id}`);
    else if (!hits.some((hit) => hit.id === id))
      problems.push(`${id} is not found by its own question`);
  }
  return problems;
}

async function loadEntries(
  { files }: Context,
  { path, sha256: digest, entries: expected }: Deployment['kb'],
  problems: string[],
): Promise<IndexedEntry[] | undefined> {
  if ((await files.stat(path))?.kind !== 'file') {
    problems.push(`${path} is missing`);
    return undefined;
  }
  const hash = createHash('sha256');
  const entries: IndexedEntry[] = [];
  let unreadable: number | undefined;
  const chunks = hashed(files.readChunks(path), hash);
  for await (const { bytes, line } of splitLines(chunks, LONGEST_LINE)) {
    const entry = entryIn(bytes);
    if (entry === undefined) unreadable ??= line;
    else entries.push(entry);
  }
  if (hash.digest('hex') !== digest) problems.push(`${path} is not what was deployed`);
  else if (unreadable !== undefined) problems.push(`${path}:${unreadable} is no entry`);
  else if (entries.length !== expected) problems.push(`${path} holds ${entries.length} entries`);
  return entries;
}

/** What is read and what is hashed are the same bytes, also while somebody writes. */
async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

function entryIn(bytes: Buffer | undefined): IndexedEntry | undefined {
  const parsed = snapshotEntrySchema.safeParse(parsedJson(bytes));
  return parsed.data && indexedEntry(parsed.data);
}

async function loadRanker(
  { files }: Context,
  { path, sha256: digest }: NonNullable<Deployment['reranker']>,
  knowledge: KnowledgeIndex,
  problems: string[],
): Promise<Reranker | undefined> {
  try {
    // What is not what was deployed is not even read further.
    if ((await files.stat(path))?.kind !== 'file') problems.push(`${path} is missing`);
    else if (sha256(await files.read(path)) !== digest)
      problems.push(`${path} is not what was deployed`);
    else return await openReranker({ files }, path, knowledge);
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    problems.push(error.details.what);
  }
  return undefined;
}

/** Spread over the whole knowledge base, always the same ones. */
function probesOf(entries: readonly IndexedEntry[]): IndexedEntry[] {
  const step = Math.max(1, Math.floor(entries.length / PROBES));
  return entries
    .filter(({ questions: [first = ''] }, at) => at % step === 0 && first.length > 0)
    .slice(0, PROBES);
}
