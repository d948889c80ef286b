/** Two answers to one question, by hand: whether both can be right. */
export interface AnswerPair {
  readonly question: string;
  readonly one: string;
  readonly other: string;
}

export const CONTRADICTING: readonly AnswerPair[] = [
  [
    'How long are build artefacts kept?',
    'Artefacts are kept for 30 days.',
    'They are deleted after 90 days.',
  ],
  [
    'Which port does the API listen on?',
    'The API listens on port 8080.',
    'Port 3000, unless PORT is set.',
  ],
  [
    'How many retries does the client make?',
    'The client makes three retries.',
    'It tries again five times: 5 retries, then it fails.',
  ],
  [
    'How large may an upload be?',
    'Uploads may be 10 MB at most.',
    'The limit for uploads is 2 GB.',
  ],
  ['Which Node version do we need?', 'You need Node 18 or later.', 'We require Node 22.'],
  [
    'What is the request timeout?',
    'Requests time out after 30 seconds.',
    'The timeout for requests is 5 minutes.',
  ],
  [
    'How much disk must stay free?',
    'Keep 10 % of the disk free.',
    'At least 25 % of the disk must be free.',
  ],
  [
    'Should I commit the lockfile?',
    'Yes, commit the lockfile with your change.',
    'No, never commit the lockfile.',
  ],
  [
    'Is the cache shared between branches?',
    'The cache is shared between all branches.',
    'The cache is not shared between branches.',
  ],
  [
    'Can I edit generated files?',
    'You can edit the generated files by hand.',
    'Never edit the generated files by hand.',
  ],
  [
    'Are migrations run automatically?',
    'Migrations are run automatically at start.',
    'Migrations are not run automatically; start them yourself.',
  ],
  [
    'Does a restart clear the queue?',
    'A restart clears the queue.',
    'A restart keeps the queue; nothing is lost.',
  ],
  ['Should telemetry be on in tests?', 'Enable telemetry in tests.', 'Disable telemetry in tests.'],
  [
    'Is strict mode on by default?',
    'Strict mode is on by default.',
    'Strict mode is off by default.',
  ],
  [
    'Do I need to lock the table?',
    'You must lock the table first.',
    'You do not need to lock the table first.',
  ],
  [
    'When is the index rebuilt?',
    'The index is rebuilt before the import.',
    'The index is rebuilt after the import.',
  ],
  [
    'How do I undo a merge?',
    'Run `git reset --hard ORIG_HEAD`.',
    'Run `git reset --merge ORIG_HEAD`.',
  ],
  [
    'How do I remove a stash?',
    'Run `git stash drop`.',
    'Run `git stash clear --yes`, then `git gc`.',
  ],
  ['How do I list containers?', 'Run `docker ps -a`.', 'Run `docker images`.'],
  ['How do I install exactly what is locked?', 'Run `npm ci`.', 'Run `npm update`.'],
  [
    'How do I start the worker?',
    'Run `systemctl start worker`.',
    'Run `docker compose up worker`.',
  ],
  [
    'How do I turn word wrap on?',
    'Set `"editor.wordWrap": "on"`.',
    'Set `"editor.wordWrap": "bounded"`.',
  ],
  ['What is the right log level in production?', 'Set `LOG_LEVEL=debug`.', 'Set `LOG_LEVEL=warn`.'],
  [
    'Where are the defaults kept?',
    'They stand in `config/defaults.yaml`.',
    'See `settings/base.yaml`.',
  ],
  [
    'Which file configures the linter?',
    'The linter reads `biome.json`.',
    'The linter reads `eslint.json`.',
  ],
  ['Is the endpoint public?', 'The endpoint is public.', 'The endpoint is private.'],
  [
    'Are names compared in case?',
    'Names are always compared in lower case.',
    'Names are never compared in lower case.',
  ],
  [
    'Does the sync remove files?',
    'The sync removes files that are gone from the source.',
    'The sync never removes files that are gone from the source.',
  ],
  [
    'How often is the staging database reset?',
    'The staging database is reset every week.',
    'It is reset every 3 days.',
  ],
  ['May I force-push to main?', 'You may force-push to main.', 'Do not force-push to main.'],
  [
    'How do I drop a column safely?',
    'Stop reading the column, deploy, then drop it.',
    'Drop it with `ALTER TABLE users DROP COLUMN name CASCADE` while the old code still runs.',
  ],
  [
    'Is the token valid for several hosts?',
    'The token is valid for all hosts.',
    'The token is only valid for one host, and unsafe elsewhere.',
  ],
].map(([question = '', one = '', other = '']) => ({ question, one, other }));

export const COMPATIBLE: readonly AnswerPair[] = [
  [
    'How long are build artefacts kept?',
    'Artefacts are kept for 30 days.',
    'For 30 days; after that the job that built them has to run again.',
  ],
  [
    'Which port does the API listen on?',
    'The API listens on port 8080.',
    'It is 8080: `curl localhost:8080/health` tells whether the port answers.',
  ],
  [
    'How large may an upload be?',
    'Uploads may be 10 MB at most.',
    'At most 10240 KB; larger ones get status 413.',
  ],
  [
    'What is the request timeout?',
    'Requests time out after 60 seconds.',
    'The timeout is 1 minute; a proxy before it may be shorter.',
  ],
  [
    'Should I commit the lockfile?',
    'Yes, commit the lockfile with your change.',
    'Yes. Without it two machines may install different versions.',
  ],
  [
    'Is the cache shared between branches?',
    'The cache is not shared between branches.',
    'No: every branch has its own cache, and only main is read by others.',
  ],
  [
    'Can I edit generated files?',
    'Never edit generated files by hand; change the template.',
    'Do not: the next run overwrites what you typed. Change the template instead.',
  ],
  [
    'Are migrations run automatically?',
    'Migrations are run automatically at start.',
    'Yes, the server runs them at start and waits until they are done.',
  ],
  [
    'Do I need to lock the table?',
    'You do not need to lock the table first.',
    'No lock is needed; the statement takes one itself for a moment.',
  ],
  [
    'How do I undo a merge?',
    'Run `git reset --merge ORIG_HEAD`.',
    'Use `git reset --merge ORIG_HEAD` as long as it was not pushed; else `git revert -m 1`.',
  ],
  [
    'How do I list containers?',
    'Run `docker ps -a`.',
    '`docker ps` lists those that run, `docker ps --all` also those that stopped.',
  ],
  [
    'How do I install exactly what is locked?',
    'Run `npm ci`.',
    'Use `npm ci`. It fails when lockfile and package.json disagree, which is what you want in CI.',
  ],
  [
    'How do I turn word wrap on?',
    'Set `"editor.wordWrap": "on"`.',
    'Press Alt+Z, or set `"editor.wordWrap": "on"` in the settings.',
  ],
  [
    'Where are the defaults kept?',
    'They stand in `config/defaults.yaml`.',
    'In `config/defaults.yaml`; local changes go to `config/local.yaml`.',
  ],
  [
    'How do I see the history of one function?',
    'Run `git log -L :name:file.ts`.',
    '`git log -L :name:file.ts` follows the function through renames of lines around it.',
  ],
  [
    'How do I wait for a port?',
    'Use `npx wait-on tcp:5432`.',
    '`npx wait-on tcp:5432` ends as soon as the port accepts connections; give it a timeout.',
  ],
  [
    'Why is my date one day off?',
    'A date without time is read as UTC and shown in local time.',
    'Because midnight in UTC is still the day before west of Greenwich; keep such dates as text.',
  ],
  [
    'How do I copy a folder in the shell?',
    'Run `cp -r from to`.',
    'Run `cp --recursive from to`; with `-a` it also keeps times and rights.',
  ],
  [
    'What does strict do in tsconfig?',
    'It switches on all strict checks, such as strictNullChecks.',
    'It turns the strict family of checks on; each can still be set by itself.',
  ],
  [
    'When should I use a feature flag?',
    'To merge early and switch a feature on for a few users first.',
    'When deploying and releasing should be two steps: merge early, enable later.',
  ],
  [
    'How do I speed up a slow query?',
    'Look at the plan with `EXPLAIN ANALYZE` and add an index where it scans.',
    'Run `EXPLAIN ANALYZE` first. A sequential scan with a narrow filter wants an index.',
  ],
  [
    'How do I format on save?',
    'Set `"editor.formatOnSave": true`.',
    'Switch `"editor.formatOnSave": true` on and choose a default formatter.',
  ],
  [
    'Is it safe to delete node_modules?',
    'Yes, `npm ci` brings it back.',
    'Yes. Nothing in it is yours; install again afterwards.',
  ],
  [
    'How do I skip a flaky test?',
    'Do not skip it: find out what it waits for.',
    'Better not. A skipped test is never mended; look for what it depends on.',
  ],
  [
    'How do I read a large file line by line?',
    'Open it with `fs.promises.open` and iterate over `readLines()`.',
    'Iterate: `for await (const line of file.readLines())`. It keeps one line in memory.',
  ],
  [
    'How do I undo git add?',
    'Run `git restore --staged file`.',
    '`git restore --staged file` takes it out of the index; your changes stay.',
  ],
  [
    'What is a detached HEAD?',
    'HEAD points to a commit and not to a branch.',
    'You are on a commit without a branch; make one with `git switch -c name` to keep new work.',
  ],
  [
    'Why does CORS fail?',
    'The server does not send Access-Control-Allow-Origin for your origin.',
    'Because the answer lacks the header that allows your origin; the browser enforces it.',
  ],
  [
    'How do I rename a branch?',
    'Run `git branch -m new-name`.',
    'Run `git branch -m old-name new-name`, then push the new name and delete the old one.',
  ],
  [
    'How do I print the environment?',
    'Run `env`, or `printenv NAME` for one value.',
    '`printenv` prints all of it; never paste that into an issue.',
  ],
  [
    'Should errors be swallowed?',
    'Never swallow an error without a word.',
    'No. Handle it, or let it pass to where it is logged.',
  ],
  [
    'How many workers should tests use?',
    'Two workers: our runners have 2 CPUs.',
    'As many as there are CPUs, so 2 workers on our runners.',
  ],
].map(([question = '', one = '', other = '']) => ({ question, one, other }));
