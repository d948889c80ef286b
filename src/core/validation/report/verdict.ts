import type { ValidationPolicy } from '../../workspace/settings/validationSchema.js';
import type { GateResult } from '../gates/gateResult.js';
import type { ValidationReport } from './validationReport.js';

/** Every required gate must pass, and no other may fail: what cannot be told is no pass. */
export function verdictOf(
  gates: readonly GateResult[],
  { required }: Pick<ValidationPolicy, 'required'>,
): ValidationReport['verdict'] {
  if (gates.some(({ status }) => status === 'fail')) return 'fail';
  const isMissing = ({ gate, status }: GateResult) => required.includes(gate) && status !== 'pass';
  return gates.some(isMissing) ? 'inconclusive' : 'pass';
}
