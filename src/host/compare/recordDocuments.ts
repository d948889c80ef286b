import { Disposable, l10n, type TextDocumentContentProvider, Uri, workspace } from 'vscode';

const SCHEME = 'codelumi-records';
/** Tabs of older comparisons that VS Code wants to fill again say what to do. */
const MOST_KEPT = 16;
const GONE = l10n.t('This comparison is over. Run the command that showed it again.\n');

/** Files with their records in aligned order, one field a line, as read-only documents. */
export class RecordDocuments implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #registered = workspace.registerTextDocumentContentProvider(SCHEME, this);
  #last = 0;

  /** @returns where it can be opened; @param name ends the tab's title, and is plain text */
  add(name: string, text: string): Uri {
    this.#last += 1;
    const uri = Uri.from({ scheme: SCHEME, path: `/${this.#last}/${name}.txt` });
    this.#texts.set(uri.toString(), text);
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= MOST_KEPT) break;
      this.#texts.delete(oldest);
    }
    return uri;
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? GONE;
  }

  dispose(): void {
    Disposable.from(this.#registered).dispose();
    this.#texts.clear();
  }
}
