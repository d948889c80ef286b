import {
  type Disposable,
  type DocumentLink,
  type DocumentLinkProvider,
  l10n,
  languages,
  type TextDocument,
  Uri,
} from 'vscode';
import { printableLine } from '../../shared/printable.js';
import { placeLinks } from '../documents/placeLinks.js';
import { ShownText } from '../documents/shownText.js';

const SCHEME = 'codelumi-erasure';
const PLACE = Uri.from({ scheme: SCHEME, path: '/Where Somebody Is' });
/** Characters; names of files may be long. */
const MOST_SHOWN = 1_000;
/** `candidates/2026-01-24.jsonl:7`, at the beginning of a line or indented below what is left to do. */
const LINE_OF_FILE = /^ {0,2}(?<file>\S[^:]{0,500}):(?<line>[1-9]\d{0,8})(?=:|$)/u;

/** Where somebody is, and what erasing them would do, as a read-only document whose places can be followed. */
export class ErasureDocument implements DocumentLinkProvider, Disposable {
  readonly #document = new ShownText(PLACE, l10n.t('Run "CodeLumi: Find Where Somebody Is".\n'));
  readonly #registered = languages.registerDocumentLinkProvider({ scheme: SCHEME }, this);

  provideDocumentLinks(document: TextDocument): DocumentLink[] {
    return placeLinks(document, LINE_OF_FILE);
  }

  async show(title: string, lines: readonly string[]): Promise<void> {
    const shown = lines.map((line) => {
      const indent = line.startsWith('  ') ? '  ' : '';
      return indent + printableLine(line, MOST_SHOWN);
    });
    await this.#document.show(`${title}\n\n${shown.join('\n')}\n`);
  }

  dispose(): void {
    this.#registered.dispose();
    this.#document.dispose();
  }
}
