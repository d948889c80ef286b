import type { Files } from '../../ports/files.js';
import type { ProximateEntry } from '../../records/candidate.js';
import { isAnswer, type MemoryEntry } from '../../records/memoryEntry.js';
import { termsOf } from '../../retrieval/analyser.js';
import { Bm25Index } from '../../retrieval/bm25Index.js';
import { topicTerms } from '../../retrieval/queryText.js';
import type { ScreeningPolicy } from '../../screening/recogniser.js';
import type { CandidateDraft } from '../candidateDraft.js';
import { thousandths } from '../thousandths.js';
import type { Passage } from './passage.js';
import { isTurn } from './passageContext.js';
import { readEntry } from './provedEntry.js';
import { quote } from './quote.js';

const MOST_ENTRIES = 5;
/** Of the run's other answers, those that are ranked together with the conversation's entries. */
const MOST_OTHERS = 20;
/** The answers of so many drafts are looked at; more would cost more than they tell. */
const MOST_DRAFTS = 10_000;
const LONGEST_EXCERPT = 200;

/** A memory entry that may bear on a candidate, and often on many: what is found out once is kept. */
class Near {
  readonly text: string;
  readonly #findRole: () => Promise<string | undefined>;
  #role: Promise<string | undefined> | undefined;
  #topic: ReadonlySet<string> | undefined;
  #terms: readonly string[] | undefined;
  #excerpt: string | undefined;

  constructor(text: string, findRole: () => Promise<string | undefined>) {
    this.text = text;
    this.#findRole = findRole;
  }

  /** undefined when the log no longer has it. */
  role(): Promise<string | undefined> {
    this.#role ??= this.#findRole();
    return this.#role;
  }

  get topic(): ReadonlySet<string> {
    this.#topic ??= new Set(topicTerms(this.text));
    return this.#topic;
  }

  /** What it is ranked by. */
  get terms(): readonly string[] {
    this.#terms ??= termsOf([...this.topic].join(' '));
    return this.#terms;
  }

  excerpt(policy: ScreeningPolicy): string {
    this.#excerpt ??= quote(this.text, LONGEST_EXCERPT, policy);
    return this.#excerpt;
  }
}

/**
 * The memory entries nearest to a candidate. No run can hold a whole log, so they are looked for
 * among the other entries of the candidate's conversation, and among the answers that the run's
 * other drafts stand on.
 */
export class ProximateEntries {
  readonly #policy: ScreeningPolicy;
  readonly #answers = new Map<string, Near>();
  readonly #index = new Bm25Index();

  constructor(files: Files, policy: ScreeningPolicy, drafts: readonly CandidateDraft[]) {
    this.#policy = policy;
    for (const { provenance, assistant_output } of drafts.slice(0, MOST_DRAFTS)) {
      const line = provenance.find(({ part }) => part === 'answer');
      if (line === undefined || this.#answers.has(idOf(line))) continue;
      // A draft does not say in which role its answer was given.
      const role = async () => (await readEntry(files, line))?.role;
      const answer = new Near(assistant_output, role);
      this.#answers.set(idOf(line), answer);
      this.#index.addTerms(idOf(line), answer.terms);
    }
  }

  /** At most five, nearest first; scores are comparable within one candidate. */
  async of(draft: CandidateDraft, passage: Passage | undefined): Promise<ProximateEntry[]> {
    const own = new Set(draft.provenance.map(idOf));
    const asked = topicTerms(draft.query);
    const pool = this.#poolFor(asked, passage);
    const index = new Bm25Index();
    for (const [id, near] of pool)
      if (!own.has(id) && sharesTopic(asked, near)) index.addTerms(id, near.terms);
    const entries = index.search(asked.join(' '), MOST_ENTRIES).map(async ({ id, score }) => {
      const near = pool.get(id) ?? NOTHING;
      const excerpt = near.excerpt(this.#policy);
      return { id, role: await near.role(), score: thousandths(score), excerpt };
    });
    return (await Promise.all(entries)).filter(isThere);
  }

  #poolFor(asked: readonly string[], passage: Passage | undefined): ReadonlyMap<string, Near> {
    const pool = new Map<string, Near>();
    for (const { id } of this.#index.search(asked.join(' '), MOST_OTHERS)) {
      pool.set(id, this.#answers.get(id) ?? NOTHING);
    }
    for (const entry of [...(passage?.before ?? []), ...(passage?.after ?? [])]) {
      const { text, role, position } = entry;
      if (isStatement(entry)) pool.set(idOf(position), new Near(text, async () => role));
    }
    return pool;
  }
}

const NOTHING = new Near('', async () => undefined);

function isThere(
  entry: Omit<ProximateEntry, 'role'> & { role: string | undefined },
): entry is ProximateEntry {
  return entry.role !== undefined;
}

/** Answers, and what users state; their questions tell nothing. */
function isStatement(entry: MemoryEntry): boolean {
  return isTurn(entry) && (isAnswer(entry) || !entry.text.includes('?'));
}

/** One word in common is chance, unless the question has no other. */
function sharesTopic(asked: readonly string[], { topic }: Near): boolean {
  return asked.filter((term) => topic.has(term)).length >= Math.min(2, asked.length);
}

function idOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file}:${line}`;
}
