import { CodelumiError, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { readConfig } from '../workspace/config.js';
import type { Schedule } from '../workspace/settings/cadenceSchema.js';
import { dueExtraction } from './dueExtraction.js';
import type { DueItem, DueKind } from './dueItem.js';
import { dueMonitoring } from './dueMonitoring.js';
import { dueReview } from './dueReview.js';
import { dueRollout } from './dueRollout.js';
import { dueSnapshot } from './dueSnapshot.js';
import { dueTraining } from './dueTraining.js';

export interface WhatIsDueInput {
  /** Goes before `cadence.extraction` of the settings: what somebody set in their editor. */
  readonly extraction?: Schedule;
}

/** What cannot be told, as the rest of a sentence. */
const QUESTIONS: Readonly<Record<DueKind, string>> = {
  extraction: 'candidates should be extracted',
  review: 'candidates wait too long',
  snapshot: 'a snapshot should be built',
  training: 'a reranker should be trained',
  rollout: 'a rollout waits for something',
  monitoring: 'what is watched should be looked at',
};

/**
 * All that the policies of the settings ask for from time to time, one of each kind, whether or not it is due, and why. One that
 * cannot be told hides no other. Logs are read and rankings run where a rollout is on its way; nothing is written.
 *
 * @throws CodelumiError `invalid-input` where the settings themselves cannot be read
 */
export async function whatIsDue(
  { extraction }: WhatIsDueInput,
  context: JobContext,
): Promise<DueItem[]> {
  const config = await readConfig(context.files);
  const rules: Readonly<Record<DueKind, () => Promise<DueItem>>> = {
    extraction: () => dueExtraction(context, extraction ?? config.cadence.extraction),
    review: () => dueReview(context, config.cadence.review),
    snapshot: () => dueSnapshot(context, config),
    training: () => dueTraining(context),
    rollout: () => dueRollout(context),
    monitoring: () => dueMonitoring(context, config),
  };
  const items: DueItem[] = [];
  for (const [kind, look] of Object.entries(rules)) {
    throwIfCancelled(context.signal);
    items.push(await told(kind as DueKind, look));
  }
  return items;
}

async function told(kind: DueKind, look: () => Promise<DueItem>): Promise<DueItem> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    const why = `It cannot be told whether ${QUESTIONS[kind]}: ${error.message}`;
    return { kind, isDue: true, isUnknown: true, why, isAutomatic: false };
  }
}
