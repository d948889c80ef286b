/** Something the user told the assistant once, and the many later questions it bears on. */
export interface FrequentFact {
  readonly theme: string;
  readonly fact: string;
  readonly queries: readonly (readonly [question: string, answer: string])[];
}

export const frequentFacts: readonly FrequentFact[] = [
  {
    theme: 'sql',
    fact: 'Remember: our staging database is reset from the anonymised dump every Monday at 06:00 UTC. Whatever was entered there by hand is gone afterwards.',
    queries: [
      [
        'My test data on the staging database vanished over the weekend, why?',
        'The staging database is reset every Monday at 06:00 UTC, so data entered by hand is lost. Put it into the fixtures.',
      ],
      [
        'When is the staging database reset?',
        'Every Monday at 06:00 UTC, from the anonymised dump.',
      ],
      [
        'Can I leave a demo account in the staging database until next week?',
        'Not by hand: Monday’s reset of staging removes it. Add it to the fixtures instead.',
      ],
      [
        'The staging database lost my migration test rows',
        'That is the weekly reset on Monday morning; run the seed script again.',
      ],
      [
        'staging login does not work on monday morning',
        'The staging database is being reset at 06:00 UTC on Mondays; try again some minutes later.',
      ],
      [
        'Is the data in the staging database real?',
        'No, it comes from the anonymised dump that is loaded every Monday.',
      ],
      [
        'How old is the data on staging?',
        'At most a week: the database is reset from a fresh dump each Monday.',
      ],
      [
        'who deleted my rows in the staging database',
        'Nobody by hand: the reset on Monday at 06:00 UTC does it.',
      ],
    ],
  },
  {
    theme: 'typescript',
    fact: 'Remember: the API client in src/api is generated. Change openapi.yaml and run "npm run generate"; edits in src/api by hand are overwritten.',
    queries: [
      [
        'Where do I add a field to the API client?',
        'In `openapi.yaml`, followed by `npm run generate`; the files in src/api are generated.',
      ],
      [
        'my change in src/api/orders.ts is gone after the build',
        'The API client is generated, so the build overwrote it. Make the change in `openapi.yaml`.',
      ],
      [
        'How do I regenerate the API client?',
        'Run `npm run generate` after you changed `openapi.yaml`.',
      ],
      [
        'There is a typo in the generated API client, can I fix it there?',
        'Fix it in `openapi.yaml` and generate again; an edit in src/api would be lost.',
      ],
      [
        'Should src/api be linted?',
        'No, the API client is generated; exclude src/api from the linter.',
      ],
      [
        'review says: do not edit src/api by hand. why',
        'Because it is generated from `openapi.yaml` by `npm run generate`.',
      ],
      [
        'How do I make a property of the API client optional?',
        'Take it out of `required` in `openapi.yaml` and run `npm run generate`.',
      ],
      [
        'merge conflict in src/api, which side is right?',
        'Neither: merge `openapi.yaml`, then run `npm run generate` and commit the result.',
      ],
    ],
  },
  {
    theme: 'ci',
    fact: 'Remember: our CI runners have 2 CPUs and 7 GB of memory, and jobs are stopped after 20 minutes. Heavy jobs must run with two workers at most.',
    queries: [
      [
        'How many workers should the tests use on our CI runners?',
        'Two: the CI runners have 2 CPUs and 7 GB.',
      ],
      [
        'CI job was cancelled after 20 minutes, is there a limit?',
        'Yes, jobs on our CI runners are stopped after 20 minutes. Split the job.',
      ],
      [
        'webpack is killed on the CI runner',
        'It probably needs more than the 7 GB of our CI runners; use fewer workers.',
      ],
      [
        'e2e tests are slower on CI than here, why?',
        'Our CI runners have only 2 CPUs; more than two browser workers slow each other down.',
      ],
      [
        'can I run four playwright workers on our CI runners?',
        'Two at most: the CI runners have 2 CPUs.',
      ],
      ['how much memory do our CI runners have', '7 GB, with 2 CPUs.'],
      [
        'The nightly job on the CI runners never finishes',
        'It runs into the limit of 20 minutes per job; split it or start it with two workers.',
      ],
      [
        'jest --maxWorkers for our CI runners?',
        '`--maxWorkers=2`, because the CI runners have 2 CPUs.',
      ],
    ],
  },
];
