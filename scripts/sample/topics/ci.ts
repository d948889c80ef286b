import type { Topic } from './topic.js';

export const ci: readonly Topic[] = [
  {
    key: 'ci-cache',
    title: 'Cache dependencies in CI',
    ask: 'How do I cache npm dependencies in GitHub Actions?',
    also: [
      'setup-node cache',
      'speed up npm ci in actions',
      'actions/cache node_modules',
      'avoid downloading packages on every pipeline run',
    ],
    answer:
      'Use `actions/setup-node` with `cache: npm`: it keeps the download cache, keyed by the lockfile, and you still run `npm ci`. Caching `node_modules` itself breaks when Node or the platform changes.',
    wrong: 'Cache `node_modules` with a constant key and skip `npm ci`; that is always correct.',
  },
  {
    key: 'ci-matrix',
    title: 'Test on several versions',
    ask: 'How do I run a job on several Node versions in CI?',
    also: [
      'github actions matrix',
      'strategy matrix node-version',
      'test windows and linux in ci',
      'repeat one job over a grid of systems',
    ],
    answer:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: part of the snippet
      'Use a matrix: `strategy: { fail-fast: false, matrix: { os: [ubuntu-latest, windows-latest], node: [20, 22] } }` and `runs-on: ${{ matrix.os }}`. With `fail-fast: false` one failure does not hide the others.',
  },
  {
    key: 'ci-secrets',
    title: 'Secrets in pull requests from forks',
    ask: 'Why is my secret empty in a pull request from a fork?',
    also: [
      'github actions secrets fork',
      'secret not available in workflow',
      'pull_request_target safe?',
      'token is blank when outsiders contribute',
    ],
    answer:
      'Workflows on `pull_request` from forks get no secrets, on purpose. Split the work: build without secrets, then use them in a second workflow on `workflow_run`. `pull_request_target` with a checkout of the fork’s code hands your secrets to it.',
  },
  {
    key: 'ci-path-filter',
    title: 'Run a job only for some paths',
    ask: 'How do I run a workflow only when certain files change?',
    also: [
      'paths filter github actions',
      'skip ci for docs',
      'required check stays pending with path filter',
      'do not test the backend for a readme edit',
    ],
    answer:
      'Add `on: { pull_request: { paths: ["api/**"] } }`. If the check is required for merging, filter inside the job instead (a first step that lists changed files), because a skipped workflow leaves the required check pending.',
  },
  {
    key: 'ci-concurrency',
    title: 'Cancel outdated runs',
    ask: 'How do I cancel older CI runs when I push again?',
    also: [
      'cancel in progress workflow',
      'too many queued runs',
      'concurrency group github',
      'only the newest push should be tested',
    ],
    answer:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: part of the snippet
      'Set `concurrency: { group: "${{ github.workflow }}-${{ github.ref }}", cancel-in-progress: true }`. Leave it off for deployments, where cancelling half-way is worse than waiting.',
  },
  {
    key: 'ci-pin-actions',
    title: 'Pin third-party actions',
    ask: 'Should I pin GitHub Actions to a commit?',
    also: [
      'pin action by sha',
      'is @v4 safe',
      'supply chain github actions',
      'protect the pipeline against a moved tag',
    ],
    answer:
      'Yes for third-party actions: a tag can be moved, a commit hash cannot. Write `uses: org/action@<40-digit sha> # v4.1.2` and let Dependabot update both. Also set `permissions: contents: read` at the top.',
  },
  {
    key: 'ci-artifacts',
    title: 'Keep files from a failed run',
    ask: 'How do I keep logs and screenshots from a failed CI run?',
    also: [
      'upload artifact on failure',
      'if: failure() upload',
      'get test screenshots from ci',
      'look at what the pipeline produced after it broke',
    ],
    answer:
      'Add a step with `if: failure()` that uses `actions/upload-artifact` with `path: test-results/` and `retention-days: 7`. Use `if: always()` when you want them from green runs too.',
  },
  {
    key: 'ci-timeout',
    title: 'Stop a hanging job',
    ask: 'How do I stop a CI job that hangs?',
    also: [
      'timeout-minutes',
      'github job runs 6 hours',
      'ci stuck waiting',
      'limit how long a pipeline step may take',
    ],
    answer:
      'Set `timeout-minutes: 15` on the job (the default is 360). Mocha that never exits has an open handle: `--exit` hides it; close servers and timers in `after` instead.',
  },
  {
    key: 'ci-release-version',
    title: 'Choose a version number',
    ask: 'How do I decide the next version number?',
    also: [
      'semver major minor patch',
      'breaking change version',
      'semantic versioning rules',
      'which digit goes up for a bug fix',
    ],
    answer:
      'Semantic versioning: patch for fixes, minor for additions that break nobody, major for anything that may break a user, including a dropped runtime version. Below 1.0.0 the minor number plays the role of the major.',
    wrong: 'Raise the major number for every release that contains a new feature.',
  },
];
