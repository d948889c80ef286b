import type { LinePlace } from '../workspace/linePlace.js';
import type { TracedLine } from './tracedLine.js';

/** A line that another one comes from, or that came of it. */
export interface Step {
  readonly kind: TracedLine['kind'];
  readonly place: LinePlace;
  /** What it is, in a few words; may hold text of others, so it is shown as text only. */
  readonly label: string;
}
