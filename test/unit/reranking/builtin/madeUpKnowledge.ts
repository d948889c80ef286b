import { trainBuiltin } from '../../../../src/core/reranking/builtin/trainBuiltin.js';
import type { IndexedEntry } from '../../../../src/core/retrieval/bm25f/bm25fIndex.js';
import { KnowledgeIndex } from '../../../../src/core/retrieval/knowledgeIndex.js';

/** A small knowledge base. */
export const ENTRIES: readonly IndexedEntry[] = [
  {
    id: 'kb-reset',
    questions: ['How do I reset my password?', 'I forgot my password'],
    answer: 'Open the sign-in page and click on *Forgot password*.',
  },
  {
    id: 'kb-delete',
    questions: ['How do I delete my account?'],
    answer: 'Open the settings, then choose to delete the account. Your password is asked for.',
  },
  {
    id: 'kb-undo',
    questions: ['How do I undo the last commit?'],
    answer: '`git reset --soft HEAD~1` keeps the changes; nothing may be pushed yet.',
  },
  {
    id: 'kb-push',
    questions: ['Why was my push rejected?'],
    answer: 'Somebody pushed before you. Pull, then push again.',
  },
  {
    id: 'kb-stash',
    questions: ['How do I put changes aside?'],
    answer: 'git-stash puts them aside, `git stash pop` brings them back.',
  },
  { id: 'kb-mail', questions: ['Where is my mailbox?'], answer: 'Below the account menu.' },
];

/** An artefact that was trained, with something changed by hand. */
export function artefactWith(changes: object): string {
  const { artefact } = trainBuiltin({
    knowledge: new KnowledgeIndex(ENTRIES),
    seed: 1,
    judgements: ENTRIES.map(({ id, answer }) => ({
      query: answer.split(' ').slice(0, 3).join(' '),
      group: id,
      relevant: new Map([[id, 1]]),
    })),
  });
  return JSON.stringify({ ...JSON.parse(artefact), ...changes });
}
