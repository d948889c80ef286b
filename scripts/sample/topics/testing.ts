import type { Topic } from './topic.js';

export const testing: readonly Topic[] = [
  {
    key: 'test-flaky',
    title: 'Deal with a flaky test',
    ask: 'How do I deal with a flaky test?',
    also: [
      'test fails only sometimes',
      'flaky tests in CI',
      'should I just retry the test?',
      'a check that is red one run in ten',
    ],
    answer:
      'Run it a hundred times with the same seed and order to reproduce it, then look for shared state, real time, and waiting by sleep. A retry hides it: if you must, quarantine the test with an issue and a date instead.',
  },
  {
    key: 'test-fake-time',
    title: 'Control time in tests',
    ask: 'How do I test code that depends on the current time?',
    also: [
      'mock Date.now',
      'fake timers',
      'test setTimeout without waiting',
      'make the clock stand still in a unit test',
    ],
    answer:
      'Pass the clock in: `createToken(now: () => number)`, and give the test a fixed one. Where you cannot, use fake timers (`mock.timers.enable({ apis: ["setTimeout", "Date"] })` in node:test) and advance them by hand.',
  },
  {
    key: 'test-async-throws',
    title: 'Test that a promise rejects',
    ask: 'How do I test that an async function throws?',
    also: [
      'assert.rejects example',
      'expect promise to reject',
      'test passes although the promise fails',
      'check the failure of an awaited call',
    ],
    answer:
      '`await assert.rejects(() => load("missing"), { code: "ENOENT" })`. Do not forget the `await`: without it the test ends before the promise settles and passes whatever happens.',
  },
  {
    key: 'test-coverage',
    title: 'What coverage tells',
    ask: 'What code coverage should we aim for?',
    also: [
      'is 100% coverage useful',
      'coverage threshold',
      'c8 coverage node',
      'how much of the code must tests run through',
    ],
    answer:
      'Use coverage to find code that no test runs, not as a goal. Set a threshold that may only rise, look at branches rather than lines, and remember that a line can be covered without any assertion about it.',
  },
  {
    key: 'test-snapshot',
    title: 'When snapshot tests help',
    ask: 'When are snapshot tests a good idea?',
    also: [
      'snapshot testing pros and cons',
      'everybody just updates the snapshot',
      'golden file test',
      'compare generated text with a stored copy',
    ],
    answer:
      'For small, readable output that people check anyway: an error message, a generated file, a report. Keep each snapshot under a screen, remove dates and ids, and review its diff like code. Large UI snapshots get updated blindly.',
  },
  {
    key: 'test-property',
    title: 'Property-based tests',
    ask: 'What is property-based testing?',
    also: [
      'fast-check example',
      'quickcheck for javascript',
      'generate random inputs for tests',
      'state a rule and let the tool look for counterexamples',
    ],
    answer:
      'You state a rule and the tool searches for inputs that break it, then shrinks them: `fc.assert(fc.property(fc.string(), (s) => decode(encode(s)) === s))`. It suits parsers, encoders and anything with an inverse. Keep found counterexamples as plain tests.',
  },
  {
    key: 'test-only-one',
    title: 'Run a single test',
    ask: 'How do I run a single test with mocha?',
    also: [
      'mocha grep one test',
      'it.only left in code',
      'run only one spec file',
      'execute just the case I am working on',
    ],
    answer:
      '`npx mocha test/login.test.js -g "rejects a wrong password"` runs tests whose title matches. `it.only` works too, but add `--forbid-only` in CI so that it cannot be committed unnoticed.',
  },
  {
    key: 'test-e2e-selectors',
    title: 'Stable selectors in browser tests',
    ask: 'Which selectors are stable in end-to-end tests?',
    also: [
      'playwright getByRole or css',
      'e2e test breaks on every redesign',
      'data-testid good practice?',
      'find elements in the browser so that tests survive restyling',
    ],
    answer:
      'Select by what users see: `page.getByRole("button", { name: "Save" })` or by label. They break only when the meaning changes, and fail when a control has no accessible name. Use `data-testid` where there is no text.',
  },
  {
    key: 'test-database',
    title: 'Tests with a database',
    ask: 'How do I isolate tests that use a database?',
    also: [
      'clean database between tests',
      'transaction rollback per test',
      'parallel tests share the same tables',
      'keep db tests from influencing one another',
    ],
    answer:
      'Give each test its own transaction and roll it back, or each worker its own schema created from the migrations. Truncating tables between tests works but forbids running in parallel.',
    wrong:
      'Share one database between all tests and run them in alphabetical order, so no clean-up is needed.',
  },
  {
    key: 'test-mock-http',
    title: 'Test code that calls an HTTP API',
    ask: 'How do I test code that calls an external HTTP API?',
    also: [
      'mock fetch in tests',
      'stub http server node',
      'should tests hit the real api',
      'exercise a client without the network',
    ],
    answer:
      'Start a tiny local server with `http.createServer` on port 0 and give its address to the client; so headers, timeouts and broken bodies are tested as well. Add one scheduled job that calls the real API to notice changes.',
  },
];
