import type { Plant } from '../lib/planted.js';
import { buttonComments, downComments } from './phrases.js';

export const upTypes = ['up', 'up', 'positive', 'thumbs_up'];
export const downTypes = ['down', 'negative', 'thumbs_down'];
export const freeTypes = [
  'too long',
  'neutral',
  'needs an example',
  'works, but I would use a flag',
];
export const themesWithTests = new Set([
  'typescript',
  'node',
  'testing',
  'python',
  'ci',
  'npm',
  'sql',
]);
export const detectors = ['thinkChat', 'think', 'thinkStream'];

export function commentsOn(type: string): readonly string[] {
  if (upTypes.includes(type)) return buttonComments;
  return downTypes.includes(type) ? downComments : [''];
}

/** The detector often fires twice on one message. */
export function approval(text: string, answer: string): object[] {
  const evidence = /works|worked|fixed/.exec(text)?.[0];
  return evidence === undefined || answer.includes(evidence)
    ? []
    : [{ type: 'approval', confidence: 0.6, evidence }];
}

export const weakSignal: Plant = {
  kind: 'weak-signal',
  expect: 'evidence stands in the assistant’s own text: weak, must not make a candidate',
};

export const freeText: Plant = {
  kind: 'free-text-feedback',
  expect: 'unknown meta.type: neither positive nor negative by itself',
};
