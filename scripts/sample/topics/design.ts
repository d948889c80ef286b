import type { Topic } from './topic.js';

export const design: readonly Topic[] = [
  {
    key: 'eng-code-review',
    title: 'A useful code review',
    ask: 'What should I look for in a code review?',
    also: [
      'code review checklist',
      'how to review a big PR',
      'good review comments',
      'reading a colleague’s change, where to start',
    ],
    answer:
      'First whether the change does what it should and has a test that would fail without it; then names, error paths and what happens under load; style last, and by a tool. Say which comments must be settled and which are taste.',
  },
  {
    key: 'eng-feature-flag',
    title: 'Feature flags',
    ask: 'When should I use a feature flag?',
    also: [
      'feature toggle good practice',
      'release code that is not finished',
      'flags pile up in our code',
      'ship dark and switch on later',
    ],
    answer:
      'To separate deploying from releasing: merge early, switch on for a few users, switch off without a deploy. Give each flag an owner and an end date, and test both states; a flag that is on for everybody is dead code.',
  },
  {
    key: 'eng-idempotency',
    title: 'Idempotent requests',
    ask: 'How do I make a payment request safe to retry?',
    also: [
      'idempotency key',
      'user clicked twice, charged twice',
      'retry without duplicates',
      'same call sent again must not act again',
    ],
    answer:
      'Let the client send an `Idempotency-Key`; store it with the result in the same transaction as the effect, and answer a repeat from the stored result. Put a unique index on the key, so two parallel requests cannot both win.',
  },
  {
    key: 'eng-log-levels',
    title: 'Log levels',
    ask: 'Which log level should I use for what?',
    also: [
      'error vs warn vs info',
      'log levels explained',
      'too many errors in our logs',
      'severity for an expected failure',
    ],
    answer:
      'Error: somebody must act. Warn: unexpected but handled. Info: few lines that tell the story of a request. Debug: for the developer, off in production. A user’s wrong password is info, not error.',
  },
  {
    key: 'eng-n-plus-one',
    title: 'N+1 queries',
    ask: 'What is the N+1 query problem?',
    also: [
      'orm runs hundreds of queries',
      'eager loading vs lazy loading',
      'list page makes one query per row',
      'too many database round trips for one page',
    ],
    answer:
      'You load a list with one query and then one more per row for its details. Load the details for all rows at once: a join, or a second query with `WHERE id = ANY($1)`. Log the query count per request to notice it.',
  },
  {
    key: 'eng-uuid',
    title: 'UUID or integer keys',
    ask: 'Should I use UUIDs or integers as primary keys?',
    also: [
      'uuid vs serial',
      'uuidv7 benefits',
      'primary key type choice',
      'ids that can be made by the client',
    ],
    answer:
      'Integers are small and fast inside one database. UUIDs can be made anywhere and do not reveal counts; take version 7, which sorts by time and keeps the index compact, instead of the random version 4.',
  },
  {
    key: 'eng-timezone-store',
    title: 'Store times',
    ask: 'How should I store dates and times in a database?',
    also: [
      'timestamptz or timestamp',
      'store utc or local time',
      'meeting time moved after daylight saving',
      'right column type for points in time',
    ],
    answer:
      'Store moments as UTC (`timestamptz` in Postgres) and convert when you show them. For future local events, such as a meeting at 9:00 in Vienna, store the local time and the zone name, because the offset may change.',
  },
  {
    key: 'eng-monorepo',
    title: 'Monorepo or several repositories',
    ask: 'Should we use a monorepo?',
    also: [
      'monorepo vs multirepo',
      'pros and cons of one repository',
      'split the repo?',
      'keep all services in a single place or apart',
    ],
    answer:
      'A monorepo lets one change touch a library and all its users, with one review and one CI run; it needs tools that build only what changed. Separate repositories suit teams that release on their own and share little.',
  },
  {
    key: 'eng-error-handling',
    title: 'Catch errors at the right place',
    ask: 'Where should I catch exceptions?',
    also: [
      'try catch everywhere?',
      'error handling best practice',
      'swallowing errors in catch',
      'which layer deals with a failure',
    ],
    answer:
      'Catch where you can do something about it: retry, fall back, or tell the user; else let it pass to one handler at the edge that logs it once. When you rethrow, keep the cause: `throw new Error("cannot read config", { cause: error })`.',
  },
  {
    key: 'eng-big-o',
    title: 'A slow loop',
    ask: 'Why does my code get slow with many items?',
    also: [
      'includes inside a loop is slow',
      'quadratic complexity',
      'speed up lookup in array',
      'nested search through two long lists',
    ],
    answer:
      'Probably a search inside a loop, which is quadratic: `list.includes(x)` reads the whole list each time. Build a `Set` or a `Map` once and ask it. Measure before and after with realistic sizes.',
  },
];
