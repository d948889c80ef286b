import type { ShownPlot } from '../../../src/shared/dashboardProtocol.js';
import { figureWords } from '../../../src/shared/figureWords.js';
import { heldValues, linearScale, type Scale } from './scale.js';

/** About as wide as a digit is in the charts' type, in pixels. */
const DIGIT = 6.4;
const HEIGHT = 190;
const TOP = 20;
const RIGHT = 10;
const BOTTOM = 24;
/** For the title of an axis that is not of days. */
const AXIS_TITLE = 16;

/** The part of an upright chart that holds its figures, and the axes around it. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly y: Scale;
  /** The middle of the place of a label. */
  readonly x: (index: number) => number;
  /** How wide that place is. */
  readonly band: number;
}

/** @param width of the whole chart, in pixels */
export function frameOf(plot: ShownPlot, width: number): Frame {
  const { labels } = plot.x;
  const isLines = plot.shape === 'lines';
  const values = plot.series.flatMap((series) => series.values.filter((value) => value !== null));
  const height = HEIGHT + (hasAxisTitle(plot) ? AXIS_TITLE : 0);
  const bottom = height - BOTTOM - (hasAxisTitle(plot) ? AXIS_TITLE : 0);
  const y = linearScale(heldValues(values, isLines), [bottom, TOP], 4);
  const left =
    8 + Math.max(...y.ticks.map((tick) => figureWords(tick, plot.y.unit).length)) * DIGIT;
  const right = width - RIGHT;
  const band = (right - left) / Math.max(1, labels.length);
  const x = (index: number) => left + (index + 0.5) * band;
  return { width, height, left, right, top: TOP, bottom, y, x, band };
}

export function isOfDays({ x }: ShownPlot): boolean {
  return x.labels.every((label) => DAY.test(label));
}

export function hasAxisTitle(plot: ShownPlot): boolean {
  return !isOfDays(plot);
}

/** Labels that are written below the axis, so many that none touches the next, always with the first. */
export function shownLabels(plot: ShownPlot, frame: Frame): { index: number; text: string }[] {
  const texts = plot.x.labels.map(axisLabel);
  const longest = Math.max(0, ...texts.map((text) => text.length)) * DIGIT + 14;
  const every = Math.max(1, Math.ceil(longest / frame.band));
  return texts
    .map((text, index) => ({ index, text }))
    .filter(({ index }) => index % every === 0)
    .filter(({ index }) => frame.x(index) + longest / 2 <= frame.width + 12);
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/u;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-02-01` as `1 Feb`; of `0.10 to 0.15` where it begins. */
export function axisLabel(label: string): string {
  const [, , month = '', day = ''] = DAY.exec(label) ?? [];
  if (day !== '') return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month}`;
  return label.split(' to ')[0] ?? label;
}
