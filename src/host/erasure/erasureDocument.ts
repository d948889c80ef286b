import {
  type Disposable,
  DocumentLink,
  type DocumentLinkProvider,
  languages,
  Range,
  type TextDocument,
  Uri,
} from 'vscode';
import { COMMANDS } from '../../shared/ids.js';
import { printableLine } from '../../shared/printable.js';
import { ShownText } from '../documents/shownText.js';

const SCHEME = 'codelumi-erasure';
const PLACE = Uri.from({ scheme: SCHEME, path: '/Where Somebody Is' });
/** Characters; names of files may be long. */
const MOST_SHOWN = 1_000;
/** `candidates/2026-01-24.jsonl:7`, at the beginning of a line or indented below what is left to do. */
const LINE_OF_FILE = /^ {0,2}(\S[^:]{0,500}):([1-9]\d{0,8})(?=:|$)/u;

/** Where somebody is, and what erasing them would do, as a read-only document whose places can be followed. */
export class ErasureDocument implements DocumentLinkProvider, Disposable {
  readonly #document = new ShownText(PLACE, 'Run "CodeLumi: Find Where Somebody Is".\n');
  readonly #registered = languages.registerDocumentLinkProvider({ scheme: SCHEME }, this);

  provideDocumentLinks(document: TextDocument): DocumentLink[] {
    return document
      .getText()
      .split('\n')
      .flatMap((text, number) => {
        const [found, file, line] = LINE_OF_FILE.exec(text) ?? [];
        if (found === undefined || file === undefined) return [];
        const target = encodeURIComponent(JSON.stringify([file, Number(line)]));
        const start = found.length - found.trimStart().length;
        const range = new Range(number, start, number, found.length);
        return [new DocumentLink(range, Uri.parse(`command:${COMMANDS.openLine}?${target}`))];
      });
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
