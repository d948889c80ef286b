import { isJsonObject, type JsonObject, type ReadRecord } from './readItem.js';
import type { RecordPosition } from './recordPosition.js';
import { epochTimeOf, isEpochMilliseconds } from './recordTime.js';

/** Something the assistant did: a file `audit_<ms>.json`, or a line of `action_journal.jsonl`. */
export interface ExecutorAction {
  /** As written; numbered anew in each log. */
  readonly step: string | undefined;
  /** `writeFile`, `runCommand`, `undo`, …: an open set. */
  readonly action: string;
  readonly args: JsonObject;
  /** Milliseconds since the epoch: the record's own or, failing that, its file's. */
  readonly time: number | undefined;
  readonly position: RecordPosition;
}

const NO_ARGS: JsonObject = {};

export function looksLikeExecutorAction({ action, stepId, args }: JsonObject): boolean {
  return typeof action === 'string' && (typeof stepId === 'string' || isJsonObject(args));
}

/** undefined for records of another shape. */
export function executorActionOf(record: ReadRecord): ExecutorAction | undefined {
  const { value, position } = record;
  const { stepId, action, args } = value;
  if (typeof action !== 'string' || !looksLikeExecutorAction(value)) return undefined;
  return {
    step: typeof stepId === 'string' ? stepId : undefined,
    action,
    args: isJsonObject(args) ? args : NO_ARGS,
    time: epochTimeOf(value) ?? timeInName(position.file),
    position,
  };
}

function timeInName(file: string): number | undefined {
  const [, digits] = /\/audit_([0-9]{1,16})\.json$/u.exec(`/${file}`) ?? [];
  const time = digits === undefined ? undefined : Number(digits);
  return isEpochMilliseconds(time) ? time : undefined;
}
