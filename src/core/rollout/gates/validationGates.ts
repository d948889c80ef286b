import type { ValidationEvidence } from '../evidence/evidence.js';
import type { Gate } from './gate.js';

/**
 * What a validation of exactly this deployment against what is in production found.
 * @param validation undefined where there was none
 */
export function validationGates(validation: readonly ValidationEvidence[] | undefined): Gate[] {
  if (validation === undefined || validation.length === 0)
    return [
      {
        id: 'validation',
        kind: 'quality',
        verdict: 'no-data',
        words: 'not validated against what is in production',
      },
    ];
  return validation.map(({ id, verdict, words }) => ({
    id: `validation-${id}`,
    kind: 'quality',
    verdict,
    words,
  }));
}
