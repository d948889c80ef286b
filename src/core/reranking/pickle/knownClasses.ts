import { JoblibArrayBlock } from './joblibArrayBlock.js';
import { DataType, NumericArray } from './numericArray.js';
import { PickleInstance } from './pickleInstance.js';
import {
  bytesOf,
  EncodedText,
  type KnownClass,
  PickleDict,
  PickleList,
  PickleSet,
} from './pickleValues.js';
import { UnreadableModel } from './unreadableModel.js';

const OLD_AND_NEW_NUMPY = ['numpy.core', 'numpy._core'];

/** The classes a reranker's pickle may name, under every module name they have had. */
const KNOWN: readonly (readonly [modules: readonly string[], name: string, known: Meaning])[] = [
  [['sklearn.pipeline'], 'Pipeline', 'instance'],
  [['sklearn.feature_extraction.text'], 'TfidfVectorizer', 'instance'],
  [['sklearn.feature_extraction.text'], 'TfidfTransformer', 'instance'],
  [
    ['sklearn.linear_model._logistic', 'sklearn.linear_model.logistic'],
    'LogisticRegression',
    'instance',
  ],
  [['scipy.sparse._csr', 'scipy.sparse.csr'], 'csr_matrix', 'instance'],
  [['scipy.sparse._dia', 'scipy.sparse.dia'], 'dia_matrix', 'instance'],
  [
    ['joblib.numpy_pickle', 'sklearn.externals.joblib.numpy_pickle'],
    'NumpyArrayWrapper',
    { instantiate: () => new JoblibArrayBlock() },
  ],
  [['numpy'], 'ndarray', 'name only'],
  [['numpy'], 'float64', 'name only'],
  [['numpy'], 'float32', 'name only'],
  [['numpy'], 'dtype', { call: ([name]) => new DataType(name) }],
  [within(OLD_AND_NEW_NUMPY, 'multiarray'), 'scalar', { call: scalar }],
  [within(OLD_AND_NEW_NUMPY, 'multiarray'), '_reconstruct', { call: () => new NumericArray() }],
  [
    within(OLD_AND_NEW_NUMPY, 'numeric'),
    '_frombuffer',
    { call: ([raw, type, shape]) => NumericArray.of(shape, type, raw) },
  ],
  [['collections'], 'OrderedDict', { call: emptyDict }],
  [['builtins', '__builtin__'], 'set', { call: setOf }],
  [['builtins', '__builtin__'], 'frozenset', { call: setOf }],
  [['builtins', '__builtin__'], 'bytes', { call: emptyBytes }],
  [['_codecs'], 'encode', { call: encodedText }],
];

type Meaning = 'instance' | 'name only' | Omit<KnownClass, 'name'>;

const BY_NAME = new Map<string, KnownClass>(
  KNOWN.flatMap(([modules, name, meaning]) =>
    modules.map((module) => [`${module}.${name}`, classOf(`${module}.${name}`, name, meaning)]),
  ),
);

/** The class of that name, or undefined for everything that is not part of such a pipeline. */
export function knownClass(module: string, name: string): KnownClass | undefined {
  return BY_NAME.get(`${module}.${name}`);
}

function classOf(fullName: string, name: string, meaning: Meaning): KnownClass {
  if (meaning === 'name only') return { name: fullName };
  if (meaning !== 'instance') return { name: fullName, ...meaning };
  return { name: fullName, instantiate: () => new PickleInstance(name) };
}

function within(packages: readonly string[], module: string): string[] {
  return packages.map((name) => `${name}.${module}`);
}

/** `scalar(data type, bytes)`: one number. */
function scalar([type, raw]: readonly unknown[]): number {
  const isRaw = raw instanceof Uint8Array || raw instanceof EncodedText;
  if (type instanceof DataType && isRaw && raw.length === type.elementBytes) {
    return type.numberIn(bytesOf(raw));
  }
  throw new UnreadableModel('holds a numpy scalar that is not a number');
}

/** `_codecs.encode(text, 'latin1')`: how protocol 2 writes bytes. */
function encodedText([text, encoding]: readonly unknown[]): EncodedText {
  if (typeof text !== 'string' || encoding !== 'latin1') {
    throw new UnreadableModel('holds text in an encoding that pickles do not use');
  }
  return new EncodedText(text);
}

function setOf([items]: readonly unknown[]): PickleSet {
  if (items === undefined) return new PickleSet();
  if (!(items instanceof PickleList)) throw new UnreadableModel('holds a set made of no list');
  return new PickleSet(items.items);
}

function emptyDict(args: readonly unknown[]): PickleDict {
  if (args.length > 0) throw new UnreadableModel('holds an OrderedDict of an unknown shape');
  return new PickleDict();
}

function emptyBytes(args: readonly unknown[]): Uint8Array {
  if (args.length > 0) throw new UnreadableModel('makes bytes in a way that pickles do not');
  return new Uint8Array();
}
