import type { DocumentFinding } from '../../core/screening/documents/documentFinding.js';
import type { DocumentType } from '../../core/screening/documents/documentKind.js';
import { type LocatedFinding, locate } from '../../core/screening/documents/findingsInDocument.js';
import { readStretch } from '../../core/screening/documents/readStretch.js';
import {
  type DocumentLines,
  type Stretch,
  stretchesOf,
} from '../../core/screening/documents/stretches.js';
import type { ScreeningPolicy } from '../../core/screening/recogniser.js';
import { TurnTaking } from './turnTaking.js';

/** Longer stretches take a rule too long to be read between two keystrokes, in code units. */
const LONGEST_HERE = 64 * 1024;
/** How much is handed to a worker at once, in code units. */
const WORKER_LOAD = 4 * 1024 * 1024;

/** What was found in a stretch, by its text. */
export type KnownFindings = Map<string, readonly DocumentFinding[]>;

export interface LineSpan {
  /** From 0, both inclusive. */
  readonly first: number;
  readonly last: number;
}

export interface ScanWorld {
  readonly lines: DocumentLines;
  readonly type: DocumentType;
  readonly policy: ScreeningPolicy;
  /** What is on the screen just now. */
  readonly visible: () => readonly LineSpan[];
  readonly isCancelled: () => boolean;
  /** Reads long stretches off this thread, in order. */
  readonly readElsewhere: (texts: readonly string[]) => Promise<readonly DocumentFinding[][]>;
  /** Told once, when everything on the screen was read for the first time. */
  readonly onVisible: (found: LocatedFinding[]) => void;
}

/**
 * Reads a document in turns of a few milliseconds, what is on the screen first. Only stretches whose
 * text is not known yet are screened.
 */
export class DocumentScan {
  readonly #world: ScanWorld;
  readonly #known: KnownFindings;
  readonly #turns = new TurnTaking();
  readonly #stretches: Stretch[] = [];
  readonly #long = new Set<string>();

  /** @param known is added to, also by a scan that is cancelled, so that nothing is done twice */
  constructor(world: ScanWorld, known: KnownFindings) {
    this.#world = world;
    this.#known = known;
  }

  /** Everything found, in order; undefined when it was cancelled. */
  async run(): Promise<LocatedFinding[] | undefined> {
    const { type, onVisible } = this.#world;
    if (type.format === 'lines') onVisible(await this.#linesOnScreen());
    if (!(await this.#cut())) return undefined;
    await this.#readVisible();
    // Where an element of a document begins is known only when everything before it was cut.
    if (type.format === 'document') onVisible(this.#found());
    for (const { text } of this.#stretches) {
      this.#read(text);
      if (this.#turns.isOver) {
        await this.#turns.next();
        if (this.#world.isCancelled()) return undefined;
        await this.#readVisible();
      }
    }
    if (!(await this.#readLong())) return undefined;
    this.#forgetOthers();
    return this.#found();
  }

  /** A line is read by itself, so what is on the screen need not wait for the rest to be cut. */
  async #linesOnScreen(): Promise<LocatedFinding[]> {
    const found: LocatedFinding[] = [];
    const { lines, visible, isCancelled } = this.#world;
    for (const { first, last } of visible()) {
      for (let line = first; line <= last && line < lines.lineCount && !isCancelled(); line += 1) {
        const text = lines.line(line);
        this.#read(text);
        found.push(...locate({ text, line, character: 0 }, this.#known.get(text) ?? []));
        if (this.#turns.isOver) await this.#turns.next();
      }
    }
    return found;
  }

  async #cut(): Promise<boolean> {
    for (const stretch of stretchesOf(this.#world.lines, this.#world.type)) {
      if (stretch !== undefined) this.#stretches.push(stretch);
      if (!this.#turns.isOver) continue;
      await this.#turns.next();
      if (this.#world.isCancelled()) return false;
    }
    return true;
  }

  async #readVisible(): Promise<void> {
    for (const { first, last } of this.#world.visible()) {
      for (let at = this.#firstFrom(first); at < this.#stretches.length; at += 1) {
        const stretch = this.#stretches[at];
        if (stretch === undefined || stretch.line > last || this.#world.isCancelled()) break;
        this.#read(stretch.text);
        if (this.#turns.isOver) await this.#turns.next();
      }
    }
  }

  /** The last stretch that begins at or before a line: a record may reach into the screen from above. */
  #firstFrom(line: number): number {
    let low = 0;
    let high = this.#stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#stretches[middle]?.line ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  #read(text: string): void {
    if (this.#known.has(text)) return;
    if (text.length > LONGEST_HERE) this.#long.add(text);
    else this.#known.set(text, readStretch(text, this.#world.type.kind, this.#world.policy));
  }

  async #readLong(): Promise<boolean> {
    for (const load of loadsOf([...this.#long])) {
      const read = await this.#world.readElsewhere(load);
      load.forEach((text, index) => {
        this.#known.set(text, read[index] ?? []);
      });
      if (this.#world.isCancelled()) return false;
    }
    return true;
  }

  /** What was deleted from the document need not be kept. */
  #forgetOthers(): void {
    const texts = new Set(this.#stretches.map(({ text }) => text));
    for (const text of this.#known.keys()) if (!texts.has(text)) this.#known.delete(text);
  }

  #found(): LocatedFinding[] {
    return this.#stretches.flatMap((stretch) =>
      locate(stretch, this.#known.get(stretch.text) ?? []),
    );
  }
}

function loadsOf(texts: readonly string[]): string[][] {
  const loads: string[][] = [];
  let size = WORKER_LOAD;
  for (const text of texts) {
    if (size >= WORKER_LOAD) {
      loads.push([]);
      size = 0;
    }
    loads.at(-1)?.push(text);
    size += text.length;
  }
  return loads;
}
