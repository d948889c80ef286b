import type { AnswerPair } from './answerPairs.js';

/** Written after the rule was finished; nothing was tuned on them. */
export const CONTRADICTING_LATER: readonly AnswerPair[] = [
  ['How many replicas does the index have?', 'The index has 2 replicas.', 'It has 3 replicas.'],
  [
    'How long is a session valid?',
    'A session is valid for 12 hours.',
    'Sessions expire after 30 minutes.',
  ],
  ['Is the API versioned?', 'The API is versioned.', 'The API is not versioned.'],
  [
    'Does the linter fix files?',
    'The linter fixes files by itself.',
    'The linter never fixes files; it only reports.',
  ],
  ['How do I stop the dev server?', 'Press Ctrl+C in its terminal.', 'Run `npm run stop`.'],
  ['How do I list open ports?', 'Run `ss -ltn`.', 'Run `netstat -s`.'],
  ['Where are logs written?', 'Logs go to `logs/app.log`.', 'See `var/service.log`.'],
  ['Should I use tabs?', 'Always use tabs.', 'Never use tabs.'],
  ['Which compression is used?', 'Set `compression: gzip`.', 'Set `compression: brotli`.'],
  ['Is the flag required?', 'The flag is required.', 'The flag is optional.'],
  ['How do I clean the build?', 'Run `cargo clean`.', 'Run `cargo build --release`.'],
  [
    'Do workers share memory?',
    'Workers share memory with the main thread.',
    'Workers do not share memory with the main thread.',
  ],
  ['How big is a page?', 'A page is 4 KB.', 'A page has 16 KB.'],
  [
    'Is the order of results stable?',
    'The order is stable.',
    'The order is unstable between runs.',
  ],
  ['Who may merge?', 'Only maintainers may merge.', 'Everybody may merge.'],
  [
    'How do I delete a tag on the remote?',
    'Run `git push origin --delete v1`.',
    'Run `git tag -d v1`.',
  ],
  [
    'Are uploads scanned?',
    'Uploads are scanned before they are stored.',
    'Uploads are scanned after they are stored.',
  ],
  ['How do I disable the cache?', 'Set `CACHE=0`.', 'Set `CACHE=1`.'],
  ['Is Windows supported?', 'Windows is supported.', 'Windows is unsupported.'],
  ['How often does the poller run?', 'It polls every 10 seconds.', 'It polls once per 5 minutes.'],
].map(([question = '', one = '', other = '']) => ({ question, one, other }));

export const COMPATIBLE_LATER: readonly AnswerPair[] = [
  [
    'How many replicas does the index have?',
    'The index has 2 replicas.',
    'Two replicas beside the primary; they are moved when a node is lost.',
  ],
  [
    'How long is a session valid?',
    'A session is valid for 12 hours.',
    'For half a day: 12 hours after the last login.',
  ],
  [
    'Is the API versioned?',
    'The API is versioned.',
    'Yes, by the path: `/v1/…`. Old versions live for a year.',
  ],
  [
    'Does the linter fix files?',
    'The linter never fixes files by itself.',
    'Not by itself. Run `biome check --write` to have it mend what it can.',
  ],
  [
    'How do I stop the dev server?',
    'Press Ctrl+C in its terminal.',
    'Ctrl+C; if it hangs, close the terminal.',
  ],
  ['How do I list open ports?', 'Run `ss -ltn`.', 'Run `ss -ltnp` to see the programs as well.'],
  [
    'Where are logs written?',
    'Logs go to `logs/app.log`.',
    'To `logs/app.log`, and errors also to `logs/error.log`.',
  ],
  ['Should I use tabs?', 'Never use tabs.', 'No, two spaces; the formatter does it for you.'],
  ['Is the flag required?', 'The flag is optional.', 'No. Without it the default is taken.'],
  [
    'How do I clean the build?',
    'Run `cargo clean`.',
    '`cargo clean` removes the target folder; the next build takes longer.',
  ],
  [
    'Do workers share memory?',
    'Workers do not share memory with the main thread.',
    'They do not, unless you pass a SharedArrayBuffer.',
  ],
  [
    'How big is a page?',
    'A page is 4 KB.',
    '4096 bytes on most systems; `getconf PAGESIZE` tells.',
  ],
  [
    'Who may merge?',
    'Only maintainers may merge.',
    'Maintainers, after one approval; nobody else has the right.',
  ],
  [
    'How do I delete a tag on the remote?',
    'Run `git push origin --delete v1`.',
    'First `git push origin --delete v1`, then `git tag -d v1` for your own copy.',
  ],
  [
    'Are uploads scanned?',
    'Uploads are scanned before they are stored.',
    'Yes, and stored only when the scanner found nothing.',
  ],
  [
    'Is Windows supported?',
    'Windows is supported.',
    'Yes, from Windows 10 on; paths may use either slash.',
  ],
  [
    'Why is the first request slow?',
    'The first request compiles the templates.',
    'Templates are compiled when they are first needed; later requests use the cache.',
  ],
  [
    'How do I see why a package is installed?',
    'Run `npm explain name`.',
    '`npm explain name` prints who asks for it; `npm ls name` draws the tree.',
  ],
  [
    'How do I run one test?',
    'Run `npx mocha -g "title"`.',
    'Use `-g`: `npx mocha test/a.test.js -g "title"` runs what matches.',
  ],
  [
    'Can two branches share a worktree?',
    'No, a worktree has one branch at a time.',
    'No. Add another with `git worktree add ../second branch`.',
  ],
].map(([question = '', one = '', other = '']) => ({ question, one, other }));
