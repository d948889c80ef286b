import type { PipelineModel } from '../../../src/core/reranking/pipeline/pipelineModel.js';
import {
  built,
  bytes,
  called,
  dict,
  flag,
  integer,
  list,
  named,
  none,
  object,
  PickleWriter,
  text,
  tuple,
  type Written,
} from './pickleWriter.js';

/** What differs between versions of scikit-learn, numpy and joblib; the default is the newest. */
export interface Layout {
  readonly numpyCore: 'numpy.core' | 'numpy._core';
  /** Of raw array blocks; undefined before joblib 1.2. */
  readonly alignment: number | undefined;
  readonly byteOrder: '<' | '>';
  readonly order: 'C' | 'F';
  readonly integers: 'i4' | 'i8';
  /** `multi_class` was an attribute until scikit-learn 1.7. */
  readonly multiClass: string | undefined;
  readonly version: string;
  /** In place of attributes that are written. */
  readonly vectorizer: Readonly<Record<string, Written | undefined>>;
  readonly transformer: Readonly<Record<string, Written | undefined>>;
  readonly regression: Readonly<Record<string, Written | undefined>>;
}

const NEWEST: Layout = {
  numpyCore: 'numpy._core',
  alignment: 16,
  byteOrder: '<',
  order: 'C',
  integers: 'i8',
  multiClass: undefined,
  version: '1.8.0',
  vectorizer: {},
  transformer: {},
  regression: {},
};

/** A model as some version writes it with joblib. */
export function writeModel(model: PipelineModel, changes: Partial<Layout> = {}): Uint8Array {
  const layout = { ...NEWEST, ...changes };
  const pipeline = object(named('sklearn.pipeline', 'Pipeline'), {
    steps: list(
      tuple(text('tfidf'), vectorizer(model, layout)),
      tuple(text('clf'), regression(model, layout)),
    ),
    transform_input: none,
    memory: none,
    verbose: flag(false),
    _sklearn_version: text(layout.version),
  });
  return PickleWriter.pickle(pipeline);
}

function vectorizer({ tfidf }: PipelineModel, layout: Layout): Written {
  const vocabulary = [...tfidf.vocabulary].map(
    ([term, column]) => [term, scalar(column, layout)] as const,
  );
  return object(named('sklearn.feature_extraction.text', 'TfidfVectorizer'), {
    input: text('content'),
    strip_accents: orNone(tfidf.stripAccents),
    preprocessor: none,
    tokenizer: none,
    analyzer: text('word'),
    lowercase: flag(tfidf.lowercase),
    token_pattern: text('(?u)\\b\\w\\w+\\b'),
    stop_words: tfidf.stopWords.size > 0 ? list(...[...tfidf.stopWords].map(text)) : none,
    ngram_range: tuple(...tfidf.ngramRange.map(integer)),
    binary: flag(tfidf.binary),
    dtype: named('numpy', 'float64'),
    _tfidf: transformer({ tfidf }, layout),
    vocabulary_: dict(vocabulary),
    ...layout.vectorizer,
  });
}

function transformer({ tfidf }: Pick<PipelineModel, 'tfidf'>, layout: Layout): Written {
  return object(named('sklearn.feature_extraction.text', 'TfidfTransformer'), {
    norm: orNone(tfidf.norm),
    use_idf: flag(tfidf.idf !== undefined),
    smooth_idf: flag(true),
    sublinear_tf: flag(tfidf.sublinearTf),
    idf_: tfidf.idf === undefined ? undefined : array([tfidf.idf.length], 'f8', tfidf.idf, layout),
    _sklearn_version: text(layout.version),
    ...layout.transformer,
  });
}

function regression({ regression: learned }: PipelineModel, layout: Layout): Written {
  const { coefficients, intercept } = learned;
  return object(named('sklearn.linear_model._logistic', 'LogisticRegression'), {
    penalty: text('deprecated'),
    solver: text('lbfgs'),
    multi_class: layout.multiClass === undefined ? undefined : text(layout.multiClass),
    classes_: array([2], layout.integers, [0, 1], layout),
    n_iter_: array([1], 'i4', [7], layout),
    coef_: array([1, coefficients.length], 'f8', coefficients, layout),
    intercept_: array([1], 'f8', [intercept], layout),
    _sklearn_version: text(layout.version),
    ...layout.regression,
  });
}

type Element = 'f8' | 'f4' | 'i8' | 'i4';

/** As joblib writes an array: what it is, and behind that its bytes, outside of the pickle. */
export function array(
  shape: readonly number[],
  element: Element,
  numbers: ArrayLike<number>,
  { alignment, byteOrder, order }: Layout = NEWEST,
): Written {
  const block = object(named('joblib.numpy_pickle', 'NumpyArrayWrapper'), {
    subclass: named('numpy', 'ndarray'),
    shape: tuple(...shape.map(integer)),
    order: text(order),
    dtype: dataType(element, byteOrder),
    allow_mmap: flag(true),
    numpy_array_alignment_bytes: alignment === undefined ? undefined : integer(alignment),
  });
  return (pickle) => {
    block(pickle);
    if (alignment !== undefined) {
      const padding = alignment - ((pickle.position + 1) % alignment);
      pickle.raw(padding).block(new Uint8Array(padding).fill(0xff));
    }
    pickle.block(encoded(element, numbers, byteOrder));
  };
}

function scalar(value: number, { numpyCore, integers, byteOrder }: Layout): Written {
  return called(
    named(`${numpyCore}.multiarray`, 'scalar'),
    dataType(integers, byteOrder),
    bytes(encoded(integers, [value], byteOrder)),
  );
}

function dataType(element: Element, byteOrder: '<' | '>'): Written {
  const type = called(named('numpy', 'dtype'), text(element), flag(false), flag(true));
  const state = [integer(3), text(byteOrder), none, none, none, integer(-1), integer(-1)];
  return built(type, tuple(...state, integer(0)));
}

function encoded(element: Element, numbers: ArrayLike<number>, order: '<' | '>'): Uint8Array {
  const size = element.endsWith('8') ? 8 : 4;
  const view = new DataView(new ArrayBuffer(numbers.length * size));
  const little = order === '<';
  for (const [at, value] of Array.from(numbers).entries()) {
    if (element === 'f8') view.setFloat64(at * size, value, little);
    else if (element === 'f4') view.setFloat32(at * size, value, little);
    else if (element === 'i8') view.setBigInt64(at * size, BigInt(value), little);
    else view.setInt32(at * size, value, little);
  }
  return new Uint8Array(view.buffer);
}

function orNone(value: string | null): Written {
  return value === null ? none : text(value);
}
