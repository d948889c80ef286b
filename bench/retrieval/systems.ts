import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import MiniSearch from 'minisearch';
import type { Hit } from '../../src/core/retrieval/bm25f/bestHits.js';
import { Bm25fIndex } from '../../src/core/retrieval/bm25f/bm25fIndex.js';
import { Bm25Index } from '../../src/core/retrieval/bm25Index.js';
import type { Document } from './dataset.js';

export type Search = (query: string, limit: number) => readonly Hit[];

/** Indexes documents, and searches them. */
export type System = (documents: readonly Document[]) => Search;

export const OURS = 'BM25F (ours)';
export const MINISEARCH = 'minisearch';

export const SYSTEMS: Readonly<Record<string, System>> = {
  [OURS]: (documents) => {
    const index = new Bm25fIndex();
    for (const { id, title, text } of documents)
      index.add({ id, questions: [title], answer: text });
    return (query, limit) => index.search(query, limit);
  },
  'BM25, plain terms (ours)': (documents) => {
    const index = new Bm25Index();
    for (const { id, title, text } of documents) index.add(id, `${title}\n${text}`);
    return (query, limit) => index.search(query, limit);
  },
  [MINISEARCH]: (documents) => miniSearch(documents, {}),
  'minisearch, title boost 2': (documents) => miniSearch(documents, { boost: { title: 2 } }),
  'minisearch, prefix and fuzzy': (documents) =>
    miniSearch(documents, { prefix: true, fuzzy: 0.2 }),
  elasticlunr: elasticLunr,
};

function miniSearch(documents: readonly Document[], options: object): Search {
  const index = new MiniSearch({ fields: ['title', 'text'], searchOptions: options });
  index.addAll(documents.map(({ id, title, text }) => ({ id, title, text })));
  return (query, limit) => index.search(query).slice(0, limit);
}

/** Not bundled: it makes a global variable without declaring it, which a module may not. */
const load = createRequire(resolve('package.json'));

/** It has no types; this is what is used of it. */
interface ElasticLunr {
  addField(name: string): void;
  setRef(name: string): void;
  saveDocument(save: boolean): void;
  addDoc(document: object): void;
  search(query: string, options: object): { ref: string; score: number }[];
}

function elasticLunr(documents: readonly Document[]): Search {
  const elasticlunr: (config: (this: ElasticLunr) => void) => ElasticLunr = load('elasticlunr');
  const index = elasticlunr(function () {
    this.addField('title');
    this.addField('text');
    this.setRef('id');
    this.saveDocument(false);
  });
  for (const { id, title, text } of documents) index.addDoc({ id, title, text });
  return (query, limit) =>
    index
      .search(query, {})
      .slice(0, limit)
      .map(({ ref, score }) => ({ id: ref, score }));
}
