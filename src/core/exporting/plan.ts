import { createHash, type Hash } from 'node:crypto';
import { CodelumiError, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import type { EvaluationContext } from '../screening/context/evaluationContext.js';
import type { Config } from '../workspace/configSchema.js';
import type { ExportRow } from './exportRow.js';
import { Groups } from './groups.js';
import { type LeftOut, LeftOutTally } from './leftOut.js';
import type { RowSource, SourceEntry } from './sources/rowSource.js';
import { SPLITS, type Split, type SplitShares, splitOf } from './splitShares.js';

/** How a row is exported, beside what it is. */
export interface PlannedRow extends ExportRow {
  /** Hexadecimal digits that rows of one group have in common; null where nothing is split. */
  readonly group: string | null;
}

export interface PlanOptions {
  readonly shares: SplitShares | undefined;
  readonly seed: string;
}

type Context = Pick<JobContext, 'signal' | 'progress'>;

/** In a table of bytes: not exported. Others are the split and 1. */
const OUT = 0;

/**
 * What is exported, and into which split: found in one pass over the source, of which a byte a row is kept (and hashes where
 * there are groups). The rows of a split are read again when they are written.
 */
export class ExportPlan {
  readonly #context: Context;
  readonly #source: RowSource;
  readonly #isMeasuredWith: (question: string) => boolean;
  readonly #left = new LeftOutTally();
  #assigned = new Uint8Array(1024);
  /** By row that is exported. */
  #groups: Groups | undefined;
  #read = 0;
  #version = '';
  readonly #counts = [0, 0, 0];

  constructor(
    context: Context,
    source: RowSource,
    evaluation: EvaluationContext,
    { screening }: Pick<Config, 'screening'>,
  ) {
    this.#context = context;
    this.#source = source;
    this.#isMeasuredWith = (question) =>
      evaluation.nearDuplicateOf(question, screening.leakSimilarity) !== undefined;
  }

  /** How many rows have open findings, and how many no acceptance stands behind. */
  masked = 0;
  unreviewed = 0;

  /** How many rows go into all splits together. */
  get exported(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** How many were looked at. */
  get read(): number {
    return this.#read;
  }

  /** undefined where nothing is split. */
  get groups(): number | undefined {
    return this.#groups?.count;
  }

  get leftOut(): LeftOut[] {
    return this.#left.all();
  }

  countOf(split: Split): number {
    return this.#counts[SPLITS.indexOf(split)] ?? 0;
  }

  /** @throws JobCancelled, or what reading the source does */
  async make({ shares, seed }: PlanOptions): Promise<void> {
    const groups = shares === undefined ? undefined : new Groups();
    const version = createHash('sha256');
    for await (const { entry, index } of this.#entries('Choosing what to export', version)) {
      this.#assign(index, this.#choose(entry, groups) ? 1 : OUT);
      this.#read = index + 1;
    }
    this.#version = version.digest('hex');
    for (let line = 0; line < this.#source.unreadable; line += 1) this.#left.add('unreadable', '?');
    await this.#source.requireUnchanged();
    this.#groups = groups;
    this.#share(groups, shares, seed);
  }

  /**
   * The rows of a split, in the order of the source.
   * @throws CodelumiError `changed-meanwhile`, JobCancelled
   */
  async *rowsOf(split: Split): AsyncGenerator<PlannedRow> {
    const wanted = SPLITS.indexOf(split) + 1;
    const version = createHash('sha256');
    let row = -1;
    for await (const { entry, index } of this.#entries(`Writing ${split}`, version)) {
      const assigned = this.#assigned[index] ?? OUT;
      if (assigned !== OUT) row += 1;
      if (assigned !== wanted) continue;
      const group = this.#groups?.keyOf(row).toString(16).padStart(12, '0') ?? null;
      yield { ...this.#withoutMeasured(entry.row()), group };
    }
    if (version.digest('hex') !== this.#version) throw changed();
    await this.#source.requireUnchanged();
  }

  /** Whether it is exported. */
  #choose(entry: SourceEntry, groups: Groups | undefined): boolean {
    const why = entry.whyNot();
    const row = why === undefined ? this.#withoutMeasured(entry.row()) : undefined;
    const isMeasured = row !== undefined && this.#isMeasuredWith(row.question);
    if (row === undefined || isMeasured) {
      this.#left.add(why ?? 'evaluation', entry.id);
      return false;
    }
    groups?.add(row);
    if (row.openFindings.length > 0) this.masked += 1;
    if (row.status === null) this.unreviewed += 1;
    return true;
  }

  async *#entries(message: string, version: Hash) {
    const { size: total } = this.#source;
    let index = 0;
    for await (const batch of this.#source.read()) {
      throwIfCancelled(this.#context.signal);
      this.#context.progress({ message, done: index, ...(total !== undefined && { total }) });
      for (const entry of batch) {
        version.update(`${entry.version}\n`);
        yield { entry, index };
        index += 1;
      }
    }
  }

  /** Other ways to ask may be what quality is measured with, where the question is not. */
  #withoutMeasured(row: ExportRow): ExportRow {
    const variants = row.variants.filter((variant) => !this.#isMeasuredWith(variant));
    return variants.length === row.variants.length ? row : { ...row, variants };
  }

  #assign(index: number, what: number): void {
    if (index === this.#assigned.length) {
      const assigned = this.#assigned;
      this.#assigned = new Uint8Array(2 * index);
      this.#assigned.set(assigned);
    }
    this.#assigned[index] = what;
  }

  #share(groups: Groups | undefined, shares: SplitShares | undefined, seed: string): void {
    let row = 0;
    for (let index = 0; index < this.#read; index += 1) {
      if (this.#assigned[index] === OUT) continue;
      const split =
        groups === undefined || shares === undefined ? 0 : splitOf(groups.keyOf(row), shares, seed);
      this.#assigned[index] = split + 1;
      this.#counts[split] = (this.#counts[split] ?? 0) + 1;
      row += 1;
    }
  }
}

function changed(): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'What is exported was changed meanwhile',
    remedy: 'Do it again once nobody writes to it.',
  });
}
