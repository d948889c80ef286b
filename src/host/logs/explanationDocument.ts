import {
  type Disposable,
  DocumentLink,
  type DocumentLinkProvider,
  l10n,
  languages,
  Range,
  type TextDocument,
  Uri,
} from 'vscode';
import { COMMANDS } from '../../shared/ids.js';
import { ShownText } from '../documents/shownText.js';

const SCHEME = 'codelumi-explanation';
const PLACE = Uri.from({ scheme: SCHEME, path: '/Explained Log Line' });
const WIDTH = 96;
const BULLET = '• ';
/** Only where this file writes it: text from a log never begins a line. */
const BECAME = /^• Became (candidate-\d{8}-\d{4,9})/u;

/** The explanation of one log line as a read-only document, for those who read and move by keyboard. */
export class ExplanationDocument implements DocumentLinkProvider, Disposable {
  readonly #document = new ShownText(
    PLACE,
    l10n.t('Run "CodeLumi: Explain Log Line" on a line of a log.\n'),
  );
  readonly #registered = languages.registerDocumentLinkProvider({ scheme: SCHEME }, this);

  /** Candidates can be opened from here. */
  provideDocumentLinks(document: TextDocument): DocumentLink[] {
    return document
      .getText()
      .split('\n')
      .flatMap((text, line) => {
        const [, id] = BECAME.exec(text) ?? [];
        if (id === undefined) return [];
        const start = text.indexOf(id);
        const command = Uri.parse(
          `command:${COMMANDS.openReview}?${encodeURIComponent(JSON.stringify([id]))}`,
        );
        return [new DocumentLink(new Range(line, start, line, start + id.length), command)];
      });
  }

  /** @param points one sentence each, plain text without line breaks */
  async show(title: string, points: readonly string[]): Promise<void> {
    await this.#document.show(`${title}\n\n${points.map(wrapped).join('\n')}\n`);
  }

  dispose(): void {
    this.#registered.dispose();
    this.#document.dispose();
  }
}

function wrapped(point: string): string {
  const lines: string[] = [];
  let line = BULLET;
  for (const word of point.split(' ')) {
    if (line.length + word.length > WIDTH && line.trim() !== '' && line !== BULLET) {
      lines.push(line.trimEnd());
      line = '  ';
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join('\n');
}
