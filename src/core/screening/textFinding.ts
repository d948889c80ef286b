import type { Finding } from '../records/candidate.js';

/** A finding in one string, before it is known where that string stands. */
export interface TextFinding extends Omit<Finding, 'field' | 'replacement' | 'version'> {
  readonly version: number;
  /** `EMAIL` for `[EMAIL_1]`; undefined: nothing may stand there instead. */
  readonly placeholder: string | undefined;
  /** What is to stand there, where that is no placeholder. */
  readonly replacement: string | undefined;
  /** Equal for the same value in another spelling; never shown or stored. */
  readonly value: string;
}

/** Whether it is of somebody, or gives access. */
export function isPersonalOrSecret({ kind }: Pick<Finding, 'kind'>): boolean {
  return kind === 'pii' || kind === 'secret';
}

/** Whether what it covers cannot be taken for clean: a rule that failed may have missed something of somebody. */
export function mayBePrivate({ kind }: Pick<Finding, 'kind'>): boolean {
  return isPersonalOrSecret({ kind }) || kind === 'scanner-failure';
}
