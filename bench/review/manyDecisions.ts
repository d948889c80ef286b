import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Random } from '../../scripts/sample/lib/random.js';
import type { Candidate } from '../../src/core/records/candidate.js';
import { textDigest } from '../../src/core/records/fingerprint.js';
import { sha256 } from '../../src/core/records/sha256.js';
import { journalFile } from '../../src/core/review/decisionJournals.js';
import { genesis } from '../../src/core/workspace/journal.js';

const ALL = { factual: true, cited: true, no_pii: true, clear: true };
const REVIEWERS = [
  { name: 'Rae Reviewer', email: 'rae@example.org' },
  { name: 'Sam Second', email: 'sam@example.org' },
];
const SECOND_MS = 1_000;

/** Writes one decision on each candidate into the journals of two clones. */
export async function writeDecisions(
  root: string,
  day: string,
  candidates: readonly Candidate[],
  random: Random,
): Promise<void> {
  for (const [index, reviewer] of REVIEWERS.entries()) {
    const file = journalFile(day, `clone-${index + 1}`);
    const journal = new Chain(file);
    for (const [number, candidate] of candidates.entries()) {
      if (number % REVIEWERS.length !== index) continue;
      const at = new Date(Date.parse(day) + number * SECOND_MS).toISOString();
      journal.add({ at, reviewer, ...decisionOn(candidate, random) });
    }
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), journal.text);
  }
}

function decisionOn(candidate: Candidate, random: Random): object {
  const { id, query, assistant_output } = candidate;
  const fingerprint = textDigest(candidate);
  const about = { candidate: id, fingerprint, on: null };
  const redacted = assistant_output.replace(/\S+@\S+/u, '[EMAIL_1].');
  if (redacted !== assistant_output) {
    const after = { query, assistant_output: redacted };
    return { action: 'edit', ...about, before: { fingerprint }, after };
  }
  if (candidate.findings.length === 0 && random.chance(0.7))
    return { action: 'accept', ...about, checklist: ALL };
  return random.chance(0.8)
    ? { action: 'reject', ...about, reason: 'Not about our tools' }
    : { action: 'flag', ...about };
}

/** The lines `appendToJournal` would write, without reading the journal before each of them. */
class Chain {
  #prev: string;
  #seq = 0;
  readonly #lines: string[] = [];

  constructor(path: string) {
    this.#prev = genesis(path);
  }

  add(entry: object): void {
    this.#seq += 1;
    const whole = JSON.stringify({ v: 1, seq: this.#seq, ...entry, prev: this.#prev });
    const body = whole.slice(0, -1);
    this.#prev = sha256(body);
    this.#lines.push(`${body},"hash":"${this.#prev}"}\n`);
  }

  get text(): string {
    return this.#lines.join('');
  }
}
