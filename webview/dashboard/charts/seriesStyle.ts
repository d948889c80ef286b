import { type SVGTemplateResult, svg } from 'lit';
import type { ShownPlot } from '../../../src/shared/dashboardProtocol.js';

type Role = ShownPlot['series'][number]['role'];

/** Colours, each with dashes and a pattern of its own, so that none is told by colour alone. */
const STYLES = 5;

/** Its place among those that stand beside each other. */
function styleOf(place: number): number {
  return place % STYLES;
}

/** The class that gives its colour and dashes. */
export function seriesClass(role: Role, place: number): string {
  return role === 'plain' ? `s${styleOf(place)}` : role;
}

/** How an area of it is filled: the first ones in full, the others by the patterns below. */
export function patternOf(role: Role, place: number): string {
  const isFull = role === 'now' || (role === 'plain' && styleOf(place) === 0);
  if (isFull) return 'currentcolor';
  return role === 'plain' ? `url(#pattern-${styleOf(place)})` : 'none';
}

/** Once in each picture. `currentcolor` in a pattern is that of the pattern, not of what it fills. */
export function patterns(): SVGTemplateResult {
  return svg`
    <defs>
      ${[1, 2, 3, 4].map(
        (place) => svg`
          <pattern id="pattern-${place}" class="s${place}" width="5" height="5" patternUnits="userSpaceOnUse"
            patternTransform="rotate(${place * 45})">
            <rect class="ground" width="5" height="5" />
            <line class="hatch" x1="0" x2="0" y1="0" y2="5" />
          </pattern>
        `,
      )}
    </defs>
  `;
}
