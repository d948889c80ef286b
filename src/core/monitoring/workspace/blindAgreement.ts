import { agreementOf, type Reviews } from '../../review/overlap/agreement.js';
import type { WorkspaceMeasures } from './workspaceMeasures.js';

/**
 * Kappa of verdicts that two people gave without knowing of each other: Cohen's where two people did all of that, else
 * Fleiss'; null where too little differs for a figure.
 *
 * @returns null where nothing was judged so
 */
export function blindAgreement(blind: readonly Reviews[]): WorkspaceMeasures['agreement'] {
  if (blind.length === 0) return null;
  const { all, pairs } = agreementOf(blind);
  const figure = all === 'one-pair' ? pairs[0]?.agreement : all;
  return { kappa: typeof figure === 'object' ? figure.kappa : null, n: blind.length };
}
