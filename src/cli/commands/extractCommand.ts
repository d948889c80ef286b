import { Command, InvalidArgumentError } from 'commander';
import { type Explanation, explain } from '../../core/mining/explain.js';
import type { ExtractInput } from '../../core/mining/extract.js';
import type { ExtractResult, SourceReport } from '../../core/mining/runReport.js';
import type { FlippedCandidate, WhatIfResult } from '../../core/mining/whatIf.js';
import { addToGroup } from '../../core/records/addToGroup.js';
import { counted } from '../../core/records/counted.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import { isDay } from '../../core/workspace/paths.js';
import { printable, printableLine } from '../../shared/printable.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';

interface ExtractOptions extends CommonOptions {
  readonly whatIf?: readonly string[];
  readonly explain?: string;
  readonly full?: boolean;
  readonly since?: number;
}

export function extractCommand(): Command {
  return withCommonOptions(new Command('extract'))
    .description('mine the logs for new candidates and screen them')
    .option(
      '--what-if <setting=value...>',
      'change nothing; list what would be mined with other thresholds (repeatedHit.minimumQueries=2)',
    )
    .option(
      '--explain <file:line>',
      'change nothing; say why a line of a log became a candidate, or why not',
    )
    .option('--full', 'read all logs from their beginning, not only what is new')
    .option('--since <date>', 'leave out what is older than this day (2026-01-24)', timeOf)
    .action(({ whatIf: changes, explain: place, ...options }: ExtractOptions) => {
      if (place !== undefined) {
        return runCommand(options, (context) => explain({ place }, context), printExplanation);
      }
      return changes === undefined
        ? runCommand(
            options,
            (context) => recordedJobs.extract(inputOf(options), context),
            printExtract,
          )
        : runCommand(options, (context) => recordedJobs.whatIf({ changes }, context), printWhatIf);
    });
}

function inputOf({ full, since }: ExtractOptions): ExtractInput {
  return {
    ...(full === undefined ? {} : { full }),
    ...(since === undefined ? {} : { since }),
  };
}

/** Midnight UTC, as days are named everywhere. */
function timeOf(text: string): number {
  if (isDay(text)) return Date.parse(`${text}T00:00:00Z`);
  throw new InvalidArgumentError('It is a day such as 2026-01-24.');
}

function printExplanation(explanation: Explanation): void {
  const { file, line, candidates, would_become, verdicts, faults } = explanation;
  say(`${printable(file)}:${line}`);
  for (const fault of faults) say(`  fault: ${fault}`);
  for (const { rule, outcome, detail } of verdicts)
    say(`  ${rule}: ${outcome}; ${printable(detail)}`);
  if (verdicts.length === 0) say('  no rule had a use for this line');
  for (const query of would_become) say(`  part of the candidate "${printableLine(query, 70)}"`);
  for (const id of candidates) say(`  proof of ${id}`);
}

function printWhatIf({ before, after, appear, disappear }: WhatIfResult): void {
  say(`${counted(before, 'candidate')} now, ${after} then`);
  for (const flipped of appear) say(`+ ${describe(flipped)}`);
  for (const flipped of disappear) say(`- ${describe(flipped)}`);
}

function describe({ query, rules }: FlippedCandidate): string {
  return `${printableLine(query, 80)}  [${rules.join(', ')}]`;
}

function printExtract({ file, report }: ExtractResult): void {
  const { candidates, screening, sources, rules } = report;
  for (const line of describeSources(sources)) say(line);
  for (const rule of rules) {
    const dropped = Object.entries(rule.dropped).map(([reason, count]) => `${count} ${reason}`);
    say(
      `mined  ${rule.rule}: ${rule.kept} of ${rule.considered} looked at${dropped.length > 0 ? ` (dropped: ${dropped.join(', ')})` : ''}`,
    );
  }
  say(
    `found  ${counted(candidates.mined, 'candidate')} in ${counted(candidates.pairs, 'pair')} of question and answer, ${candidates.already_known} known already`,
  );
  if (candidates.complained_about.length > 0) {
    say(`note   users complained since about ${candidates.complained_about.join(', ')}`);
  }
  printDuplicates(candidates);
  if (report.reranker_problem !== undefined) say(`note   ${printable(report.reranker_problem)}`);
  if (candidates.added === 0) {
    say('added  nothing new');
    return;
  }
  const { pending, flagged, rejected } = screening;
  say(
    `added  ${candidates.added} to ${file}: ${pending} pending, ${flagged} flagged, ${rejected} rejected by screening`,
  );
}

/** The executor writes a file for every action; files that differ in numbers alone are told of together. */
function describeSources(sources: readonly SourceReport[]): string[] {
  const alike = new Map<string, SourceReport[]>();
  for (const source of sources) addToGroup(alike, source.file.replaceAll(/\d{10,}/gu, '*'), source);
  return [...alike].map(([name, group]) => {
    const records = group.reduce((sum, source) => sum + source.records, 0);
    const faults = group
      .flatMap((source) => Object.values(source.faults))
      .reduce((sum, count) => sum + count, 0);
    const files = group.length > 1 ? `${group.length} files, ` : '';
    return `read   ${name}: ${files}${counted(records, 'record')}${faults > 0 ? `, ${counted(faults, 'fault')}` : ''}`;
  });
}

const MOST_NAMED = 5;

/** What became of drafts that are no new candidates, where there is something to know about it. */
function printDuplicates(candidates: ExtractResult['report']['candidates']): void {
  const { in_knowledge_base, in_staging, held_back, returned, with_new_evidence } = candidates;
  if (in_knowledge_base > 0) say(`same   ${in_knowledge_base} stand in the knowledge base`);
  if (in_staging > 0) say(`same   ${in_staging} were approved by the assistant itself`);
  if (held_back > 0) {
    const ids = [
      ...new Set(candidates.rejected_again.map(({ candidate }) => printable(candidate))),
    ];
    const named = listed(ids.slice(0, MOST_NAMED), ids.length);
    say(
      `held   ${held_back} repeat or resemble what was rejected (${named}), with too little new evidence`,
    );
  }
  if (returned > 0)
    say(`back   ${returned} rejected before, and more conversations speak for them now`);
  if (with_new_evidence > 0) {
    const named = candidates.new_evidence
      .slice(0, MOST_NAMED)
      .map(({ candidate, new_sessions }) => `${candidate} (+${new_sessions})`);
    say(`note   more conversations speak for ${listed(named, with_new_evidence)}`);
  }
}

function listed(named: readonly string[], count: number): string {
  const rest = count - named.length;
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ');
}
