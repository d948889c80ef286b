import {
  Disposable,
  type Event,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';

const ENDING = '.md';

/** What read-only Markdown documents of one scheme show, each by its id. */
export interface FollowedSource {
  readonly scheme: string;
  /** When what they show may have changed; left out: whoever shows them says so, see `changed`. */
  readonly onDidChange?: Event<unknown>;
  textOf(id: string): string | Promise<string>;
}

/** The id of what a document of this scheme shows; undefined for any other document. */
export function idShownIn(scheme: string, uri: Uri): string | undefined {
  return uri.scheme === scheme ? uri.path.slice(1, -ENDING.length) : undefined;
}

/** Read-only Markdown documents, one an id, which follow what happens to what they show. */
export class FollowedDocuments implements TextDocumentContentProvider, Disposable {
  readonly #source: FollowedSource;
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registered: Disposable;

  constructor(source: FollowedSource) {
    this.#source = source;
    const { scheme, onDidChange } = source;
    this.#registered = Disposable.from(
      this.#changed,
      workspace.registerTextDocumentContentProvider(scheme, this),
      ...(onDidChange === undefined ? [] : [onDidChange(() => this.changed())]),
    );
  }

  provideTextDocumentContent(uri: Uri): string | Promise<string> {
    return this.#source.textOf(idShownIn(this.#source.scheme, uri) ?? '');
  }

  /** Those that are open are read anew. */
  changed(): void {
    for (const { uri } of workspace.textDocuments)
      if (uri.scheme === this.#source.scheme) this.#changed.fire(uri);
  }

  /** @param preview whether the next document takes its place */
  async show(id: string, preview = true): Promise<void> {
    const uri = Uri.from({ scheme: this.#source.scheme, path: `/${id}${ENDING}` });
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview });
  }

  dispose(): void {
    this.#registered.dispose();
  }
}
