import {
  type CancellationToken,
  Hover,
  type HoverProvider,
  l10n,
  type Position,
  type TextDocument,
} from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { glanceAt } from '../../core/tracing/recordGlance.js';
import { printableLine } from '../../shared/printable.js';
import { plainHover } from '../logs/plainHover.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { candidateSections, decisionWords, type ToldReview } from './candidateSections.js';
import { ownDocumentOf } from './ownDocument.js';

const LONGEST_TEXT = 400;

/** The whole story of a candidate, over each record about it. */
export class RecordHover implements HoverProvider {
  readonly #desk: Pick<ReviewDesk, 'readMasked'>;

  constructor(desk: Pick<ReviewDesk, 'readMasked'>) {
    this.#desk = desk;
  }

  async provideHover(
    document: TextDocument,
    { line }: Position,
    token: CancellationToken,
  ): Promise<Hover | undefined> {
    const own = ownDocumentOf(document.uri);
    const { text, range } = document.lineAt(line);
    const record = own && glanceAt(own.kind, text);
    if (own === undefined || record === undefined) return undefined;
    const { candidate, source } = record;
    if (candidate === undefined)
      return source && new Hover(plainHover(record.name, [fromKnowledge(source)]), range);
    const place = { file: own.file, line: line + 1 };
    const points = await this.#points(candidate, place);
    return token.isCancellationRequested
      ? undefined
      : new Hover(plainHover(candidate, points), range);
  }

  async #points(id: string, here: Place): Promise<string[]> {
    try {
      const review = await this.#desk.readMasked(id);
      return [...decisionHere(review, here), ...storyOf(review)];
    } catch (error) {
      if (error instanceof CodelumiError) return [error.message];
      throw error;
    }
  }
}

interface Place {
  readonly file: string;
  readonly line: number;
}

function fromKnowledge({ file, line }: Place): string {
  return printableLine(l10n.t('From the knowledge base: {0}:{1}', file, line), LONGEST_TEXT);
}

/** Which decision this very line records. */
function decisionHere({ state, signatures }: ToldReview, { file, line }: Place): string[] {
  return state.history
    .filter((entry) => entry.file === file && entry.line === line)
    .map((entry) =>
      printableLine(l10n.t('This line: {0}', decisionWords(entry, signatures)), LONGEST_TEXT),
    );
}

function storyOf(review: ToldReview): string[] {
  const { query, assistant_output } = review.state.text;
  return [
    l10n.t('Question: “{0}”', printableLine(query, LONGEST_TEXT)),
    l10n.t('Answer: “{0}”', printableLine(assistant_output, LONGEST_TEXT)),
    ...candidateSections(review).map(({ heading, points }) => `${heading}: ${points.join('; ')}`),
  ];
}
