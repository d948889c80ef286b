import type { Finding } from '../records/candidate.js';
import type { Screenable } from './context/screenable.js';
import type { ScreeningContext } from './context/screeningContext.js';
import type { ScreeningPolicy } from './recogniser.js';

/**
 * A rule that holds a candidate against what else is known: the knowledge base, the other candidates, the
 * evaluation sets. Its work a candidate is bounded, however many of them there are.
 */
export interface ContextRule {
  readonly rule: string;
  readonly version: number;
  readonly description: string;
  find(candidate: Screenable, context: ScreeningContext, policy: ScreeningPolicy): Finding[];
}
