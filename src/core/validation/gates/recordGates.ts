import { formatPlace } from '../../errors.js';
import type { Composed } from '../../snapshots/compose.js';
import { poissonInterval } from '../../statistics/countIntervals.js';
import type { Check, Fault } from '../../verification/fault.js';
import type { VerifyResult } from '../../verification/verify.js';
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
      words: `${candidates} candidates, ${decisions} decisions and ${checked.snapshots} snapshots are what they must be`,
      problems,
      blamed,
    }),
    gate('provenance', faults, {
      n: proofs,
      words: `${proofs} log lines behind ${accepted} accepted candidates hold what was recorded, ${copies} of them as copies${left}`,
    }),
    gate('signatures', faults, {
      n: decisions,
      words: `${signed} of ${decisions} decisions are signed, and every signature holds`,
    }),
  ];
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
      : `${details.length} faults among ${n}; codelumi verify tells more.`,
    figures: [{ name: 'faults', value: details.length, n, interval }],
    details: details.slice(0, MOST_DETAILS),
    candidates: [...new Set(blamed)].sort(),
  };
}

function count(found: readonly Fault[], wanted: Check): number {
  return found.filter(({ check }) => check === wanted).length;
}
