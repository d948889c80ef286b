/** Only `pass` is a pass: what cannot be told, or was not measured, never leads on. */
export type Verdict = 'pass' | 'fail' | 'inconclusive' | 'no-data';

/**
 * What a gate asks for. A `guardrail` that fails leads back; a `quality` that does not pass needs a person; for the others
 * one waits.
 */
export type GateKind = 'minimum' | 'guardrail' | 'quality' | 'approval' | 'time';

/** Something that must be so before a rollout goes on, and whether it is. */
export interface Gate {
  /** Lower-case words with hyphens, the same in every evaluation. */
  readonly id: string;
  readonly kind: GateKind;
  readonly verdict: Verdict;
  /** What was found, for a list: "31 of 30 exposures". */
  readonly words: string;
  /** What was measured, and what it is held against, where both are numbers of one unit. */
  readonly measured?: number;
  readonly needed?: number;
}

/** The stages in which something is judged. Those of `DRAFT` decide whether it is validated. */
export type GatedStage = 'DRAFT' | 'VALIDATED' | 'SHADOW' | 'CANARY' | 'BETA' | 'PROD';

/** What the gates ask for, all together, and the gates that ask for it. */
export interface Advice {
  readonly action: 'advance' | 'wait' | 'pause' | 'roll-back';
  /** Those because of which; empty for `advance`. */
  readonly because: readonly Gate[];
}

/**
 * A guardrail that fails goes before everything, then what a person has to look at, then what time will bring.
 */
export function adviceOf(gates: readonly Gate[]): Advice {
  const failed = gates.filter(({ kind, verdict }) => kind === 'guardrail' && verdict === 'fail');
  if (failed.length > 0) return { action: 'roll-back', because: failed };
  const doubtful = gates.filter(isDoubtful);
  if (doubtful.length > 0) return { action: 'pause', because: doubtful };
  const open = gates.filter(({ verdict }) => verdict !== 'pass');
  return open.length > 0 ? { action: 'wait', because: open } : { action: 'advance', because: [] };
}

/** What more of the same need not settle; data that only is not there yet is no reason to stop. */
function isDoubtful({ kind, verdict }: Gate): boolean {
  if (kind !== 'guardrail' && kind !== 'quality') return false;
  return verdict === 'fail' || verdict === 'inconclusive';
}
