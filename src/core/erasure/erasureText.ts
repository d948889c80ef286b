import { formatPlace } from '../errors.js';
import type { Erased } from './applyErasure.js';
import type { ErasurePlan, LeftToPeople } from './erasurePlan.js';
import type { Found } from './findPerson.js';

// Places only, for the shell and the editor alike: what stands there is what was asked for, and whoever may see it
// opens the file. One line each, unprinted: names of files may hold anything.

export function foundLines({ places, related, searched, notSearched }: Found): string[] {
  const files = new Set(places.map(({ place }) => place.file));
  return [
    ...places.map(({ place, kind, how, id }) => {
      const about = id === undefined ? '' : ` ${id}`;
      const hidden = how === 'hidden' ? ' (escaped, spelled out or encoded)' : '';
      return `${formatPlace(place)}: ${kind}${about}${hidden}`;
    }),
    ...related.map(
      ({ candidate, ...place }) =>
        `${formatPlace(place)}: conversation ${candidate} comes from one that names them`,
    ),
    ...notSearched.map(
      (place) => `${formatPlace(place)}: too long to be searched; look at it yourself`,
    ),
    `${places.length} places in ${files.size} of ${searched} files`,
  ];
}

export function planLines(plan: ErasurePlan): string[] {
  return [
    ...plan.reject.map(({ candidate, status }) => `to reject: ${candidate} (${status})`),
    ...plan.rewrite.map(
      ({ candidate, part }) =>
        `to rewrite: ${candidate} (${part === 'text' ? 'its text' : 'what is quoted beside it'})`,
    ),
    ...plan.evidence.map((file) => `to delete: ${file}`),
    ...plan.entries.map(
      ({ id, file, line }) => `to leave out of the next snapshot: ${id} (${file}:${line})`,
    ),
    ...plan.snapshots.map(
      ({ name, entries }) => `to replace by a new one: ${name} (${entries.join(', ')})`,
    ),
    ...plan.models.map((file) => `to train anew: ${file}`),
    ...leftLines(plan.left),
  ];
}

export function erasedLines(erased: Erased): string[] {
  const { tombstone, rejected, refused, rewritten, evidence, left, warning } = erased;
  return [
    `tombstone in ${tombstone}`,
    `${rejected.length} candidates rejected as one step, ${rewritten.length} rewritten`,
    `${evidence.length} copies of log lines deleted`,
    ...refused.map(({ candidate, message }) => `not rejected: ${candidate}: ${message}`),
    ...(warning === undefined ? [] : [warning]),
    ...leftLines(left),
  ];
}

function leftLines(left: readonly LeftToPeople[]): string[] {
  return left.flatMap(({ what, places, how, command }) => [
    `left to you: ${what}`,
    ...places.map((place) => `  ${formatPlace(place)}`),
    `  ${how}`,
    ...(command === undefined ? [] : [`  ${command}`]),
  ]);
}
