import type { AssistantVerdict } from '../records/candidate.js';
import type { LearningEvent } from '../records/learningEvent.js';
import type { RecordPosition } from '../records/recordPosition.js';
import type { StagingEntry } from '../records/stagingEntry.js';
import type { ThreatVerdict } from '../records/threatVerdict.js';

/** A verdict, and the line of the log that says so. */
export interface SaidBefore extends Omit<AssistantVerdict, 'line'> {
  readonly position: RecordPosition;
}

/** More threats, and longer words, than anybody reads. */
const MOST_THREATS = 20;
const LONGEST_WORD = 200;

/** Whether a verdict warns of what it is about. */
export function speaksAgainst({ status }: Pick<AssistantVerdict, 'status'>): boolean {
  return ['quarantined', 'rejected', 'quarantine'].includes(status);
}

/** Whether the assistant has approved this answer itself, so that mining it would only make a copy. */
export function isStaged(
  verdicts: readonly Pick<AssistantVerdict, 'log' | 'status' | 'similarity'>[] = [],
): boolean {
  return verdicts.some(
    ({ log, status, similarity }) => log === 'staging' && status === 'approved' && similarity === 1,
  );
}

export function stagingVerdict({
  status,
  threats,
  score,
  time,
  position,
}: StagingEntry): SaidBefore {
  return {
    log: 'staging',
    status: status.slice(0, LONGEST_WORD),
    ...at(time),
    ...threatsIn(threats, score),
    position,
  };
}

export function verdictOnThreat(verdict: ThreatVerdict): SaidBefore {
  const { decision, reasons, score, time, position } = verdict;
  return {
    log: 'threats',
    status: decision.slice(0, LONGEST_WORD),
    ...at(time),
    ...threatsIn(reasons, score),
    position,
  };
}

export function learningVerdict({ type, file, time, position }: LearningEvent): SaidBefore {
  return {
    log: 'learning',
    status: type,
    ...at(time),
    ...(file === undefined ? {} : { kb_file: file.slice(0, LONGEST_WORD) }),
    position,
  };
}

function threatsIn(
  threats: readonly string[],
  score: number | undefined,
): Pick<AssistantVerdict, 'threats' | 'threat_score'> {
  const words = threats.slice(0, MOST_THREATS).map((threat) => threat.slice(0, LONGEST_WORD));
  return {
    ...(words.length === 0 ? {} : { threats: words }),
    ...(score === undefined ? {} : { threat_score: score }),
  };
}

function at(time: number | undefined): Pick<AssistantVerdict, 'at'> {
  return time === undefined ? {} : { at: new Date(time).toISOString() };
}
