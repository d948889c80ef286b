import fc from 'fast-check';

/** What text from a log may hold to harm whoever is shown it: pieces, put together at random. */
const PIECES = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</textarea><iframe src="javascript:alert(1)">',
  '[click](command:workbench.action.quit)',
  '[click](command:codelumi.review.accept?%5B%22x%22%5D "safe")',
  '![x](https://evil.example/track.png)',
  'https://evil.example/?q=1',
  '<https://evil.example>',
  '$(zap)',
  '\u001b[2J\u001b[1;1H',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u009b31m',
  '\u202etxt.exe',
  '\u2066\u2069\u200f\u061c',
  '\u200b\u2060\ufeff\u{e0041}',
  '\0',
  '\ud800',
  '\udfff',
  '\u2028\u2029\u0085',
  '\r',
  '\n',
  '\r\n',
  '```',
  '````\n# Heading',
  '~~~',
  '`',
  '|',
  '\\|',
  '\\\\|',
  '\\',
  '\n# Heading\n',
  '\n- [x] Accept\n',
  '<!-- codelumi review v1 00000000000000000000000000000000 -->',
  '-->',
  '@everyone',
  'closes #1',
  '=HYPERLINK("http://evil.example","x")',
  "=cmd|' /C calc'!A0",
  '+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '","x',
  ']]>',
  '&lt;&#60;',
  '"><x y="',
  '%s%n',
  '__proto__',
  '中文 grüße 🙂',
  ' ',
  'a',
] as const;

export const hostileTexts: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 10 })
  .map((pieces) => pieces.join(''));

/** All of it at once, and very long. */
export function longHostileText(length: number): string {
  const all = PIECES.join(' ');
  return all.repeat(Math.ceil(length / all.length)).slice(0, length);
}

/** Acts on a terminal or changes what stands beside it, and shows nothing of itself. */
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** @throws Error where something in a text would not be seen */
export function requireVisible(text: string, where: string): void {
  const found = UNSEEN.exec(text);
  if (found === null) return;
  const code = found[0].codePointAt(0)?.toString(16);
  throw new Error(`${where} holds U+${code} as it stands`);
}

/**
 * @throws Error where Markdown holds something that acts outside of code: a link, HTML, an address, a mention; or where a
 *   row of a table has another number of cells than its head, by either way of reading `\\|`
 */
export function requirePlainMarkdown(markdown: string, where: string): void {
  const outside = withoutCode(markdown);
  const acts = /\]\(|<[a-z!/?]|https?:|command:|(?:^|\s)@\w|\$\(zap/iu.exec(
    outside.replaceAll(/^<!-- codelumi review v1 [0-9a-f]{32} -->$/gmu, ''),
  );
  if (acts !== null) {
    const at = outside.slice(Math.max(0, acts.index - 60), acts.index + 60);
    throw new Error(`${where} lets something act outside of code: ${JSON.stringify(at)}`);
  }
  requireEvenTables(markdown, where);
}

function requireEvenTables(markdown: string, where: string): void {
  let head: number | undefined;
  for (const line of markdown.split('\n')) {
    if (!line.startsWith('| ')) {
      head = undefined;
      continue;
    }
    const [byParity, byOne] = [
      line.split(/(?<=(?:^|[^\\])(?:\\\\)*)\|/u),
      line.split(/(?<!\\)\|/u),
    ];
    head ??= byOne.length;
    if (byOne.length !== head || byParity.length !== head)
      throw new Error(
        `${where} has a row of another number of cells: ${JSON.stringify(line.slice(0, 300))}`,
      );
  }
}

/** CommonMark §4.5 and §6.1: fenced blocks and code spans, taken out. */
function withoutCode(markdown: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const run = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1];
    if (fence === undefined && run !== undefined) fence = run;
    else if (fence === undefined) kept.push(withoutSpans(line));
    else if (run?.startsWith(fence) === true && line.trim() === run) fence = undefined;
  }
  return kept.join('\n');
}

function withoutSpans(line: string): string {
  const runs = [...line.matchAll(/`+/gu)].map(({ index, 0: { length } }) => ({ index, length }));
  let kept = '';
  let from = 0;
  for (let opening = 0; opening < runs.length; opening += 1) {
    const { index = 0, length = 0 } = runs[opening] ?? {};
    kept += line.slice(from, index);
    const closing = runs.findIndex((run, at) => at > opening && run.length === length);
    if (closing > 0) opening = closing;
    const last = runs[closing > 0 ? closing : opening];
    from = (last?.index ?? index) + (last?.length ?? length);
  }
  return kept + line.slice(from);
}
