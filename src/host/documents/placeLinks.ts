import { DocumentLink, Range, type TextDocument, Uri } from 'vscode';
import { COMMANDS } from '../../shared/ids.js';

/**
 * Makes places of files in a document of ours links that open the line.
 * @param pattern finds a place at the beginning of a line: the file in group `file`, the line's number in group `line`; linear
 */
export function placeLinks(document: TextDocument, pattern: RegExp): DocumentLink[] {
  return document
    .getText()
    .split('\n')
    .flatMap((text, number) => {
      const { file, line } = pattern.exec(text)?.groups ?? {};
      if (file === undefined || line === undefined) return [];
      const target = encodeURIComponent(JSON.stringify([file, Number(line)]));
      const start = text.indexOf(file);
      const range = new Range(number, start, number, start + file.length + 1 + line.length);
      return [new DocumentLink(range, Uri.parse(`command:${COMMANDS.openLine}?${target}`))];
    });
}
