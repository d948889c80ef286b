import type { Files } from '../../../../src/core/ports/files.js';
import { APPEND_ONLY } from './keeps.js';
import { systemError } from './memoryFiles.js';

const CHANGES = ['replace', 'append', 'truncate', 'makeFolder', 'claimFolder', 'remove'] as const;
const READS = ['stat', 'list', 'read', 'readChunks', 'readPassing', 'readRanges'] as const;

export const FAULTS = [
  /** The process is killed before, within (an append is torn) or after the nth change. */
  'killed before',
  'killed within',
  'killed after',
  /** The system refuses the nth change, and, of a disk that is full, every one after it. */
  'ENOSPC',
  'EACCES',
  'EIO',
  'EROFS',
  /** The system refuses the nth read, or gives less than it has. */
  'EIO in reading',
  'EACCES in reading',
  'gone in reading',
  'short read',
  /** Somebody else replaces the file between the look at it and its reading, and puts it back: one reader sees another one. */
  'replaced in reading',
  /** The clock jumps back. */
  'clock back',
] as const;
export type FaultKind = (typeof FAULTS)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** At which change or read, from 1. */
  readonly at: number;
}

/** What everything rejects with once the process is dead. */
export class Killed extends Error {}

/** Files that fail once as asked, and then again only where that lies in the nature of the fault. */
export class FaultyFiles {
  readonly files: Files;
  readonly #fault: Fault;
  readonly #under: Files;
  readonly #onClock: () => void;
  #changes = 0;
  #reads = 0;
  #isDead = false;

  constructor(under: Files, fault: Fault, onClock: () => void) {
    this.#under = under;
    this.#fault = fault;
    this.#onClock = onClock;
    const own: Record<string, unknown> = { root: under.root };
    for (const name of CHANGES) own[name] = (...args: never[]) => this.#change(name, args);
    for (const name of ['stat', 'list', 'read'] as const)
      own[name] = (...args: never[]) => this.#look(name, args);
    for (const name of ['readChunks', 'readPassing', 'readRanges'] as const)
      own[name] = (...args: never[]) => this.#stream(name, args);
    this.files = own as unknown as Files;
  }

  async #change(name: (typeof CHANGES)[number], args: never[]): Promise<unknown> {
    this.#requireAlive();
    this.#changes += 1;
    const { kind, at } = this.#fault;
    await this.#refuseChange(name, args);
    const isTime = this.#changes === at;
    if (isTime && kind === 'killed before') this.#die();
    if (isTime && kind === 'killed within') {
      if (name === 'append') await this.#half(args);
      this.#die();
    }
    const result = await this.#call(name, args);
    if (isTime && kind === 'killed after') this.#die();
    return result;
  }

  /** What the system does to a change: nothing, or an error; of a full disk an append leaves a part behind. */
  async #refuseChange(name: (typeof CHANGES)[number], args: never[]): Promise<void> {
    const { kind, at } = this.#fault;
    const path = String(args[0]);
    const isTime = this.#changes === at;
    if (kind === 'clock back' && isTime) this.#onClock();
    if (isTime && (kind === 'EACCES' || kind === 'EIO' || kind === 'EROFS'))
      throw systemError(kind, path, 'writing');
    const isWriting = name === 'append' || name === 'replace';
    if (kind !== 'ENOSPC' || this.#changes < at || !isWriting) return;
    if (name === 'append') await this.#half(args);
    throw systemError('ENOSPC', path, 'writing');
  }

  async #look(name: 'stat' | 'list' | 'read', args: never[]): Promise<unknown> {
    this.#requireAlive();
    await this.#meetRead(String(args[0]));
    const isShort = this.#isShort();
    const isOlder = this.#isOlder(String(args[0]));
    const result = await this.#call(name, args);
    if (name !== 'read' || !(isShort || isOlder)) return result;
    return isShort ? (result as Uint8Array).subarray(0, -1) : older(result as Uint8Array);
  }

  async *#stream(name: 'readChunks' | 'readPassing' | 'readRanges', args: never[]) {
    this.#requireAlive();
    await this.#meetRead(String(args[0]));
    const isShort = this.#isShort();
    if (this.#isOlder(String(args[0])) && name !== 'readRanges') {
      yield older(await this.#under.read(args[0] as unknown as string));
      return;
    }
    for await (const chunk of this.#call(name, args) as AsyncIterable<Uint8Array>) {
      this.#requireAlive();
      if (isShort) {
        yield chunk.subarray(0, Math.floor(chunk.length / 2));
        return;
      }
      yield chunk;
    }
  }

  async #meetRead(path: string): Promise<void> {
    this.#reads += 1;
    const { kind, at } = this.#fault;
    if (this.#reads !== at || !READ_FAULTS.has(kind)) return;
    if (kind === 'EIO in reading') throw systemError('EIO', path, 'reading');
    if (kind === 'EACCES in reading') throw systemError('EACCES', path, 'reading');
    if (kind === 'gone in reading') throw systemError('ENOENT', path, 'reading');
  }

  /** Whether this read sees the file as it was one line ago. Journals are never replaced while somebody holds the lock. */
  #isOlder(path: string): boolean {
    const { kind, at } = this.#fault;
    return kind === 'replaced in reading' && this.#reads === at && !APPEND_ONLY.test(path);
  }

  #isShort(): boolean {
    return this.#fault.kind === 'short read' && this.#reads === this.#fault.at;
  }

  /** What was written of an append when it broke off. */
  async #half([path, content]: never[]): Promise<void> {
    const bytes = Buffer.from(content as unknown as string);
    await this.#under.append(
      path as unknown as string,
      bytes.subarray(0, Math.floor(bytes.length / 2)),
    );
  }

  #die(): never {
    this.#isDead = true;
    throw new Killed('killed');
  }

  #requireAlive(): void {
    if (this.#isDead) throw new Killed('killed');
  }

  #call(name: (typeof CHANGES)[number] | (typeof READS)[number], args: never[]): unknown {
    const method = this.#under[name] as unknown as (...given: never[]) => unknown;
    return method.apply(this.#under, args);
  }
}

/** Without its last line, which is not the only one. */
function older(bytes: Uint8Array): Uint8Array {
  const end = Buffer.from(bytes).lastIndexOf(10, -2);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

const READ_FAULTS = new Set<FaultKind>([
  'EIO in reading',
  'EACCES in reading',
  'gone in reading',
  'short read',
  'replaced in reading',
]);
