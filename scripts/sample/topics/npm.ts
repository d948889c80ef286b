import type { Topic } from './topic.js';

export const npm: readonly Topic[] = [
  {
    key: 'npm-ci-vs-install',
    title: 'npm ci or npm install',
    ask: 'What is the difference between npm ci and npm install?',
    also: [
      'npm ci vs npm i',
      'should CI use npm install?',
      'when do I use npm ci',
      'which install command respects the lockfile exactly',
    ],
    answer:
      '`npm ci` deletes `node_modules` and installs exactly what `package-lock.json` says; it fails when the lockfile and `package.json` disagree. `npm install` may update the lockfile. Use `npm ci` in CI and `npm install` when you change dependencies.',
    wrong:
      '`npm ci` updates package-lock.json to the newest matching versions, so use it when you want to upgrade.',
  },
  {
    key: 'npm-peer-conflict',
    title: 'ERESOLVE: peer dependency conflict',
    ask: 'How do I fix "ERESOLVE unable to resolve dependency tree"?',
    also: [
      'npm ERESOLVE peer dependency error',
      'install fails because of peer deps',
      'could not resolve dependency: peer react@17',
      'npm refuses because two packages want different majors',
    ],
    answer:
      'Read which package asks for which peer version, and upgrade or downgrade one of the two: `npm explain react` shows who needs it. `--legacy-peer-deps` only hides the conflict; use it for a short time and write down why.',
  },
  {
    key: 'npm-outdated',
    title: 'Update dependencies safely',
    ask: 'How do I see and update outdated npm packages?',
    also: [
      'which packages are old?',
      'npm update all dependencies',
      'upgrade packages to the latest version safely',
      'list dependencies that have newer releases',
    ],
    answer:
      '`npm outdated` lists them: "wanted" is allowed by your version range, "latest" may be a new major. Run `npm update` for the wanted ones, and take majors one at a time with `npm install name@latest` and a test run between.',
  },
  {
    key: 'npm-workspace-run',
    title: 'Run a script in one workspace',
    ask: 'How do I run an npm script in only one workspace?',
    also: [
      'npm workspaces run build for a single package',
      'monorepo: test just one package',
      'npm -w flag',
      'execute a task inside a given sub-package from the root',
    ],
    answer:
      'Use `npm run build -w packages/api` (the name or the folder of the workspace). `npm run build --workspaces --if-present` runs it in all that have the script.',
  },
  {
    key: 'npm-overrides',
    title: 'Force the version of a transitive dependency',
    ask: 'How do I force the version of a transitive dependency in npm?',
    also: [
      'override nested dependency version',
      'npm equivalent of yarn resolutions',
      'vulnerable package is not mine but a dependency of a dependency',
      'pin something deep in the tree to a patched release',
    ],
    answer:
      'Add `"overrides": { "minimist": "^1.2.8" }` to the root `package.json` and run `npm install`. Check with `npm ls minimist`. Remove the override when the direct dependency has been fixed.',
  },
  {
    key: 'npm-lock-conflict',
    title: 'Merge conflict in package-lock.json',
    ask: 'How do I resolve a merge conflict in package-lock.json?',
    also: [
      'package-lock conflict after rebase',
      'conflict markers in lockfile',
      'which side of package-lock.json do I keep',
      'both branches touched the npm lock, now what',
    ],
    answer:
      'Resolve `package.json` by hand first, then run `npm install`: npm understands a conflicted lockfile and rewrites it. Do not edit the lockfile itself; commit the result and run the tests.',
    wrong: 'Delete package-lock.json and node_modules; the lockfile is not needed in a project.',
  },
  {
    key: 'npm-script-args',
    title: 'Pass arguments to an npm script',
    ask: 'How do I pass arguments to an npm script?',
    also: [
      'npm run test with a flag',
      'double dash npm run',
      'forward cli options through npm',
      'hand over extra options to the command behind a script',
    ],
    answer:
      'Put them after `--`: `npm run test -- --watch --grep "login"`. Everything before the double dash is for npm itself.',
  },
  {
    key: 'npm-exports',
    title: 'The exports field of package.json',
    ask: 'What does the "exports" field in package.json do?',
    also: [
      'package exports import require types',
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
      'how to export subpaths from my package',
      'define which files of a library others may import',
    ],
    answer:
      'It lists the only paths that others can import, with conditions such as `types`, `import` and `require`. Put `types` first and `default` last; anything that is not listed fails with ERR_PACKAGE_PATH_NOT_EXPORTED.',
  },
  {
    key: 'npm-link',
    title: 'Try a local package in another project',
    ask: 'How do I test a local npm package in another project?',
    also: [
      'npm link local package',
      'use my library before publishing',
      'install from folder',
      'check a package the way users will get it, without a release',
    ],
    answer:
      'Run `npm pack` in the library and `npm install ../lib/my-lib-1.0.0.tgz` in the project: this is what users will get. `npm link` is quicker to repeat but resolves peer dependencies from the library’s own folder, which often gives two copies of React.',
  },
  {
    key: 'npm-audit',
    title: 'Deal with npm audit findings',
    ask: 'How should I handle npm audit warnings?',
    also: [
      'npm audit fix --force safe?',
      '17 vulnerabilities after npm install',
      'audit says high severity in dev dependency',
      'what to do about reported vulnerable packages',
    ],
    answer:
      'Start with `npm audit --omit=dev`: what remains reaches production. `npm audit fix` stays inside your version ranges; `--force` may install new majors, so review it like any other upgrade. Build-time findings without untrusted input can wait.',
    wrong: 'Always run `npm audit fix --force`; it never changes major versions.',
  },
  {
    key: 'npm-engines',
    title: 'Require a Node version',
    ask: 'How do I make my project require a certain Node version?',
    also: [
      'engines field enforce',
      'fail install on old node',
      'pin node version for the team',
      'stop colleagues from building with an outdated runtime',
    ],
    answer:
      'Set `"engines": { "node": ">=20" }` in `package.json` and `engine-strict=true` in `.npmrc`; without the second, npm only warns. Add an `.nvmrc` with the same major so that `nvm use` picks it up.',
  },
];
