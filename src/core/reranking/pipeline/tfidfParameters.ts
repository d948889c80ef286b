import { PickleDict, PickleList, PickleSet, PickleTuple } from '../pickle/pickleValues.js';
import { Attributes } from './attributes.js';
import { ENGLISH_STOP_WORDS } from './englishStopWords.js';
import { inverseDocumentFrequencies } from './inverseDocumentFrequencies.js';

export type AccentStripping = 'ascii' | 'unicode' | null;
export type Norm = 'l1' | 'l2' | null;

/** How a fitted TfidfVectorizer makes tokens of a text; the names are scikit-learn's. */
export interface TokenParameters {
  readonly lowercase: boolean;
  readonly stripAccents: AccentStripping;
  readonly stopWords: ReadonlySet<string>;
}

/** All that decides what a fitted TfidfVectorizer makes of a text; the names are scikit-learn's. */
export interface TfidfParameters extends TokenParameters {
  readonly ngramRange: readonly [minimum: number, maximum: number];
  /** The column of each n-gram, from 0; an n-gram's words stand one space apart. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** An n-gram counts once, however often it occurs. */
  readonly binary: boolean;
  readonly sublinearTf: boolean;
  readonly norm: Norm;
  /** One weight a column; undefined when documents are not weighed. */
  readonly idf: Float64Array | undefined;
}

/** In words. Bounds what a hostile vocabulary costs; two is what the assistant uses. */
const LONGEST_NGRAM = 5;

/** What scikit-learn has by default, and the only pattern whose tokens are the same here. */
const TOKEN_PATTERN = '(?u)\\b\\w\\w+\\b';

/** @throws UnreadableModel naming the attribute that is missing or not supported */
export function tfidfParametersOf(value: unknown): TfidfParameters {
  const vectorizer = new Attributes(value, 'TfidfVectorizer');
  // `transform` takes these from the transformer that `fit` made, not from the vectorizer.
  const transformer = new Attributes(vectorizer.get('_tfidf'), 'TfidfTransformer');
  vectorizer.oneOf('input', ['content']);
  vectorizer.oneOf('analyzer', ['word']);
  vectorizer.oneOf('token_pattern', [TOKEN_PATTERN]);
  vectorizer.oneOf('preprocessor', [null]);
  vectorizer.oneOf('tokenizer', [null]);
  const vocabulary = vocabularyOf(vectorizer);
  return {
    lowercase: vectorizer.flag('lowercase'),
    stripAccents: vectorizer.oneOf('strip_accents', [null, 'unicode', 'ascii']),
    stopWords: stopWordsOf(vectorizer),
    ngramRange: ngramRangeOf(vectorizer),
    vocabulary,
    binary: vectorizer.flag('binary'),
    sublinearTf: transformer.flag('sublinear_tf'),
    norm: transformer.oneOf('norm', ['l2', 'l1', null]),
    idf: transformer.flag('use_idf')
      ? inverseDocumentFrequencies(transformer, vocabulary.size)
      : undefined,
  };
}

function ngramRangeOf(vectorizer: Attributes): [number, number] {
  const value = vectorizer.get('ngram_range');
  const [minimum, maximum] = value instanceof PickleTuple ? value.items : [];
  const areLengths = Number.isSafeInteger(minimum) && Number.isSafeInteger(maximum);
  if (!areLengths || typeof minimum !== 'number' || typeof maximum !== 'number') {
    return vectorizer.refuse('ngram_range');
  }
  const isRange = minimum >= 1 && minimum <= maximum && maximum <= LONGEST_NGRAM;
  return isRange ? [minimum, maximum] : vectorizer.refuse('ngram_range');
}

/** Every column belongs to exactly one n-gram. */
function vocabularyOf(vectorizer: Attributes): Map<string, number> {
  const value = vectorizer.get('vocabulary_');
  if (!(value instanceof PickleDict)) return vectorizer.refuse('vocabulary_');
  const vocabulary = new Map<string, number>();
  for (const [term, column] of value.byName()) {
    if (typeof column !== 'number') return vectorizer.refuse('vocabulary_');
    vocabulary.set(term, column);
  }
  const columns = new Set(vocabulary.values());
  const areColumns = [...columns].every(
    (column) => Number.isSafeInteger(column) && column >= 0 && column < vocabulary.size,
  );
  if (!areColumns || columns.size !== vocabulary.size) return vectorizer.refuse('vocabulary_');
  return vocabulary;
}

function stopWordsOf(vectorizer: Attributes): ReadonlySet<string> {
  const value = vectorizer.get('stop_words');
  if (value === null) return new Set();
  if (value === 'english') return ENGLISH_STOP_WORDS;
  const isListed =
    value instanceof PickleList || value instanceof PickleSet || value instanceof PickleTuple;
  const words = isListed ? value.items : vectorizer.refuse('stop_words');
  return new Set(
    words.map((word) => (typeof word === 'string' ? word : vectorizer.refuse('stop_words'))),
  );
}
