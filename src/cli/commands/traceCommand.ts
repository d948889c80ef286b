import { Command } from 'commander';
import { formatPlace } from '../../core/errors.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import { requireTraced } from '../../core/tracing/requireTraced.js';
import type { Step } from '../../core/tracing/step.js';
import type { Trace, TraceInput } from '../../core/tracing/trace.js';
import { printable } from '../../shared/printable.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';
import { parsePlace } from '../usage.js';

const KIND_WORDS: Readonly<Record<Step['kind'], string>> = {
  source: 'log line',
  candidate: 'candidate',
  decision: 'decision',
  projection: 'projection',
  entry: 'snapshot',
};

export function traceCommand(): Command {
  return withCommonOptions(new Command('trace'))
    .description('follow a line from log to snapshot, and back')
    .argument('<file:line>', 'a line of a log, candidates, decisions or a snapshot', parsePlace)
    .action((place: TraceInput, options: CommonOptions) =>
      runCommand(
        options,
        async (context) => requireTraced(context, place, await recordedJobs.trace(place, context)),
        print,
      ),
    );
}

function print({ kind, origins, uses }: Trace): void {
  if (kind === undefined) {
    say('there is no record in this line');
    return;
  }
  for (const step of origins) say(lineOf('comes from', step));
  for (const step of uses) say(lineOf('led to', step));
  if (origins.length === 0 && uses.length === 0) say('nothing came of this line');
}

function lineOf(how: string, { kind, place, label }: Step): string {
  return `${how.padEnd(10)}  ${KIND_WORDS[kind].padEnd(10)}  ${printable(formatPlace(place))}  ${printable(label)}`;
}
