import { createHash, type Hash } from 'node:crypto';
import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { addToGroup } from '../../records/addToGroup.js';
import { isSignatureFault } from '../../signing/signatureFault.js';
import type { Signers } from '../../signing/signers.js';
import { verifyEnvelope } from '../../signing/verifyEnvelope.js';
import { stampOf } from '../../workspace/fileStamp.js';
import type { JournalledDecision } from '../decisionJournals.js';
import { isAttestation, readAttestation, whyNotOf } from './attestation.js';
import { envelopeLines, signatureFilesOf } from './signatureFiles.js';
import type { SignatureMark, SignatureMarks } from './signatureMark.js';
import { SignersMemory } from './signersMemory.js';

type Context = Pick<JobContext, 'files' | 'signer'>;

/** Where a statement stands that names a decision. */
interface Place {
  readonly file: string;
  readonly byteOffset: number;
  readonly byteLength: number;
  /** The number of the subject. */
  readonly at: number;
}

/** What was read of a file: its lines, as far as they end. */
interface Followed {
  readonly stamp: string | undefined;
  readonly bytes: number;
  /** SHA-256 of exactly those bytes. */
  readonly digest: string;
  /** By the hash of the decision. */
  readonly places: Map<string, Place[]>;
}

/**
 * The signatures of one day's decisions. It remembers which statement names which decision and reads only what
 * was added since, while the bytes before are the same. A signature is checked when somebody asks about a
 * decision, and one that held is remembered while the signers are the same.
 */
export class DaySignatures {
  readonly #context: Context;
  readonly #day: string;
  readonly #files = new Map<string, Followed>();
  /** Only what is signed: the rest may be signed by the next line. */
  readonly #signed = new Map<string, Extract<SignatureMark, { kind: 'signed' }>>();
  readonly #signersMemory: SignersMemory;
  #signers: Signers | CodelumiError | undefined;

  /** @param signers may be shared by several days */
  constructor(context: Context, day: string, signers = new SignersMemory(context)) {
    this.#context = context;
    this.#day = day;
    this.#signersMemory = signers;
  }

  /**
   * Reads what was added.
   * @returns whether anything is another than it was
   */
  async refresh(): Promise<boolean> {
    const { files } = this.#context;
    const paths = new Set(await signatureFilesOf(files, this.#day));
    let isOther = false;
    for (const path of this.#files.keys()) {
      if (paths.has(path)) continue;
      this.#files.delete(path);
      this.#signed.clear();
      isOther = true;
    }
    for (const path of paths) {
      const stamp = await stampOf(files, path);
      const known = this.#files.get(path);
      if (known !== undefined && known.stamp === stamp) continue;
      this.#files.set(path, await this.#follow(path, stamp, known));
      isOther = true;
    }
    return isOther;
  }

  /** What is known of the signatures of these decisions, as the files and the signers are now. */
  async marksOf(decisions: readonly JournalledDecision[]): Promise<SignatureMarks> {
    await this.refresh();
    const signers = await this.#readSigners();
    if (signers !== this.#signers) this.#signed.clear();
    this.#signers = signers;
    const isOpen = ({ decision: { hash } }: JournalledDecision) =>
      !this.#signed.has(hash) && this.#placesOf(hash).length > 0;
    const checked = await this.#checked(decisions.filter(isOpen), signers);
    const marks = new Map<string, SignatureMark>();
    for (const entry of decisions) {
      const { hash } = entry.decision;
      const mark = this.#signed.get(hash) ?? checked.get(hash) ?? withoutStatement(entry);
      if (mark.kind === 'signed') this.#signed.set(hash, mark);
      marks.set(hash, mark);
    }
    return marks;
  }

  /** Where nobody can tell who may sign, nothing is shown to be signed, and review goes on. */
  async #readSigners(): Promise<Signers | CodelumiError> {
    try {
      return await this.#signersMemory.read();
    } catch (error) {
      if (error instanceof CodelumiError) return error;
      throw error;
    }
  }

  #placesOf(hash: string): readonly Place[] {
    return [...this.#files.values()].flatMap(({ places }) => places.get(hash) ?? []);
  }

  /** Each statement is read and checked once, however many of the decisions it names. */
  async #checked(
    decisions: readonly JournalledDecision[],
    signers: Signers | CodelumiError,
  ): Promise<Map<string, SignatureMark>> {
    const marks = new Map<string, SignatureMark>();
    const naming = new Map<string, { place: Place; entry: JournalledDecision; at: number }[]>();
    for (const entry of decisions)
      for (const place of this.#placesOf(entry.decision.hash))
        addToGroup(naming, `${place.file} ${place.byteOffset}`, { place, entry, at: place.at });
    for (const named of naming.values()) {
      const [first] = named;
      if (first === undefined) continue;
      const markOf = await this.#markIn(first.place, signers);
      for (const { entry, at } of named) {
        const { hash } = entry.decision;
        if (marks.get(hash)?.kind !== 'signed') marks.set(hash, markOf(entry, at));
      }
    }
    return marks;
  }

  /** What one statement says of decisions that it names. */
  async #markIn(
    { file, byteOffset: start, byteLength }: Place,
    signers: Signers | CodelumiError,
  ): Promise<(entry: JournalledDecision, at: number) => SignatureMark> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.#context.files.readChunks(file, {
      start,
      end: start + byteLength,
    }))
      pieces.push(piece);
    const read = readAttestation(Buffer.concat(pieces));
    if (!isAttestation(read)) return () => unproven(read.problem);
    const { envelope, predicate } = read;
    const keyid = envelope.signatures[0]?.keyid;
    if (signers instanceof CodelumiError) {
      const why = `It cannot be told who may sign: ${signers.details.what}`;
      return () => ({ kind: 'unproven', why, fault: 'cannot-check', keyid });
    }
    const { timeCreated: at } = predicate;
    const wanted = { namespace: 'codelumi-review@v1', signers, at } as const;
    const found = await verifyEnvelope(this.#context, envelope, wanted);
    if (isSignatureFault(found)) {
      const { fault, message: why } = found;
      return () => ({ kind: 'unproven', why, fault, keyid });
    }
    return (entry, number) => {
      const why = whyNotOf(read, number, entry, found);
      return why === undefined ? { kind: 'signed', ...found } : unproven(why);
    };
  }

  async #follow(
    path: string,
    stamp: string | undefined,
    known: Followed | undefined,
  ): Promise<Followed> {
    const size = (await this.#context.files.stat(path))?.size ?? 0;
    const { from, places, hash } = await this.#startIn(path, size, known);
    // Something else stands there now: what it said before counts no more.
    if (known !== undefined && from === 0) this.#signed.clear();
    const lines = envelopeLines(this.#hashed(path, from, size, hash));
    for await (const { bytes, byteOffset, byteLength, terminated } of lines) {
      // Read again from the beginning once it is whole.
      if (!terminated) return { stamp, bytes: 0, digest: '', places };
      const read = readAttestation(bytes);
      if (!isAttestation(read)) continue;
      const place = { file: path, byteOffset: from + byteOffset, byteLength };
      for (const [at, { digest }] of read.subjects.entries())
        addToGroup(places, digest.sha256, { ...place, at });
    }
    return { stamp, bytes: size, digest: hash.digest('hex'), places };
  }

  /** Behind what is known of a file; at its beginning where that was changed. */
  async #startIn(
    path: string,
    size: number,
    known: Followed | undefined,
  ): Promise<{ from: number; places: Map<string, Place[]>; hash: Hash }> {
    if (known !== undefined && known.bytes <= size) {
      const hash = createHash('sha256');
      for await (const _ of this.#hashed(path, 0, known.bytes, hash));
      if (hash.copy().digest('hex') === known.digest)
        return { from: known.bytes, places: known.places, hash };
    }
    return { from: 0, places: new Map(), hash: createHash('sha256') };
  }

  async *#hashed(path: string, start: number, end: number, hash: Hash): AsyncGenerator<Uint8Array> {
    if (start === end) return;
    for await (const chunk of this.#context.files.readChunks(path, { start, end })) {
      hash.update(chunk);
      yield chunk;
    }
  }
}

function unproven(why: string): SignatureMark {
  return { kind: 'unproven', why, fault: undefined, keyid: undefined };
}

/** A decision that names a key was to be signed with it. */
function withoutStatement({ decision }: JournalledDecision): SignatureMark {
  const { key } = decision.reviewer;
  if (key === undefined) return { kind: 'unsigned' };
  return unproven(`It was to be signed with ${key}, and is not`);
}
