import { formatPlace } from '../../errors.js';
import { counted } from '../../records/counted.js';
import type { Composed } from '../../snapshots/compose.js';
import { poissonInterval } from '../../statistics/countIntervals.js';
import type { Check, Fault } from '../../verification/fault.js';
import type { VerifyResult } from '../../verification/verify.js';
import type { Policy } from '../../workspace/settings/policySchema.js';
import type { GateResult } from './gateResult.js';

type RecordGate = 'records' | 'provenance' | 'signatures';

/**
 * What of a verification each gate is about. What is only derived (projections), and who has what to review, decides
 * nothing about a release.
 */
const GATE_OF: Readonly<Record<Check, RecordGate | undefined>> = {
  candidates: 'records',
  decisions: 'records',
  acceptance: 'records',
  snapshot: 'records',
  model: 'records',
  // What is rolled out is another matter than what it is.
  release: undefined,
  // So is what is watched after that.
  monitoring: undefined,
  erasure: 'records',
  audit: 'records',
  checkpoint: 'records',
  history: 'records',
  provenance: 'provenance',
  signature: 'signatures',
  signers: 'signatures',
  policy: 'signatures',
  projection: undefined,
  claims: undefined,
  proposals: undefined,
};

const MOST_DETAILS = 100;

/** What `codelumi verify` finds, as gates: records and their schema, provenance, and signatures. */
export function recordGates(
  { faults, warnings, checked }: VerifyResult,
  composed: Composed | undefined,
  { unsigned }: Pick<Policy, 'unsigned'>,
): GateResult[] {
  const problems = (composed?.problems ?? []).map(({ what }) => what);
  const blamed = (composed?.problems ?? []).map(({ accepted }) => accepted.candidate.id);
  const { candidates, decisions, accepted, proofs, copies, signed } = checked;
  const unproven = count(warnings, 'provenance');
  const left =
    unproven === 0 ? '' : `; ${unproven} cannot be proved here, as log and copy are gone`;
  return [
    gate('records', faults, {
      n: candidates,
      words: `${counted(candidates, 'candidate')}, ${counted(decisions, 'decision')} and ${counted(checked.snapshots, 'snapshot')} are what they must be`,
      problems,
      blamed,
    }),
    gate('provenance', faults, {
      n: proofs,
      words: `${counted(proofs, 'log line')} behind ${counted(accepted, 'accepted candidate')} ${proofs === 1 ? 'holds' : 'hold'} what was recorded, ${copies} of them as copies${left}`,
    }),
    gate('signatures', faults, {
      n: decisions,
      words: signedWords(signed, decisions, unsigned),
    }),
  ];
}

const UNSIGNED_GO: Readonly<Record<Policy['unsigned'], string>> = {
  none: 'into no snapshot',
  canary: 'as far as the canary',
  prod: 'everywhere',
};

/** Where nothing is signed, nothing is proved either: then what the policy makes of that is said. */
function signedWords(signed: number, decisions: number, unsigned: Policy['unsigned']): string {
  if (decisions === 0) return 'There are no decisions that could be signed';
  if (signed > 0)
    return `${signed} of ${counted(decisions, 'decision')} ${signed === 1 ? 'is' : 'are'} signed, and every signature holds`;
  return `None of ${counted(decisions, 'decision')} is signed by somebody who may sign; by the policy such work goes ${UNSIGNED_GO[unsigned]}`;
}

function gate(
  name: RecordGate,
  faults: readonly Fault[],
  {
    n,
    words,
    problems = [],
    blamed = [],
  }: {
    readonly n: number;
    readonly words: string;
    readonly problems?: readonly string[];
    readonly blamed?: readonly string[];
  },
): GateResult {
  const own = faults.filter(({ check }) => GATE_OF[check] === name);
  const details = [
    ...problems,
    ...own.map(({ place, message }) => `${formatPlace(place)}: ${message}`),
  ];
  const isRight = details.length === 0;
  const interval = n === 0 ? null : poissonInterval(details.length);
  return {
    gate: name,
    status: isRight ? 'pass' : 'fail',
    words: isRight
      ? `${words}.`
      : `${counted(details.length, 'fault')} among ${n}; codelumi verify tells more.`,
    figures: [{ name: 'faults', value: details.length, n, interval }],
    details: details.slice(0, MOST_DETAILS),
    candidates: [...new Set(blamed)].sort(),
  };
}

function count(found: readonly Fault[], wanted: Check): number {
  return found.filter(({ check }) => check === wanted).length;
}
