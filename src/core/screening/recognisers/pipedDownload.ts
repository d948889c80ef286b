import type { Match, Recogniser, TextPolicy } from '../recogniser.js';
import { Trigger } from '../triggers.js';

const DOWNLOADER = /\b(?:curl|wget|iwr|irm|invoke-webrequest|invoke-restmethod)\b/gu;
const NAMES = new Trigger(['curl', 'wget', 'iwr', 'irm', 'invoke-webrequest', 'invoke-restmethod']);
/** How far a command reaches; longer ones are cut, so that the work is linear. */
const LONGEST = 400;
const SHELL =
  /^[^\n|;`]{0,400}\|\s{0,4}(?:(?:sudo|env|nohup|time)\s{1,4}(?:-\S{1,20}\s{1,4}){0,3}){0,2}(?:\/[\w./-]{1,40}\/)?(?:ba|z|da|k|fi|a)?sh\b|^[^\n|;`]{0,400}\|\s{0,4}(?:sudo\s{1,4})?(?:python3?|perl|ruby|node|php|pwsh|powershell|iex|invoke-expression|source)\b/u;
/** `sh -c "$(curl …)"`, `bash <(curl …)`, `iex (irm …)`, `eval "$(curl …)"`. */
const WRAPPED =
  /(?:\b(?:(?:ba|z|da|k|a)?sh|eval|source|iex|invoke-expression|python3?|perl|ruby|node)\s{1,4}(?:-\w{1,10}\s{1,4}){0,2}|[|&;]\s{0,4}|\.\s{1,3})["']?(?:\$\(|<\(|`|\(|&\s?\()\s{0,4}(?:new-object\s{1,3}net\.webclient\)\.downloadstring\()?$/u;
const HOST = /\bhttps?:\/\/([^\s/"'`<>)|:?#]{1,253})/u;

/** Installers that everybody knows, by host: nobody but their makers can put something there. */
const WELL_KNOWN = [
  'astral.sh',
  'bun.sh',
  'deb.nodesource.com',
  'deno.land',
  'get.docker.com',
  'get.k3s.io',
  'get.pnpm.io',
  'get.volta.sh',
  'install.python-poetry.org',
  'rpm.nodesource.com',
  'sh.rustup.rs',
  'starship.rs',
];

/** A script from the net that is run unseen: `curl … | sh`. */
export const pipedDownload: Recogniser = {
  rule: 'piped-download',
  version: 1,
  kind: 'hostile',
  severity: 'warning',
  description: 'A command that runs a script from an unknown host without a look at it.',
  find(scanned, policy) {
    if (!scanned.holds(NAMES)) return [];
    const { text, lower } = scanned;
    const matches: Match[] = [];
    let pipe = -1;
    for (const { index } of lower.matchAll(DOWNLOADER)) {
      if (index < (matches.at(-1)?.end ?? 0)) continue;
      if (pipe < index) pipe = nextOf(lower, '|', index);
      const isPiped = pipe - index < LONGEST;
      const span = (isPiped ? pipedSpan(lower, index) : undefined) ?? wrappedSpan(lower, index);
      if (span === undefined || isTrusted(text.slice(index, index + LONGEST), policy)) continue;
      matches.push({
        ...span,
        score: 0.9,
        message: 'This runs a script from an unknown host without anybody looking at it.',
      });
    }
    return matches;
  },
};

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Behind the text when there is none, so that nobody looks for it again. */
function nextOf(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

function pipedSpan(lower: string, index: number): Span | undefined {
  const piped = SHELL.exec(lower.slice(index, index + LONGEST))?.[0];
  return piped === undefined ? undefined : { start: index, end: index + piped.length };
}

function wrappedSpan(lower: string, index: number): Span | undefined {
  if (!/[(`]\s{0,4}$/u.test(lower.slice(Math.max(0, index - 5), index))) return undefined;
  const wrapped = WRAPPED.exec(lower.slice(Math.max(0, index - 60), index))?.[0];
  if (wrapped === undefined) return undefined;
  const command = lower.slice(index, index + LONGEST);
  const length = command.search(/[)\n]/u);
  return { start: index - wrapped.length, end: index + (length < 0 ? command.length : length + 1) };
}

function isTrusted(command: string, { hostile }: TextPolicy): boolean {
  const host = HOST.exec(command)?.[1]?.toLowerCase();
  return host !== undefined && (WELL_KNOWN.includes(host) || hostile.trustedHosts.includes(host));
}
