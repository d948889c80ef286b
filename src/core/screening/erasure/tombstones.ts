import * as z from 'zod';
import type { JobContext } from '../../job.js';
import { textDigest } from '../../records/fingerprint.js';
import type { KbEntry } from '../../records/kbEntry.js';
import { sha256 } from '../../records/sha256.js';
import { kbIdOf } from '../../retrieval/knowledgeBase.js';
import { filesIn } from '../../workspace/filesIn.js';
import { readJournal } from '../../workspace/journal.js';
import { TOMBSTONES_FOLDER } from '../../workspace/paths.js';
import type { SoughtForm } from './soughtForms.js';
import { hasDigits, howWritten, type WordMatcher } from './soughtText.js';

const digest = z.string().regex(/^[0-9a-f]{64}$/u);

/** One way in which something erased is written, by its hash alone. */
const formSchema = z.union([
  z.strictObject({ words: z.int().positive(), sha256: digest }),
  z.strictObject({ digits: z.int().positive(), sha256: digest }),
]);

/** A line of `.codelumi/registry/tombstones/<writer>.jsonl`; loose: a journal's own keys stand beside it. */
const tombstoneSchema = z.looseObject({
  at: z.iso.datetime(),
  action: z.literal('tombstone'),
  /** Goes into every hash, so that no table of names tells what was erased. */
  salt: z.string().min(16),
  forms: z.array(formSchema),
  /** Entries of the knowledge base that no snapshot takes any more: salted hashes of id and exact text. */
  entries: z.array(digest),
});

type Tombstone = z.infer<typeof tombstoneSchema>;
type HashedForm = z.infer<typeof formSchema>;

type KbText = Pick<KbEntry, 'question' | 'answer' | 'variants'>;

/** What was erased, as far as one may know: whether a text holds it. */
export class Tombstones {
  readonly #matches: WordMatcher;
  readonly #entries: readonly { readonly salt: string; readonly hash: string }[];
  readonly isEmpty: boolean;

  constructor(tombstones: readonly Tombstone[]) {
    const forms = tombstones.flatMap(({ salt, forms: own }) => own.map((form) => ({ salt, form })));
    this.#matches = (words) => forms.some(({ salt, form }) => holdsForm(words, salt, form));
    this.#entries = tombstones.flatMap(({ salt, entries }) =>
      entries.map((hash) => ({ salt, hash })),
    );
    this.isEmpty = tombstones.length === 0;
  }

  /** Whether a text holds something that was erased, however it is written there. */
  holds(text: string): boolean {
    return !this.isEmpty && howWritten(text, this.#matches) !== undefined;
  }

  /** Whether an entry of this id in the knowledge base was erased, or holds something that was. */
  covers(id: string, entry: KbText): boolean {
    if (this.isEmpty) return false;
    const isNamed = this.#entries.some(({ salt, hash }) => hash === hashedEntry(salt, id, entry));
    return isNamed || this.holds([entry.question, entry.answer, ...entry.variants].join('\n'));
  }
}

/** A tombstone for a value, without the value. */
export function tombstoneOf(
  salt: string,
  forms: readonly SoughtForm[],
  entries: readonly KbEntry[],
): Pick<Tombstone, 'action' | 'salt' | 'forms' | 'entries'> {
  return {
    action: 'tombstone',
    salt,
    forms: forms.map((form) => hashedForm(salt, form)),
    entries: entries.map((entry) => hashedEntry(salt, kbIdOf(entry), entry)),
  };
}

/** The journals of tombstones, one a writer. */
export async function tombstoneFiles({ files }: Pick<JobContext, 'files'>): Promise<string[]> {
  return filesIn(files, TOMBSTONES_FOLDER);
}

/** Lines behind a break in a journal do not count; `verify` says where that is. */
export async function readTombstones(context: Pick<JobContext, 'files'>): Promise<Tombstones> {
  const tombstones: Tombstone[] = [];
  for (const file of await tombstoneFiles(context)) {
    const { lines } = await readJournal(context.files, file);
    for (const { value } of lines) {
      const parsed = tombstoneSchema.safeParse(value);
      if (parsed.success) tombstones.push(parsed.data);
    }
  }
  return new Tombstones(tombstones);
}

function hashedForm(salt: string, form: SoughtForm): HashedForm {
  if (form.kind === 'digits')
    return { digits: form.digits.length, sha256: hashed(salt, form.digits) };
  return { words: form.words.length, sha256: hashed(salt, form.words.join(' ')) };
}

function holdsForm(words: readonly string[], salt: string, form: HashedForm): boolean {
  if ('digits' in form)
    return hasDigits(words, form.digits, (digits) => hashed(salt, digits) === form.sha256);
  for (let start = 0; start + form.words <= words.length; start += 1) {
    const phrase = words.slice(start, start + form.words).join(' ');
    if (hashed(salt, phrase) === form.sha256) return true;
  }
  return false;
}

function hashedEntry(salt: string, id: string, entry: KbText): string {
  const text = textDigest({ query: entry.question, assistant_output: entry.answer });
  return hashed(salt, `${id}\n${text}`);
}

function hashed(salt: string, value: string): string {
  return sha256(`codelumi tombstone v1\n${salt}\n${value}`);
}
