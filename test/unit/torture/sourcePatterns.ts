import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

export interface SourcePattern {
  readonly source: string;
  readonly flags: string;
  /** `file:line` */
  readonly place: string;
}

/** Every literal of a regular expression in the product's sources. */
export function sourcePatterns(folders: readonly string[] = ['src', 'webview']): SourcePattern[] {
  const found: SourcePattern[] = [];
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
      const file = join(folder, name);
      found.push(...patternsIn(file, readFileSync(file, 'utf8')));
    }
  }
  return found;
}

function patternsIn(file: string, text: string): SourcePattern[] {
  const found: SourcePattern[] = [];
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  new Visitor({
    Literal(node) {
      if (!('regex' in node)) return;
      const { pattern: source, flags } = node.regex;
      const line = text.slice(0, node.start).split('\n').length;
      found.push({ source, flags, place: `${file}:${line}` });
    },
  }).visit(program);
  return found;
}
