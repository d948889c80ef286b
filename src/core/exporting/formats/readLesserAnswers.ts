import type { JobContext } from '../../job.js';
import type { CandidateText } from '../../records/candidate.js';
import { textDigest } from '../../records/fingerprint.js';
import type { EntryRef } from '../../records/resolution.js';
import { kbIdOf, readKnowledgeBase } from '../../retrieval/knowledgeBase.js';
import { isObstacle } from '../../review/acceptance.js';
import {
  type ReviewedCandidate,
  reviewDays,
  reviewedCandidates,
} from '../../review/reviewedCandidates.js';
import { resolutionOf } from '../../review/standingEntry.js';
import { readTombstones } from '../../screening/erasure/tombstones.js';
import { screenText } from '../../screening/screenText.js';
import { isRefusal } from '../../training/data/refusedAnswers.js';
import { isProblem } from '../../workspace/candidateFiles.js';
import type { Config } from '../../workspace/configSchema.js';
import { LesserAnswers } from './lesserAnswers.js';

export interface ReadLesserAnswers {
  readonly lesser: LesserAnswers;
  /** How many are not used, as they hold something private, hostile or erased. */
  readonly withheld: number;
}

/** Reads what was rejected, edited and replaced in review. What nobody looked at is in none of it. */
export async function readLesserAnswers(
  context: JobContext,
  config: Config,
): Promise<ReadLesserAnswers> {
  const reading = new Reading(await harmTest(context, config));
  for (const day of (await reviewDays(context)).sort())
    for await (const read of reviewedCandidates(context, day, 'decided'))
      if (!isProblem(read)) reading.add(read); // Of damaged lines verification tells.
  if (reading.replacedInBase.size > 0) {
    const { entries } = await readKnowledgeBase(context, config.sources.knowledgeBase);
    for (const entry of entries)
      reading.addKnown(kbIdOf(entry), {
        query: entry.question,
        assistant_output: entry.answer,
      });
  }
  reading.finish();
  const { lesser, withheld } = reading;
  return { lesser, withheld };
}

async function harmTest(
  context: JobContext,
  { screening }: Config,
): Promise<(text: CandidateText) => boolean> {
  const tombstones = await readTombstones(context);
  return (text) =>
    tombstones.holds(`${text.query}\n${text.assistant_output}`) ||
    // That it is short or says nothing is what it was refused for.
    screenText(text, screening).some((each) => isObstacle(each) && each.kind !== 'uninformative');
}

interface Replaced {
  readonly ref: EntryRef;
  readonly said: { readonly candidate: string; readonly decision: string };
}

class Reading {
  readonly lesser = new LesserAnswers();
  withheld = 0;
  /** Digests of entries of the knowledge base whose place was taken. */
  readonly replacedInBase = new Set<string>();
  readonly #isHarmful: (text: CandidateText) => boolean;
  readonly #replaced: Replaced[] = [];
  /** What may have been replaced, by `keyOf`. */
  readonly #texts = new Map<string, CandidateText>();

  constructor(isHarmful: (text: CandidateText) => boolean) {
    this.#isHarmful = isHarmful;
  }

  add({ candidate, state }: ReviewedCandidate): void {
    const decision = state.decidedBy?.decision.hash;
    if (decision === undefined || state.disputed !== undefined) return;
    const { query, assistant_output: answer } = state.text;
    const said = { candidate: candidate.id, decision };
    if (isRefusal({ state }))
      this.#keep(state.text, () =>
        this.lesser.addRejected(query, { answer, kind: 'rejected', ...said }),
      );
    if (state.status !== 'accepted') return;
    this.#texts.set(candidate.id, state.text);
    const before = candidate.assistant_output;
    if (state.edited && before !== answer)
      this.#keep({ query, assistant_output: before }, () =>
        this.lesser.addReplaced({ answer: before, kind: 'edited', ...said }),
      );
    const resolution = resolutionOf(state);
    if (resolution.kind !== 'supersede') return;
    this.#replaced.push({ ref: resolution.entry, said });
    if (resolution.entry.where === 'kb') this.replacedInBase.add(resolution.entry.digest);
  }

  addKnown(id: string, text: CandidateText): void {
    const digest = textDigest(text);
    if (this.replacedInBase.has(digest)) this.#texts.set(keyOf({ where: 'kb', id, digest }), text);
  }

  finish(): void {
    for (const { ref, said } of this.#replaced) {
      const text = this.#texts.get(keyOf(ref));
      if (text === undefined) continue; // A snapshot was published meanwhile, and it is gone.
      const { assistant_output: answer } = text;
      this.#keep(text, () => this.lesser.addReplaced({ answer, kind: 'superseded', ...said }));
    }
  }

  #keep(text: CandidateText, add: () => void): void {
    if (this.#isHarmful(text)) this.withheld += 1;
    else add();
  }
}

function keyOf({ where, id, digest }: EntryRef): string {
  return where === 'kb' ? `${id} ${digest}` : id;
}
