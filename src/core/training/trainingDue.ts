import { DAY_MS } from '../durations.js';
import { CodelumiError } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import { counted } from '../records/counted.js';
import { composeSnapshot } from '../snapshots/compose.js';
import { hashesOf } from '../snapshots/snapshotLines.js';
import { readConfig } from '../workspace/config.js';
import type { Config } from '../workspace/configSchema.js';
import type { TrainingSettings } from '../workspace/settings/trainingSchema.js';
import type { ModelManifest } from './artefacts/modelManifest.js';
import { modelVersions } from './artefacts/modelVersions.js';
import { judgedQuestions } from './data/judgedQuestions.js';
import { readTrainingData } from './data/trainingData.js';
import { requireEnough } from './recipes/requireEnough.js';

/** Whether a reranker should be trained, and what that comes from. */
export interface TrainingDue {
  readonly due: boolean;
  /** In words, as a whole sentence. */
  readonly why: string;
  /** Accepted candidates that the last training did not know. */
  readonly newlyAccepted: number;
  /** Of the version that was trained last; undefined: none was. */
  readonly last: Pick<ModelManifest, 'artefact' | 'version' | 'created_at'> | undefined;
  readonly cadence: TrainingSettings['cadence'];
  /** Whether it is to be trained without being asked. */
  readonly automatic: boolean;
}

/**
 * Whether the cadence of the settings says that it is time: so many days after the last training, or so many newly
 * accepted candidates, whichever comes first. It is not where nothing has changed since, as training would give what is there,
 * nor where there is too little to learn from. Before the first training days are counted from the first acceptance.
 *
 * @throws CodelumiError `invalid-input` when a journal is damaged
 */
export const trainingDue: Job<Record<string, never>, TrainingDue> = async (_input, context) => {
  const config = await readConfig(context.files);
  const { accepted, entries } = await composeSnapshot(context, config);
  const { sha256 } = await hashesOf(entries.lines());
  const last = lastTrained(
    (await modelVersions(context)).flatMap(({ manifest }) => manifest ?? []),
  );
  const known = new Set(last?.data.candidates);
  const newlyAccepted = accepted.filter(({ candidate }) => !known.has(candidate.id)).length;
  const acceptedAt = accepted.flatMap(({ state }) => state.decidedBy?.decision.at ?? []).sort();
  const { cadence, automatic } = config.training;
  const verdict = verdictOf({
    newlyAccepted,
    hasChanged: last === undefined ? accepted.length > 0 : last.data.knowledge_sha256 !== sha256,
    since: last?.created_at ?? acceptedAt[0],
    now: context.clock.now().getTime(),
    cadence,
    last,
  });
  const obstacle = verdict.due ? await obstacleTo(context, config) : undefined;
  return {
    ...(obstacle === undefined ? verdict : { due: false, why: `${verdict.why} ${obstacle}` }),
    newlyAccepted,
    last: last && {
      artefact: last.artefact,
      version: last.version,
      created_at: last.created_at,
    },
    cadence,
    automatic,
  };
};

/** Why training would end at once, as a sentence; nobody is to be sent there. */
async function obstacleTo(context: JobContext, config: Config): Promise<string | undefined> {
  try {
    const { entries, accepted, refused, isKept } = await readTrainingData(
      { ...context, warn: undefined },
      config,
    );
    // With scikit-learn every entry is learned from.
    if (config.training.recipe === 'builtin')
      requireEnough(judgedQuestions(entries, accepted, refused, isKept));
    return undefined;
  } catch (error) {
    if (error instanceof CodelumiError) return `But nothing can be trained yet: ${error.message}`;
    throw error;
  }
}

/** Of whatever recipe. */
function lastTrained(manifests: readonly ModelManifest[]): ModelManifest | undefined {
  return manifests.toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1))[0];
}

interface Facts {
  readonly newlyAccepted: number;
  /** Whether training would learn from anything else than last time. */
  readonly hasChanged: boolean;
  /** ISO 8601; undefined: nothing was trained, or accepted, ever. */
  readonly since: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly cadence: TrainingSettings['cadence'];
  readonly last: Pick<ModelManifest, 'version'> | undefined;
}

function verdictOf({
  newlyAccepted,
  hasChanged,
  since,
  now,
  cadence,
  last,
}: Facts): Pick<TrainingDue, 'due' | 'why'> {
  if (since === undefined) return { due: false, why: 'Nothing was accepted yet.' };
  const behind = last === undefined ? 'the first acceptance' : `version ${last.version}`;
  if (!hasChanged) return { due: false, why: `Nothing has changed since ${behind}.` };
  const candidates = counted(newlyAccepted, 'candidate');
  if (newlyAccepted >= cadence.accepted) {
    const were = newlyAccepted === 1 ? 'was' : 'were';
    const of = last === undefined ? `${were} accepted` : `${were} accepted since ${behind}`;
    return {
      due: true,
      why: `${candidates} ${of}, and ${cadence.accepted} ${areEnough(cadence.accepted)}.`,
    };
  }
  // A clock that was set back must not put training off for years.
  const days = Math.floor(Math.abs(now - Date.parse(since)) / DAY_MS);
  const ago = counted(days, 'day');
  if (days >= cadence.days)
    return {
      due: true,
      why: `${ago} ${days === 1 ? 'has' : 'have'} passed since ${behind}, and ${cadence.days} ${areEnough(cadence.days)}.`,
    };
  return {
    due: false,
    why: `${candidates} of ${cadence.accepted} and ${ago} of ${cadence.days} since ${behind}.`,
  };
}

function areEnough(count: number): string {
  return count === 1 ? 'is enough' : 'are enough';
}
