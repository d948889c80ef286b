import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { parseLineProof } from '../../../../src/core/audit/proofs/lineProof.js';
import { referenceIn } from '../../../../src/core/monitoring/references/referenceFile.js';
import { parsedJson } from '../../../../src/core/records/parsedJson.js';
import { readArtefact } from '../../../../src/core/reranking/builtin/artefact.js';
import { readReranker } from '../../../../src/core/reranking/loadReranker.js';
import { readTokenizer } from '../../../../src/core/reranking/onnx/readTokenizer.js';
import { parseQuery } from '../../../../src/core/review/query/parseQuery.js';
import { readReviewFile } from '../../../../src/core/review/reviewFile/readReviewFile.js';
import { parseAllowedSigners } from '../../../../src/core/signing/allowedSigners.js';
import { parseEnvelope, statementIn } from '../../../../src/core/signing/envelope.js';
import { parsePublicKey } from '../../../../src/core/signing/publicKey.js';
import { parseRevokedKeys } from '../../../../src/core/signing/revokedKeys.js';
import { parseSshsig } from '../../../../src/core/signing/sshsig.js';
import { parseEntryProof } from '../../../../src/core/snapshots/entryProof.js';
import { glanceAt } from '../../../../src/core/tracing/recordGlance.js';
import { modelManifestSchema } from '../../../../src/core/training/artefacts/modelManifest.js';
import { goldenFileOf } from '../../../../src/core/validation/prompts/goldenPrompts.js';
import { readConfig } from '../../../../src/core/workspace/config.js';
import { publicHalfOf, readEd25519Key } from '../../../../src/node/signing/opensshPrivateKey.js';
import { entriesOf } from '../../../../src/runtime/artefacts.js';
import { readFlags } from '../../../../src/runtime/readFlags.js';
import { type Damage, damaged, damages } from '../damage.js';
import { torment } from '../torment.js';
import { MemoryFiles } from '../world/memoryFiles.js';
import { richWorkspace } from '../world/richWorkspace.js';
import { requireTyped } from './damagedFiles.js';

type Parse = (bytes: Buffer, text: string) => unknown;

const files = (path: string, bytes: Buffer) => new MemoryFiles(new Map([[path, bytes]]), () => 0);

/** What takes a whole file, by its name. */
const PARSERS: Readonly<Record<string, Parse>> = {
  settings: (bytes) => readConfig(files('.codelumi/config.json', bytes)),
  allowedSigners: (_, text) => parseAllowedSigners(text, 'allowed_signers'),
  revokedKeys: (_, text) => parseRevokedKeys(text, 'revoked_keys'),
  sshsig: (_, text) => parseSshsig(text),
  envelope: (_, text) => {
    const envelope = parseEnvelope(parsedJson(text.split('\n')[0]));
    return envelope && statementIn(envelope);
  },
  publicKey: (_, text) => parsePublicKey(text),
  privateKey: (_, text) => [readEd25519Key(text), publicHalfOf(text)],
  model: (bytes) => readReranker('models/reranker.joblib', bytes),
  builtinModel: (_, text) => readArtefact(text),
  modelManifest: (bytes) => modelManifestSchema.safeParse(parsedJson(bytes)),
  tokenizer: (bytes) => readTokenizer(files('models/x/tokenizer.json', bytes), 'models/x'),
  vocabulary: (bytes) => readTokenizer(files('models/x/vocab.txt', bytes), 'models/x'),
  reference: (bytes) => referenceIn('reference.json', bytes),
  goldenPrompts: (_, text) => goldenFileOf('training/eval/prompts/think.golden.json', text),
  reviewFile: (_, text) => readReviewFile(text),
  query: (_, text) => parseQuery(text.slice(0, 500)),
  flags: (_, text) => readFlags(text),
  runtimeEntries: (bytes) => entriesOf('snapshot.jsonl', bytes),
  lineProof: (_, text) => parseLineProof(text),
  entryProof: (_, text) => parseEntryProof(text),
  glance: (_, text) =>
    (['candidates', 'journal', 'snapshot'] as const).map((kind) => glanceAt(kind as never, text)),
};

interface DamagedDocument {
  readonly parser: string;
  readonly damages: readonly Damage[];
}

/** A file that one parser takes is refused in words, or read: nothing else comes of damage. */
export const parsers = torment<DamagedDocument>({
  name: 'a document damaged, twenty parsers',
  cost: 3,
  cases: fc.record({
    parser: fc.constantFrom(...Object.keys(PARSERS)),
    damages: fc.array(damages, { minLength: 1, maxLength: 3 }),
  }),
  prepare: async () => {
    const samples = await sampleDocuments();
    return async ({ parser, damages: all }) => {
      const sample = samples[parser] ?? Buffer.alloc(0);
      const bytes = all.reduce((each, damage) => damaged('x', each, damage), sample);
      try {
        await PARSERS[parser]?.(bytes, bytes.toString('utf8'));
      } catch (error) {
        requireTyped(error, `parsing ${parser}`);
      }
      return 0;
    };
  },
});

/** A whole one of each. */
async function sampleDocuments(): Promise<Readonly<Record<string, Buffer>>> {
  const { files: there } = await richWorkspace();
  const first = (part: string) => {
    const path = [...there.keys()].sort().find((each) => each.includes(part));
    return there.get(path ?? '') ?? Buffer.alloc(0);
  };
  const signatures = first('/signatures/');
  const envelope = JSON.parse(signatures.toString('utf8').split('\n')[0] ?? '{}');
  const signature = Buffer.from(String(envelope.signatures?.[0]?.sig ?? ''), 'base64');
  const tokens = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'a', '##b'];
  const model = {
    type: 'WordPiece',
    vocab: Object.fromEntries(tokens.map((token, at) => [token, at])),
  };
  return {
    settings: first('.codelumi/config.json'),
    allowedSigners: first('allowed_signers'),
    revokedKeys: first('allowed_signers'),
    sshsig: Buffer.from(
      `-----BEGIN SSH SIGNATURE-----\n${signature.toString('base64')}\n-----END SSH SIGNATURE-----\n`,
    ),
    envelope: signatures,
    publicKey: Buffer.from(
      first('allowed_signers').toString('utf8').split(' ').slice(-2).join(' '),
    ),
    privateKey: await readFile('test/fixtures/broken/torn-last-line.jsonl'),
    model: await readFile('test/fixtures/rerankers/sklearn-1.2.1/plain-pickle-2.joblib'),
    builtinModel: Buffer.from(
      '{"format":"codelumi-reranker","formatVersion":1,"mix":{},"features":[{"name":"bm25","weight":1}]}',
    ),
    modelManifest: first('.manifest.json'),
    tokenizer: Buffer.from(JSON.stringify({ model, normalizer: { type: 'BertNormalizer' } })),
    vocabulary: Buffer.from(tokens.join('\n')),
    reference: first('monitoring/references'),
    goldenPrompts: first('think.golden.json'),
    reviewFile: first('training/staging/'),
    query: Buffer.from(
      'status:pending (score>0.5 or "a b") -rule:* day:2026-11-01..2026-11-30 by:ada',
    ),
    flags: first('flags.json'),
    runtimeEntries: first('training/snapshots/kb_snapshot'),
    lineProof: Buffer.from('{"v":1,"file":"a","line":1,"path":[],"size":1}'),
    entryProof: Buffer.from('{"v":1,"name":"a","index":0,"path":[],"size":1}'),
    glance: first('candidates/'),
  };
}
