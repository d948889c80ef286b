import { SourceTally } from '../runReport.js';
import type { Facts } from './facts.js';
import { FAULT_KINDS } from './faultLog.js';

/** What was read of each log and what was wrong with it, in the order of the settings. */
export function talliesOf(facts: Facts): SourceTally[] {
  const { files, counts, faults, order } = facts;
  const tallies = files.first(files.length).map((file) => new SourceTally(file));
  for (let row = 0; row < counts.length; row += 1)
    tallies[counts.at(row, 'file')]?.countRecords(counts.at(row, 'records'));
  for (let row = 0; row < faults.length; row += 1) {
    const line = faults.at(row, 'line');
    const position = facts.positionOf(line);
    const kind = FAULT_KINDS[faults.at(row, 'kind')];
    if (position === undefined || kind === undefined) continue;
    tallies[facts.lines.at(line, 'file')]?.countFault({ kind, position });
  }
  return order.flatMap((file) => tallies.filter(({ report }) => report.file === file));
}
