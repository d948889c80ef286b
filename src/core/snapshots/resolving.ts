import { questionKey } from '../records/fingerprint.js';
import type { EntryRef, Resolution } from '../records/resolution.js';
import type { QuestionVariants } from '../review/questionVariants.js';
import type { ReviewedCandidate } from '../review/reviewedCandidates.js';
import { resolutionOf } from '../review/standingEntry.js';
import type { EntryCollector } from './entryCollector.js';
import { type Acceptance, inOrder, type SnapshotEntry } from './snapshotEntry.js';

/** A reviewed choice about two entries that cannot be carried out as they are now. */
export interface ResolvingProblem {
  readonly accepted: ReviewedCandidate;
  /** The beginning of a sentence. */
  readonly what: string;
}

export interface Resolved {
  readonly merged: number;
  readonly variantsAdded: number;
  readonly variantsLeftOut: number;
  readonly superseded: readonly { readonly id: string; readonly by: string }[];
  readonly problems: readonly ResolvingProblem[];
}

type Addition = QuestionVariants & { readonly acceptance: Acceptance | undefined };
type Targeted = Exclude<Resolution, { kind: 'keep' }>;

/** Carries out what reviewers chose for candidates beside other entries: merge and supersede. */
export class Resolving {
  readonly #collector: EntryCollector;
  /** Ids that something was decided beside. */
  readonly #sought = new Set<string>();
  /** Where what a reference names stands in the snapshot. */
  readonly #names = new Map<string, string>();
  /** By the id of an entry that left the knowledge base: the one that says it took its place. */
  readonly #heirs = new Map<string, string>();
  /** By the id of an entry of this snapshot: what takes its place, and who decided so. */
  readonly #superseders = new Map<
    string,
    { readonly by: ReviewedCandidate; readonly id: string }
  >();
  readonly #problems: ResolvingProblem[] = [];

  /** @param accepted of everything else nobody asks where it stands */
  constructor(collector: EntryCollector, accepted: readonly ReviewedCandidate[]) {
    this.#collector = collector;
    for (const { state } of accepted) {
      const resolution = resolutionOf(state);
      if (resolution.kind !== 'keep') this.#sought.add(resolution.entry.id);
    }
  }

  /** @param id under which it stands in the snapshot */
  name(ref: EntryRef, id: string): void {
    if (this.#sought.has(ref.id)) this.#names.set(keyOf(ref), id);
  }

  nameHeir(gone: string, id: string): void {
    if (this.#sought.has(gone)) this.#heirs.set(gone, id);
  }

  /** Ids of the entries that something may have been decided beside. */
  named(): string[] {
    return [...this.#names.values(), ...this.#heirs.values()];
  }

  /** @param additionOf what merging a candidate adds; asked for merged ones only */
  resolve(
    accepted: readonly ReviewedCandidate[],
    additionOf: (accepted: ReviewedCandidate) => Addition,
  ): Resolved {
    const merges = new Map<string, ReviewedCandidate>();
    for (const each of accepted)
      if (resolutionOf(each.state).kind === 'merge') merges.set(each.candidate.id, each);
    for (const each of accepted) this.#takePlace(each, merges);
    this.#requireNoCircle();
    const counts = { merged: 0, variantsAdded: 0, variantsLeftOut: 0 };
    for (const each of merges.values()) {
      const target = this.#targetOf(each, merges);
      if (target === undefined) continue;
      const addition = additionOf(each);
      counts.merged += 1;
      counts.variantsLeftOut += addition.leftOut;
      counts.variantsAdded += this.#addVariants(target, addition);
    }
    return { ...counts, superseded: this.#removeSuperseded(), problems: this.#problems };
  }

  #takePlace(each: ReviewedCandidate, merges: ReadonlyMap<string, ReviewedCandidate>): void {
    const resolution = resolutionOf(each.state);
    if (resolution.kind !== 'supersede') return;
    const own = this.#ownId(each);
    const target = this.#targetOf(each, merges);
    // It stands there itself by now: a snapshot with it became the knowledge base.
    if (own === undefined || target === undefined || target === own) return;
    const before = this.#superseders.get(target);
    if (before === undefined) {
      this.#superseders.set(target, { by: each, id: own });
      return;
    }
    if (before.id === own) return;
    this.#tell(each, `takes the place of ${target}, and so does ${before.by.candidate.id}`);
  }

  #ownId({ state: { text } }: ReviewedCandidate): string | undefined {
    return this.#collector.idOf(text.query, text.assistant_output);
  }

  /** Where the entry that a candidate was decided beside stands; undefined, and told, where it does not. */
  #targetOf(
    each: ReviewedCandidate,
    merges: ReadonlyMap<string, ReviewedCandidate>,
  ): string | undefined {
    let from = each;
    const passed = new Set<string>();
    for (;;) {
      const resolution = resolutionOf(from.state) as Targeted;
      const { entry } = resolution;
      const found = this.#names.get(keyOf(entry)) ?? this.#heirOf(from, resolution);
      if (found !== undefined) return found;
      passed.add(from.candidate.id);
      const next = entry.where === 'candidate' ? merges.get(entry.id) : undefined;
      if (next === undefined || next.state.fingerprint !== entry.digest) {
        this.#tell(each, `was decided beside ${entry.id}, which is not there as it was then`);
        return undefined;
      }
      if (passed.has(next.candidate.id)) {
        this.#tell(each, `is merged into ${entry.id}, which is merged into it in turn`);
        return undefined;
      }
      from = next;
    }
  }

  /** The entry left the knowledge base when another took its place there. */
  #heirOf(each: ReviewedCandidate, { kind, entry }: Targeted): string | undefined {
    const heir = entry.where === 'kb' ? this.#heirs.get(entry.id) : undefined;
    if (heir === undefined || kind === 'merge') return heir;
    // What took its place is this candidate, or somebody else's choice that nobody compared with.
    return heir === this.#ownId(each) ? heir : undefined;
  }

  /** Entries that take each other's place would all be gone. */
  #requireNoCircle(): void {
    for (const [start, { by }] of this.#superseders) {
      const passed = new Set([start]);
      let next = this.#superseders.get(start)?.id;
      while (next !== undefined && !passed.has(next)) {
        passed.add(next);
        next = this.#superseders.get(next)?.id;
      }
      if (next !== start) continue;
      this.#tell(by, `takes the place of ${start}, which takes its place in turn`);
    }
  }

  /** @returns how many of the questions are new */
  #addVariants(id: string, { taken, acceptance }: Addition): number {
    const entry = this.#collector.get(id);
    if (entry === undefined) return 0;
    const variants = withQuestions(entry, taken);
    const merged = [...(entry.merged ?? []), ...(acceptance === undefined ? [] : [acceptance])];
    this.#collector.replace(inOrder({ ...entry, variants, merged }));
    return variants.length - (entry.variants?.length ?? 0);
  }

  #removeSuperseded(): { id: string; by: string }[] {
    const gone = [...this.#superseders].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [id, { id: by }] of gone) this.#inherit(id, this.#lastHeir(by));
    for (const [id] of gone) this.#collector.remove(id);
    return gone.map(([id, { by }]) => ({ id, by: by.candidate.id }));
  }

  /** Of a chain of entries that took each other's place only the last one stays. */
  #lastHeir(id: string): string {
    const passed = new Set<string>();
    let last = id;
    for (;;) {
      const next = this.#superseders.get(last)?.id;
      if (next === undefined || passed.has(next)) return last;
      passed.add(next);
      last = next;
    }
  }

  #inherit(goneId: string, heirId: string): void {
    const gone = this.#collector.get(goneId);
    const heir = this.#collector.get(heirId);
    if (gone === undefined || heir === undefined || gone === heir) return;
    const variants = withQuestions(heir, gone.variants ?? []);
    const supersedes = [...(heir.supersedes ?? []), goneId, ...(gone.supersedes ?? [])];
    const merged = [...(heir.merged ?? []), ...(gone.merged ?? [])];
    this.#collector.replace(
      inOrder({ ...heir, variants, supersedes: [...new Set(supersedes)].sort(), merged }),
    );
  }

  #tell(accepted: ReviewedCandidate, what: string): void {
    this.#problems.push({ accepted, what: `${accepted.candidate.id} ${what}` });
  }
}

/** An entry's variants and the new ones among `questions`, in the order in which they came. */
function withQuestions(
  { q, variants = [] }: SnapshotEntry,
  questions: readonly string[],
): string[] {
  const known = new Set([q, ...variants].map(questionKey));
  const fresh: string[] = [];
  for (const question of questions) {
    const key = questionKey(question);
    if (known.has(key)) continue;
    known.add(key);
    fresh.push(question);
  }
  return [...variants, ...fresh];
}

function keyOf({ where, id, digest }: EntryRef): string {
  return `${where} ${digest} ${id}`;
}
