import {
  Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  type Uri,
  window,
  workspace,
} from 'vscode';

/** One read-only document of a scheme of its own, whose text is exchanged as a whole. */
export class ShownText implements TextDocumentContentProvider, Disposable {
  readonly #place: Uri;
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registered: Disposable;
  #text: string;

  /** @param before what VS Code shows where it opens the document again before there is a text */
  constructor(place: Uri, before: string) {
    this.#place = place;
    this.#text = before;
    this.#registered = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(place.scheme, this),
    );
  }

  provideTextDocumentContent(): string {
    return this.#text;
  }

  async show(text: string): Promise<void> {
    this.#text = text;
    this.#changed.fire(this.#place);
    await window.showTextDocument(await workspace.openTextDocument(this.#place), { preview: true });
  }

  dispose(): void {
    this.#registered.dispose();
  }
}
