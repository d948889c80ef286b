import { type TextDocument, window } from 'vscode';

/** The lines of a document that are on the screen, from 0, last line included; several where it is shown several times. */
export function visibleLines(document: TextDocument): { first: number; last: number }[] {
  return window.visibleTextEditors
    .filter((editor) => editor.document === document)
    .flatMap(({ visibleRanges }) =>
      visibleRanges.map(({ start, end }) => ({ first: start.line, last: end.line })),
    );
}
