import { type SVGTemplateResult, svg } from 'lit';
import type { ShownPlot } from '../../../src/shared/dashboardProtocol.js';
import type { Frame } from './frame.js';

type Kind = ShownPlot['marks'][number]['kind'];

export const MARK_WORDS: Readonly<Record<Kind, string>> = {
  release: 'Release',
  rollback: 'Rollback',
  alert: 'Alert',
};

/** A shape of its own for each kind, 8 pixels wide, with its middle at 0. */
const GLYPHS: Readonly<Record<Kind, string>> = {
  release: 'M-4.5 4 0 -4 4.5 4z',
  rollback: 'M-4.5 -4 4.5 -4 0 4z',
  alert: 'M0 -5 5 0 0 5 -5 0z',
};

export function markGlyph(kind: Kind): SVGTemplateResult {
  return svg`<path class="glyph ${kind}" d=${GLYPHS[kind]} />`;
}

/** What happened, as a line through the day, with a sign at its head. */
export function marks({ marks: all }: ShownPlot, frame: Frame): SVGTemplateResult {
  return svg`${all.map(
    ({ at, kind }) => svg`
      <line class="event ${kind}" x1=${frame.x(at)} x2=${frame.x(at)} y1=${frame.top} y2=${frame.bottom} />
      <g transform="translate(${frame.x(at)} ${frame.top - 1})">${markGlyph(kind)}</g>
    `,
  )}`;
}
