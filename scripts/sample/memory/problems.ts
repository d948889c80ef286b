/** Single questions with a pasted error: everyday work that no knowledge base covers yet. */
export interface Problem {
  readonly theme: string;
  readonly question: string;
  readonly answer: string;
}

export const problems: readonly Problem[] = [
  {
    theme: 'git',
    question: 'git push says: "! [rejected] main -> main (non-fast-forward)". What now?',
    answer:
      'Somebody pushed before you. Run `git pull --rebase`, solve conflicts if there are any, and push again. Do not force-push to main: it would delete their commits.',
  },
  {
    theme: 'git',
    question: 'fatal: refusing to merge unrelated histories',
    answer:
      'The two branches have no common commit, often because the remote was created with its own README. If you are sure they belong together: `git pull --rebase origin main --allow-unrelated-histories`.',
  },
  {
    theme: 'git',
    question: 'error: Your local changes to the following files would be overwritten by checkout',
    answer:
      'Commit your changes, or put them aside with `git stash push -m wip`, switch the branch, and take them back with `git stash pop`. `git switch -m other` carries them over and merges.',
  },
  {
    theme: 'npm',
    question: 'npm ERR! code EACCES permission denied, mkdir /usr/local/lib/node_modules',
    answer:
      'You are installing globally into a system folder. Use a version manager such as nvm, or set your own prefix: `npm config set prefix ~/.npm-global`, and add its bin folder to PATH. Do not use sudo.',
  },
  {
    theme: 'npm',
    question:
      'npm warn EBADENGINE Unsupported engine { required: node >=22 }, what does it mean for me?',
    answer:
      'The package says it needs Node 22 or later and you run an older one. It may still work, but nobody tests that; upgrade Node, or install the last version of the package that supports yours: `npm view name engines versions`.',
  },
  {
    theme: 'typescript',
    question:
      "TS2345: Argument of type 'string | undefined' is not assignable to parameter of type 'string'",
    answer:
      'The value may be missing, and the function does not accept that. Check first (`if (value === undefined) return;`), give a default with `value ?? ""`, or let the function accept undefined if that makes sense there.',
  },
  {
    theme: 'typescript',
    question:
      "TS2307: Cannot find module './config.js' or its corresponding type declarations, but config.ts is there",
    answer:
      'Importing `./config.js` is right for `nodenext`: TypeScript maps it to `config.ts`. Check that the file is covered by `include`, and that `moduleResolution` is `nodenext` or `bundler`, not the old `node`.',
  },
  {
    theme: 'typescript',
    question: 'Why is my catch variable of type unknown?',
    answer:
      'Because anything can be thrown, `strict` types it as unknown. Narrow it: `catch (error) { const message = error instanceof Error ? error.message : String(error); }`.',
  },
  {
    theme: 'node',
    question: 'Error [ERR_REQUIRE_ESM]: require() of ES Module not supported',
    answer:
      'The package is ESM only and your file is CommonJS. Use `await import("name")`, switch your package to `"type": "module"`, or upgrade to Node 22.12 or later, where `require` of such modules works if they have no top-level await.',
  },
  {
    theme: 'node',
    question: 'UnhandledPromiseRejection kills my server. How do I find the place?',
    answer:
      'Start with `--trace-uncaught` and look for calls without `await`; the lint rule no-floating-promises finds them. Handle errors where the promise is made; a global handler should log and end the process, not go on.',
  },
  {
    theme: 'node',
    question: 'my fetch returns "TypeError: terminated" for large downloads',
    answer:
      'The connection was closed while the body was read. Check timeouts of proxies between, stream the body to a file with `pipeline`, and retry with a `Range` header from the last byte you have.',
  },
  {
    theme: 'docker',
    question:
      'docker: Error response from daemon: Ports are not available: listen tcp 0.0.0.0:5432: bind: address already in use',
    answer:
      'A Postgres on your machine already has port 5432. Stop it, or publish the container on another port: `-p 5433:5432`, and connect to 5433.',
  },
  {
    theme: 'docker',
    question: 'exec /app/entrypoint.sh: no such file or directory, but the file exists',
    answer:
      'Most often the script has CRLF line ends, so the system looks for an interpreter named "sh\\r". Save it with LF and put `*.sh text eol=lf` into .gitattributes. Otherwise the interpreter in the first line is missing in the image.',
  },
  {
    theme: 'docker',
    question: 'compose: "network app_default was found but has incorrect label"',
    answer:
      'The network was made by something else with the same name. Remove it with `docker network rm app_default` after `docker compose down`, and start again; compose then creates its own.',
  },
  {
    theme: 'python',
    question: "ModuleNotFoundError: No module named 'yaml' although I installed yaml",
    answer:
      'The package has another name than the module: install it with `python -m pip install pyyaml`. Using `python -m pip` also makes sure it goes to the interpreter that runs your program.',
  },
  {
    theme: 'python',
    question: "UnicodeDecodeError: 'charmap' codec can't decode byte 0x9d",
    answer:
      'On Windows `open` uses the system code page. Say what the file is: `open(path, encoding="utf-8")`. If it is not UTF-8, find out what wrote it instead of ignoring errors.',
  },
  {
    theme: 'python',
    question: 'RuntimeError: This event loop is already running, in a notebook',
    answer:
      'The notebook runs a loop itself, so `asyncio.run` cannot start one. Write `await main()` directly in the cell.',
  },
  {
    theme: 'sql',
    question:
      'ERROR: column "o.total" must appear in the GROUP BY clause or be used in an aggregate function',
    answer:
      'For each group there may be several totals, and the database does not guess which. Put the column into GROUP BY, or say what you want: `sum(o.total)`, `max(o.total)`.',
  },
  {
    theme: 'sql',
    question: 'ERROR: deadlock detected, while updating two accounts',
    answer:
      'Two transactions locked the same rows in opposite order. Lock them always in the same order, for example by ascending id with `SELECT … ORDER BY id FOR UPDATE`, and retry the one that was cancelled.',
  },
  {
    theme: 'sql',
    question: 'psql: FATAL: sorry, too many clients already',
    answer:
      'All connections are taken. Look at `pg_stat_activity` for idle ones from your own app, give the pool a small maximum, and close clients in scripts. A pooler such as PgBouncer helps when many processes connect.',
  },
  {
    theme: 'vscode',
    question: 'VS Code says "Cannot find module" but the build is fine',
    answer:
      'The editor’s TypeScript server has stale data or uses another version. Run "TypeScript: Restart TS Server", and "TypeScript: Select TypeScript Version" → Use Workspace Version.',
  },
  {
    theme: 'vscode',
    question: 'The integrated terminal does not find node, my normal terminal does',
    answer:
      'VS Code started before your PATH changed, or the terminal is no login shell. Close all windows and start again; on macOS set `"terminal.integrated.profiles.osx"` to start zsh with `-l`.',
  },
  {
    theme: 'vscode',
    question: 'Go to Definition opens a .d.ts file and not the source. Why?',
    answer:
      'The package was built without declaration maps. Set `"declarationMap": true` in its tsconfig and ship the sources; then the jump goes to the original file. "Go to Source Definition" often helps without them.',
  },
  {
    theme: 'testing',
    question:
      'Error: Timeout of 2000ms exceeded. For async tests and hooks, ensure "done()" is called',
    answer:
      'The test returned a promise that never settled, or takes `done` and does not call it. Do not mix both. If the work is really slow, set `this.timeout(10000)` in that one test.',
  },
  {
    theme: 'testing',
    question: 'AssertionError: Expected values to be strictly deep-equal, but they look the same',
    answer:
      'Look for what the printout hides: `undefined` properties, another prototype, -0, or an invisible character in a string. `util.inspect(value, { showHidden: true, depth: null })` shows the difference.',
  },
  {
    theme: 'ci',
    question: 'The build is green on my laptop, and in CI it says Cannot find module "./Button"',
    answer:
      'Your file system ignores upper and lower case, the CI’s does not. The file is probably `button.tsx`: rename it with `git mv`, and set `forceConsistentCasingInFileNames` so that tsc tells you.',
  },
  {
    theme: 'ci',
    question: 'Resource not accessible by integration, when my workflow comments on a PR',
    answer:
      'The token may not write. Add `permissions: { pull-requests: write }` to the job. For pull requests from forks it stays read-only by design.',
  },
  {
    theme: 'web',
    question: 'Refused to execute inline script because it violates the Content Security Policy',
    answer:
      'The policy forbids inline code. Move the script to a file, or give it the nonce of this response: `<script nonce="…">` with `script-src \'nonce-…\'`. Do not add `unsafe-inline`: it switches the protection off.',
  },
  {
    theme: 'web',
    question: 'Hydration failed because the server rendered HTML didn’t match the client',
    answer:
      'Something differs between server and browser at the first render: the time, a random value, `window`, or invalid nesting such as a div inside p. Render it after mounting, or pass the value from the server.',
  },
  {
    theme: 'shell',
    question: 'bash: ./run.sh: Permission denied',
    answer:
      'The file is not executable: `chmod +x run.sh`. To keep that in Git from Windows use `git update-index --chmod=+x run.sh`. If it still fails, the disk may be mounted with noexec.',
  },
  {
    theme: 'shell',
    question: 'WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED',
    answer:
      'The server shows another key than last time. If you know that it was set up again, remove the old key with `ssh-keygen -R host` and compare the new fingerprint with the administrator; if not, do not connect.',
  },
];
