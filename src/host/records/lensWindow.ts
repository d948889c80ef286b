import {
  type CodeLensProvider,
  Disposable,
  type Event,
  EventEmitter,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { visibleLines } from '../workspace/visibleLines.js';
import { LENS_SETTING } from './lensSetting.js';

/** Documents of so many lines get all their lenses at once. */
const ALL_BELOW = 1_000;
/** In longer ones, so many lines above and below what is shown get theirs. */
const AROUND = 200;
const QUIET_MS = 150;

/** Lines from 0, both included. */
interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** Says which lines of a document get lenses, and when they have to be provided anew. */
export class LensWindow implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange: NonNullable<CodeLensProvider['onDidChangeCodeLenses']> =
    this.#changed.event;
  /** What long documents have lenses for. */
  readonly #provided = new WeakMap<TextDocument, readonly Stretch[]>();
  readonly #disposables: Disposable;
  #timer: NodeJS.Timeout | undefined;

  /** @param others whatever else changes what lenses say */
  constructor(...others: readonly Event<unknown>[]) {
    this.#disposables = Disposable.from(
      this.#changed,
      ...others.map((event) => event(() => this.#soon())),
      workspace.onDidGrantWorkspaceTrust(() => this.#soon()),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(LENS_SETTING)) this.#soon();
      }),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor: { document } }) => {
        const provided = this.#provided.get(document);
        if (provided === undefined) return;
        const isShown = ({ first, last }: Stretch) =>
          provided.some((stretch) => stretch.first <= first && stretch.last >= last);
        if (!visibleLines(document).every(isShown)) this.#soon();
      }),
    );
  }

  /** From 0, ascending, each once. */
  linesOf(document: TextDocument): number[] {
    const { lineCount } = document;
    if (lineCount <= ALL_BELOW) {
      this.#provided.delete(document);
      return Array.from({ length: lineCount }, (_, line) => line);
    }
    const provided = visibleLines(document).map(({ first, last }) => ({
      first: Math.max(0, first - AROUND),
      last: Math.min(lineCount - 1, last + AROUND),
    }));
    this.#provided.set(document, provided);
    const lines = new Set<number>();
    for (const { first, last } of provided)
      for (let line = first; line <= last; line += 1) lines.add(line);
    return [...lines].sort((a, b) => a - b);
  }

  /** Has lenses provided anew. */
  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(), QUIET_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposables.dispose();
  }
}
