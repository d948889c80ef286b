import type { PromptCheck } from '../prompts/checkPrompts.js';
import { type GateResult, shareFigure } from './gateResult.js';

/** Whether the assistant sends to the model what was recorded, with the candidate's knowledge base behind it. */
export function promptsGate({
  status,
  harness,
  cases: n,
  problems,
  differences,
}: PromptCheck): GateResult {
  const differing = new Set(differences.map((each) => `${each.file}\n${each.case}`)).size;
  const same = n - differing;
  return {
    gate: 'prompts',
    status,
    words: `${wordsOf(n, same)} ${WHOSE[harness]}`,
    figures: shareFigure('as recorded', same, n),
    details: [
      ...problems.map((problem) => `${problem}.`),
      ...differences.map(({ file, path, case: name, what }) => {
        return `${file} ${path} “${name}”: ${what}.`;
      }),
    ],
    candidates: [],
  };
}

const WHOSE = {
  reference: 'The reference made them: nothing of the assistant itself was run.',
  command: "The workspace's harness made them.",
} as const;

function wordsOf(n: number, same: number): string {
  if (n === 0) return 'No golden prompt was compared.';
  return `The messages of ${same} of ${n} golden prompts are as recorded.`;
}
