import type { Topic } from './topic.js';

export const node: readonly Topic[] = [
  {
    key: 'js-async-foreach',
    title: 'await inside forEach',
    ask: 'Why does await not work inside forEach?',
    also: [
      'forEach async does not wait',
      'loop with await in javascript',
      'my async callback runs after the function returned',
      'array iteration finishes before its promises do',
    ],
    answer:
      '`forEach` ignores the promise that your callback returns. Use `for (const item of items) await work(item)` to run one after another, or `await Promise.all(items.map(work))` to run them together.',
    wrong: 'Mark the callback as async; `forEach` then waits for every promise before it returns.',
  },
  {
    key: 'js-allsettled',
    title: 'Promise.all or allSettled',
    ask: 'What is the difference between Promise.all and Promise.allSettled?',
    also: [
      'one failed request kills all others',
      'promise all but continue on errors',
      'allSettled example',
      'wait for a batch and look at failures afterwards',
    ],
    answer:
      '`Promise.all` rejects as soon as one promise rejects (the others go on running, their results are lost). `Promise.allSettled` waits for all and gives `{status, value | reason}` per promise. Use it when a partial result is useful.',
  },
  {
    key: 'js-debounce-throttle',
    title: 'Debounce and throttle',
    ask: 'What is the difference between debounce and throttle?',
    also: [
      'search box fires too many requests',
      'debounce vs throttle',
      'limit how often a handler runs',
      'react only once typing has paused',
    ],
    answer:
      'Debounce waits until calls stop for a while and then runs once: right for search as you type. Throttle runs at most once per interval while calls go on: right for scroll and resize.',
  },
  {
    key: 'js-deep-clone',
    title: 'Deep copy an object',
    ask: 'How do I make a deep copy of an object in JavaScript?',
    also: [
      'deep clone without lodash',
      'structuredClone vs JSON.parse',
      'copy nested object',
      'duplicate a nested structure so edits do not leak',
    ],
    answer:
      'Use `structuredClone(value)`: it keeps dates, maps, sets and cycles. It throws on functions and drops prototypes. `JSON.parse(JSON.stringify(value))` turns dates into strings and loses `undefined`.',
    wrong: 'Use the spread operator `{ ...value }`; it makes a deep copy of nested objects too.',
  },
  {
    key: 'node-read-lines',
    title: 'Read a large file line by line',
    ask: 'How do I read a large file line by line in Node?',
    also: [
      'node readline big file',
      'process a 3 GB log without loading it',
      'stream lines from file',
      'go through a huge text file with little memory',
    ],
    answer:
      '```js\nconst file = await fs.promises.open("big.log");\nfor await (const line of file.readLines()) handle(line);\n```\nOnly a small buffer is in memory. Mind that one extremely long line is still read as a whole.',
  },
  {
    key: 'node-dirname-esm',
    title: '__dirname in ES modules',
    ask: 'What replaces __dirname in ES modules?',
    also: [
      '__dirname is not defined in ES module scope',
      'import.meta.url path',
      'esm dirname node',
      'get the folder of the current module file with import syntax',
    ],
    answer:
      'Since Node 20.11 use `import.meta.dirname` and `import.meta.filename`. In older versions: `path.dirname(fileURLToPath(import.meta.url))`.',
  },
  {
    key: 'node-env-file',
    title: 'Load a .env file',
    ask: 'How do I load a .env file in Node without a package?',
    also: [
      'node --env-file',
      'dotenv needed in node 20?',
      'environment variables from file',
      'read settings from .env with what is built in',
    ],
    answer:
      'Start with `node --env-file=.env app.js` (Node 20.6 and later). Variables already set in the environment win over the file. Keep `.env` out of Git and commit an `.env.example`.',
  },
  {
    key: 'node-fetch-timeout',
    title: 'Time out a fetch',
    ask: 'How do I set a timeout for fetch?',
    also: [
      'fetch hangs forever',
      'abort a request after 5 seconds',
      'AbortSignal.timeout example',
      'give up on a slow http call',
    ],
    answer:
      'Pass a signal: `await fetch(url, { signal: AbortSignal.timeout(5000) })`. It rejects with a `TimeoutError`. Combine it with your own cancel button through `AbortSignal.any([a, b])`.',
  },
  {
    key: 'node-eaddrinuse',
    title: 'EADDRINUSE: port in use',
    ask: 'How do I fix "EADDRINUSE: address already in use"?',
    also: [
      'port 3000 already in use',
      'server does not start because the port is taken',
      'kill process on port',
      'something else is listening on my dev port',
    ],
    answer:
      'Find the process with `lsof -i :3000` (Windows: `netstat -ano | findstr :3000`) and stop it, or start on another port: `PORT=3001 npm start`. Often it is your own server from a terminal you closed.',
  },
  {
    key: 'node-heap',
    title: 'JavaScript heap out of memory',
    ask: 'What can I do about "JavaScript heap out of memory"?',
    also: [
      'node process runs out of memory during build',
      'increase node memory limit',
      'FATAL ERROR: Reached heap limit',
      'the bundler dies with an allocation failure',
    ],
    answer:
      'Raise the limit to see if the job is just big: `NODE_OPTIONS=--max-old-space-size=4096 npm run build`. If memory grows without end it is a leak: run with `--inspect`, take two heap snapshots and compare them.',
  },
  {
    key: 'js-sort-numbers',
    title: 'Sort numbers',
    ask: 'Why does sort put 10 before 9?',
    also: [
      'javascript sort numbers wrong order',
      'array.sort() sorts as strings',
      'sort ascending numeric',
      'numeric order comes out alphabetical',
    ],
    answer:
      'Without a comparator `sort` compares strings. Use `numbers.sort((a, b) => a - b)`, or `numbers.toSorted((a, b) => a - b)` when the original must not change.',
  },
  {
    key: 'js-dates-utc',
    title: 'Date is one day off',
    ask: 'Why is my date one day off?',
    also: [
      'new Date("2026-03-01") shows february',
      'timezone shifts the day',
      'javascript date wrong day utc',
      'calendar day changes when I format it',
    ],
    answer:
      'A date-only string is parsed as UTC midnight and then shown in local time, which may be the day before. Keep calendar dates as strings, or format with `timeZone: "UTC"`. `new Date(2026, 2, 1)` builds local midnight instead.',
  },
];
