/**
 * Patterns whose time grows with the square of a text, and why no text that they meet is long: by file and source.
 * Whoever adds one here says what bounds it.
 */
export const BOUNDED_PATTERNS: ReadonlyMap<string, string> = new Map([
  ['src/cli/commands/shipCommand.ts /\\/+$/', 'an argument of the command line'],
  ['src/core/monitoring/plots/histogram.ts /\\.?0+$/', 'a figure with six places'],
  [
    'src/core/reranking/listRerankers.ts /^[^/]+?(?:\\.joblib(?:\\.v[^/]+)?|\\.v\\d[^/]*\\.json)$/',
    'the name of a file, which systems bound',
  ],
  ['src/core/retrieval/analysis/searchTerms.ts /[+#]+$/', 'a token ends in at most two signs'],
  [
    'src/core/screening/grounding/claims.ts /[./\\\\~:@*$_\\d-].*[/\\\\]|[/\\\\].*[./\\\\~*$_\\d-]/',
    'the first 80 characters of a token',
  ],
  ['src/core/screening/recognisers/authorizationHeader.ts /[.:,]+$/', 'at most 4,096 characters'],
  ['src/core/signing/publicKey.ts /=+$/', 'the base64 of one hash'],
  [
    'src/node/signing/sshKeygen.ts /device not found|no such device|signing failed for .*: device|confirm user presence/',
    'what ssh-keygen says of an error',
  ],
  ['src/node/systemMachine.ts /\\d+(?:\\.\\d+){1,3}/', 'what git or python says its version is'],
  ['webview/review/secretView.ts /\\((.*)\\)$/', 'the name of a mask, which we make'],
]);

export function isBounded({
  place,
  source,
}: {
  readonly place: string;
  readonly source: string;
}): boolean {
  const [file = ''] = place.split(':');
  return BOUNDED_PATTERNS.has(`${file} /${source}/`);
}
