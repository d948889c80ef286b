import { codeCell, codeSpan } from '../records/markdownText.js';
import { visibleLine } from '../records/visibleText.js';
import type { RolloutView } from './rolloutStatus.js';
import type { TimelineEvent } from './rolloutTimeline.js';
import { contentWords, deploymentName } from './rolloutWords.js';

const LONGEST_CELL = 400;

/**
 * A rollout and what happened to it, for people. Names and reasons are code: nothing in them is markup, or a link.
 */
export function timelineMarkdown(rollout: RolloutView, events: readonly TimelineEvent[]): string {
  const { id, deployment, baseline, content, stage } = rollout;
  const head = [
    `# Rollout ${id}`,
    `- Deployment: ${deployment}`,
    ...(content === undefined ? [] : [`- Holds: ${codeSpan(oneLine(contentWords(content)))}`]),
    `- A rollback leads to: ${deploymentName(baseline)}`,
    `- Stage: ${stage}`,
  ];
  const rows = events.map(
    ({ at, what, why, by, isSigned }) =>
      `| ${at} | ${what} | ${codeCell(oneLine(by))}${isSigned ? ', signed' : ''} | ${why === undefined ? '' : codeCell(oneLine(why))} |`,
  );
  const table = ['| When | What | Who | Why |', '|---|---|---|---|', ...rows];
  return `${head[0]}\n\n${head.slice(1).join('\n')}\n\n${table.join('\n')}\n`;
}

function oneLine(text: string): string {
  return visibleLine(text, LONGEST_CELL);
}
