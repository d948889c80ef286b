/** Short facts of the knowledge base: question and answer. They never appear in the logs. */
export type Fact = readonly [question: string, answer: string];

export const toolFacts: readonly Fact[] = [
  [
    'What does git fetch do?',
    '`git fetch` downloads new commits and updates the remote-tracking branches; your own branches and files stay as they are.',
  ],
  [
    'How do I see which files a commit changed?',
    '`git show --stat <sha>` lists the files with the number of changed lines.',
  ],
  [
    'How do I list branches that are merged already?',
    '`git branch --merged main` lists local branches whose commits are all in main.',
  ],
  ['How do I see what is staged?', '`git diff --staged` shows what the next commit will contain.'],
  [
    'How do I clone only one branch?',
    '`git clone --single-branch --branch release/2.1 <url>` fetches that branch only.',
  ],
  [
    'How do I find who changed a line?',
    '`git blame -L 40,60 file` shows commit and author for the lines 40 to 60.',
  ],
  [
    'How do I search the history for a string?',
    '`git log -S "oldName" --oneline` lists commits that added or removed the string.',
  ],
  [
    'How do I show a file as it was in another branch?',
    '`git show main:src/app.ts` prints it without checking it out.',
  ],
  [
    'How do I remove untracked files?',
    '`git clean -nd` shows what would go, `git clean -fd` removes it. Ignored files stay unless you add `-x`.',
  ],
  [
    'How do I set my name and mail for one repository?',
    'Run `git config user.name` and `git config user.email` without `--global` inside it.',
  ],
  [
    'How do I undo git add?',
    '`git restore --staged <file>` takes the file out of the index and leaves your edits alone.',
  ],
  [
    'What is a detached HEAD?',
    'HEAD points to a commit instead of a branch. Make a branch with `git switch -c name` before you commit, or the commits are hard to find later.',
  ],
  [
    'How do I compare two branches?',
    '`git diff main...feature` shows what feature changed since it left main.',
  ],
  [
    'How do I pull without a merge commit?',
    '`git pull --rebase`, or set `git config --global pull.rebase true`.',
  ],
  [
    'How do I list the tags of a repository?',
    '`git tag --list "v1.*" --sort=-version:refname` lists them, newest version first.',
  ],
  [
    'How do I split a commit?',
    'Mark it `edit` in `git rebase -i`, run `git reset HEAD~1`, commit the parts, and `git rebase --continue`.',
  ],
  [
    'How do I add only a part of a file?',
    '`git add -p` asks for each hunk; `s` splits a hunk, `e` edits it.',
  ],
  [
    'How do I see the history of one function?',
    '`git log -L :functionName:src/file.ts` follows the function through the commits.',
  ],
  [
    'How do I install a package as a dev dependency?',
    '`npm install --save-dev name` puts it under devDependencies.',
  ],
  [
    'How do I see why a package is installed?',
    '`npm explain name` prints the chain of dependencies that leads to it.',
  ],
  [
    'How do I run a package without installing it?',
    '`npx name@version` downloads it to a cache and runs it once.',
  ],
  [
    'How do I see what npm would publish?',
    '`npm pack --dry-run` lists the files and the size of the package.',
  ],
  [
    'How do I clear the npm cache?',
    '`npm cache verify` repairs it; `npm cache clean --force` empties it, which is seldom needed.',
  ],
  [
    'How do I set a registry for one scope?',
    'Write `@acme:registry=https://npm.example.org/` into `.npmrc`.',
  ],
  [
    'What is a prerelease version?',
    'A version such as `2.0.0-beta.1`. A caret range does not pick it up unless the range itself names a prerelease.',
  ],
  [
    'What does the caret in ^1.2.3 mean?',
    'Any version from 1.2.3 below 2.0.0. For 0.x versions the caret allows only patch releases.',
  ],
  [
    'How do I run two npm scripts in parallel?',
    'Use a small runner such as `npm-run-all -p lint test`; a single `&` does not work on Windows.',
  ],
  ['How do I list global npm packages?', '`npm ls -g --depth=0` lists them with their versions.'],
  ['How do I list running containers?', '`docker ps`; add `-a` to see stopped ones as well.'],
  [
    'How do I see the logs of a container?',
    '`docker logs -f --tail 100 <name>` follows the last hundred lines.',
  ],
  [
    'How do I copy a file out of a container?',
    '`docker cp <name>:/app/report.json .` works for stopped containers too.',
  ],
  [
    'How do I rebuild one compose service?',
    '`docker compose up -d --build api` rebuilds and restarts only that service.',
  ],
  [
    'What is the difference between CMD and ENTRYPOINT?',
    'ENTRYPOINT is the program, CMD its default arguments. What you write after the image name replaces CMD.',
  ],
  [
    'What is a named volume?',
    'Storage managed by Docker: `-v data:/var/lib/postgresql/data`. It survives when the container is removed.',
  ],
  [
    'How do I limit the memory of a container?',
    '`docker run --memory 512m` sets a hard limit; above it the process is killed.',
  ],
  [
    'How do I see the environment of a container?',
    '`docker exec <name> env` prints it; `docker inspect` shows what it was started with.',
  ],
  [
    'What belongs into .dockerignore?',
    '`.git`, `node_modules`, build output and `.env` files: a smaller context builds faster and leaks nothing.',
  ],
  [
    'How do I build for ARM and x86?',
    '`docker buildx build --platform linux/amd64,linux/arm64 --push -t name .` builds and pushes both.',
  ],
  ['How do I stop all containers?', '`docker stop $(docker ps -q)` stops every running container.'],
  ['How do I follow a log file?', '`tail -F app.log` follows it and reopens it after a rotation.'],
  [
    'How do I count lines in a file?',
    '`wc -l file` counts line ends; a last line without one is not counted.',
  ],
  ['How do I see the size of a folder?', '`du -sh folder` prints the total in readable units.'],
  [
    'How do I make a script executable?',
    '`chmod +x script.sh`, and begin it with `#!/usr/bin/env bash`.',
  ],
  [
    'How do I run a command again and again?',
    '`watch -n 2 kubectl get pods` repeats it every two seconds.',
  ],
  ['How do I sort by the second column?', '`sort -k2,2n file` sorts by column 2 as a number.'],
  [
    'How do I remove duplicate lines?',
    "`sort -u file`, or `awk '!seen[$0]++' file` to keep the order.",
  ],
  [
    'How do I compare two folders?',
    '`diff -rq a b` lists files that differ or exist on one side only.',
  ],
  [
    'How do I keep a process running after logout?',
    'Start it inside `tmux`, or as a service with systemd; `nohup cmd &` is enough for once.',
  ],
  ['How do I see open files of a process?', '`lsof -p <pid>` lists files and sockets.'],
  [
    'How do I unpack a tar.gz file?',
    '`tar -xzf file.tar.gz -C target`; current versions find out the compression by themselves with `-xf`.',
  ],
  [
    'How do I copy files to a server?',
    '`rsync -av --partial dist/ host:/srv/app/`. The slash after dist copies its contents, not the folder.',
  ],
  [
    'How do I print one column with awk?',
    "`awk '{ print $2 }' file` prints the second one; `-F,` sets the separator.",
  ],
  ['How do I open the command palette?', 'Press Ctrl+Shift+P (macOS: Cmd+Shift+P) or F1.'],
  [
    'How do I go to a file quickly in VS Code?',
    'Press Ctrl+P and type part of its name; append `:42` for the line.',
  ],
  [
    'How do I go to a symbol in VS Code?',
    'Ctrl+Shift+O in the file, Ctrl+T in the whole workspace.',
  ],
  [
    'How do I comment a line in VS Code?',
    'Ctrl+/ toggles a line comment, Shift+Alt+A a block comment.',
  ],
  [
    'How do I split the editor?',
    'Ctrl+\\ opens the same file at the side; drag the tab to move it.',
  ],
  [
    'How do I see problems of all files?',
    'Ctrl+Shift+M opens the Problems view; filter it with `@` or a path.',
  ],
  ['How do I move a line up or down?', 'Alt+Up and Alt+Down; with Shift the line is copied.'],
  ['How do I toggle the terminal in VS Code?', 'Press Ctrl+` to show or hide it.'],
  [
    'How do I install an extension from a file?',
    'Run `code --install-extension name.vsix`, or use "Install from VSIX…" in the Extensions view.',
  ],
  [
    'How do I compare two files in VS Code?',
    'Right-click the first, "Select for Compare"; right-click the second, "Compare with Selected".',
  ],
  [
    'How do I open a workspace with several folders?',
    'File → Add Folder to Workspace…, and save it as a `.code-workspace` file.',
  ],
  [
    'How do I turn off telemetry in VS Code?',
    'Set `telemetry.telemetryLevel` to `off`. Extensions must follow it.',
  ],
  [
    'How do I fold code in VS Code?',
    'Ctrl+Shift+[ folds, Ctrl+Shift+] unfolds, Ctrl+K Ctrl+0 folds everything.',
  ],
  [
    'How do I change the language of a file?',
    'Click the language in the status bar, or set `files.associations` for a pattern.',
  ],
];
