import { visibleLine } from '../../records/visibleText.js';
import { formatFixed } from '../../retrieval/metrics/formatFigure.js';
import type { Figure, GateResult } from '../gates/gateResult.js';
import type { ValidationReport } from './validationReport.js';

const LONGEST = 2_000;

/**
 * A report as JUnit XML, a gate each test case, for what shows results of CI. A gate that is no pass fails its case; where it
 * need not have data, that skips the case.
 */
export function reportJunit({ gates, policy, created_at }: ValidationReport): string {
  const isRequired = ({ gate }: GateResult) => policy.required.includes(gate);
  const failed = gates.filter((each) => isFailure(each, isRequired(each))).length;
  const skipped = gates.filter((each) => isSkipped(each, isRequired(each))).length;
  const cases = gates.map((each) => testCase(each, isRequired(each)));
  const counts = `tests="${gates.length}" failures="${failed}" errors="0" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="codelumi validate" ${counts} timestamp="${escaped(created_at.slice(0, 19))}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(result: GateResult, isRequired: boolean): string {
  const { gate, status, words, details, figures } = result;
  const told = [`${status}: ${words}`, ...figures.map(figureWords), ...details];
  const text = escaped(told.map(line).join('\n'));
  const start = `    <testcase classname="codelumi.validate" name="${escaped(gate)}">`;
  const message = escaped(line(`${status}: ${words}`));
  if (isFailure(result, isRequired))
    return `${start}<failure type="${status}" message="${message}">${text}</failure></testcase>`;
  if (isSkipped(result, isRequired)) return `${start}<skipped message="${message}"/></testcase>`;
  return `${start}<system-out>${text}</system-out></testcase>`;
}

function figureWords({ name, value, interval, n, p }: Figure): string {
  const figure = (each: number) => formatFixed(each, 3);
  const between =
    interval === null ? 'no interval' : `95 %: ${figure(interval.low)} to ${figure(interval.high)}`;
  const test = p === undefined ? '' : `, p = ${figure(p)}`;
  return `${name} ${figure(value)} (${between}; n = ${n}${test})`;
}

function isFailure({ status }: GateResult, isRequired: boolean): boolean {
  return status === 'fail' || (isRequired && status !== 'pass');
}

function isSkipped({ status }: GateResult, isRequired: boolean): boolean {
  return !isRequired && status !== 'pass' && status !== 'fail';
}

/** Without what XML 1.0 cannot hold. */
function line(text: string): string {
  return visibleLine(text, LONGEST).replaceAll(/[\uFFFE\uFFFF]/gu, '\uFFFD');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
