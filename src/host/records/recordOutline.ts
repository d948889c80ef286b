import {
  type CancellationToken,
  DocumentSymbol,
  type DocumentSymbolProvider,
  FoldingRange,
  type FoldingRangeProvider,
  SymbolKind,
  type TextDocument,
} from 'vscode';
import { glanceAt, type RecordGlance } from '../../core/tracing/recordGlance.js';
import { printableLine } from '../../shared/printable.js';
import { TurnTaking } from '../diagnostics/turnTaking.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { ownDocumentOf } from './ownDocument.js';

/** Longer outlines help nobody; the Candidates view and the panel have all. */
const MOST_RECORDS = 5_000;
/** So few that whoever else asks the worker hardly waits. */
const TITLES_AT_ONCE = 200;
const LONGEST = 120;

interface Found {
  readonly line: number;
  readonly record: RecordGlance;
}

/** A symbol for each record, called by its id and question, and folds around neighbours of one origin. */
export class RecordOutline implements DocumentSymbolProvider, FoldingRangeProvider {
  readonly #desk: Pick<ReviewDesk, 'titles'>;

  constructor(desk: Pick<ReviewDesk, 'titles'>) {
    this.#desk = desk;
  }

  async provideDocumentSymbols(
    document: TextDocument,
    token: CancellationToken,
  ): Promise<DocumentSymbol[]> {
    const found = await recordsIn(document, token);
    const symbols: DocumentSymbol[] = [];
    for (let from = 0; from < found.length; from += TITLES_AT_ONCE) {
      const page = found.slice(from, from + TITLES_AT_ONCE);
      const titles = await this.#desk.titles(
        page.map(({ record: { candidate, text } }) => ({ candidate, text })),
      );
      if (token.isCancellationRequested) return [];
      for (const [index, { line, record }] of page.entries())
        symbols.push(symbolOf(document, line, record, titles[index] ?? ''));
    }
    return symbols;
  }

  /** A record is one line, so what folds is a run of them from one source, or on one candidate. */
  async provideFoldingRanges(
    document: TextDocument,
    _context: unknown,
    token: CancellationToken,
  ): Promise<FoldingRange[]> {
    const ranges: FoldingRange[] = [];
    let run: { readonly group: string; readonly start: number; end: number } | undefined;
    const close = () => {
      if (run !== undefined && run.end > run.start)
        ranges.push(new FoldingRange(run.start, run.end));
    };
    for (const { line, record } of await recordsIn(document, token)) {
      const { group } = record;
      if (run?.group === group && run.end === line - 1) {
        run.end = line;
        continue;
      }
      close();
      run = { group, start: line, end: line };
    }
    close();
    return ranges;
  }
}

/** The text is only glanced at, and in short turns. */
async function recordsIn(document: TextDocument, token: CancellationToken): Promise<Found[]> {
  const own = ownDocumentOf(document.uri);
  if (own === undefined) return [];
  const turn = new TurnTaking();
  const { version } = document;
  const found: Found[] = [];
  for (let line = 0; line < document.lineCount && found.length < MOST_RECORDS; line += 1) {
    if (turn.isOver) await turn.next();
    if (token.isCancellationRequested || document.version !== version) return [];
    const record = glanceAt(own.kind, document.lineAt(line).text);
    if (record !== undefined) found.push({ line, record });
  }
  return found;
}

function symbolOf(
  document: TextDocument,
  line: number,
  { name }: RecordGlance,
  title: string,
): DocumentSymbol {
  const { range } = document.lineAt(line);
  const shown = printableLine([name, title].filter(Boolean).join(': '), LONGEST);
  return new DocumentSymbol(shown, '', SymbolKind.Object, range, range);
}
