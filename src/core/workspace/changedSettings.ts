import { applyEdits, type FormattingOptions, type JSONPath, modify } from 'jsonc-parser';

/**
 * Puts an entry at the end of a list in the settings. Nothing else in the file changes: order,
 * indentation and line ends stay as their author wrote them.
 *
 * @param text of the settings file, valid JSON
 */
export function withAppended(text: string, list: JSONPath, entry: object): string {
  const edits = modify(text, [...list, -1], entry, {
    formattingOptions: formattingOf(text),
    isArrayInsertion: true,
  });
  return applyEdits(text, edits);
}

/** Puts a value in the place of another in the settings; nothing else changes. */
export function withExchanged(text: string, path: JSONPath, value: object): string {
  return applyEdits(text, modify(text, path, value, { formattingOptions: formattingOf(text) }));
}

function formattingOf(text: string): FormattingOptions {
  const indentation = /^([ \t]+)"/mu.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indentation.startsWith('\t'),
    tabSize: indentation.startsWith('\t') ? 1 : indentation.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
