import type { Topic } from './topic.js';

export const shell: readonly Topic[] = [
  {
    key: 'sh-find-files',
    title: 'Find files by name or age',
    ask: 'How do I find files by name or age on the command line?',
    also: [
      'find command examples',
      'list files changed in the last day',
      'search for *.log recursively',
      'locate old files below a folder',
    ],
    answer:
      '`find . -name "*.log" -mtime -1` lists log files changed within a day; `+30` means older than thirty days. Add `-print0 | xargs -0 …` to pass names with spaces on safely.',
  },
  {
    key: 'sh-strict-mode',
    title: 'Safer shell scripts',
    ask: 'What does set -euo pipefail do?',
    also: [
      'bash strict mode',
      'script continues after an error',
      'pipefail meaning',
      'stop a shell script at the first problem',
    ],
    answer:
      '`-e` stops at the first failing command, `-u` treats unset variables as errors, `pipefail` makes a pipeline fail if any part fails. `-e` is ignored inside `if` conditions and before `||`, so check important steps yourself.',
  },
  {
    key: 'sh-jq',
    title: 'Filter JSON with jq',
    ask: 'How do I filter JSON on the command line?',
    also: [
      'jq select by field',
      'extract a value from json in bash',
      'jq array filter',
      'pick records from an api response in the terminal',
    ],
    answer:
      'Use jq: `jq -r \'.items[] | select(.state == "open") | .title\' data.json`. `-r` prints raw strings, `-c` one record a line, and `--arg name "$value"` passes shell values in without quoting trouble.',
  },
  {
    key: 'sh-replace-in-files',
    title: 'Replace text in many files',
    ask: 'How do I replace a string in many files at once?',
    also: [
      'sed in place recursive',
      'sed -i macos error',
      'bulk replace in project from terminal',
      'swap one word for another throughout a tree of files',
    ],
    answer:
      "Let Git list the files: `git grep -lz oldName | xargs -0 sed -i 's/oldName/newName/g'`. On macOS write `sed -i ''`. Look at `git diff` before you commit.",
  },
  {
    key: 'sh-port-listen',
    title: 'See which process listens on a port',
    ask: 'How do I see which process listens on a port?',
    also: [
      'lsof port',
      'what is running on 8080',
      'ss -ltnp',
      'identify the program behind an open port',
    ],
    answer:
      'On Linux `ss -ltnp "sport = :8080"`, on macOS `lsof -nP -iTCP:8080 -sTCP:LISTEN`. You see other users’ processes only as root.',
  },
  {
    key: 'sh-ssh-key',
    title: 'Create an SSH key',
    ask: 'How do I create an SSH key for Git hosting?',
    also: [
      'ssh-keygen ed25519',
      'permission denied publickey',
      'set up ssh for github',
      'log in to the git server without a password',
    ],
    answer:
      'Run `ssh-keygen -t ed25519 -C "work laptop"`, set a passphrase, and add the contents of `~/.ssh/id_ed25519.pub` on the host. Test with `ssh -T git@github.com`; `ssh -v` shows which key is offered.',
  },
  {
    key: 'sh-curl-json',
    title: 'Post JSON with curl',
    ask: 'How do I send a JSON body with curl?',
    also: [
      'curl post json',
      'curl content-type header',
      'test rest endpoint from terminal',
      'submit structured data to an api by hand',
    ],
    answer:
      '`curl --json \'{"name":"demo"}\' https://api.example.org/items` sets the method and both headers (curl 7.82+). With older versions: `-H "Content-Type: application/json" -d @body.json`. Add `--fail-with-body` in scripts.',
  },
  {
    key: 'sh-disk-usage',
    title: 'Find what fills the disk',
    ask: 'How do I find out what fills my disk?',
    also: [
      'du largest folders',
      'disk full linux',
      'which directory is so big',
      'look for the space hogs below a path',
    ],
    answer:
      '`du -xh --max-depth=1 . | sort -h` lists folders by size, without leaving the file system. Deleted files that a process still holds open do not show up there; `lsof +L1` finds those.',
  },
  {
    key: 'sh-cron',
    title: 'Run a job every night',
    ask: 'How do I run a command every night?',
    also: [
      'cron daily 2am',
      'crontab syntax',
      'cron job does not run',
      'schedule a nightly job on a server',
    ],
    answer:
      'Run `crontab -e` and add `15 2 * * * cd /srv/app && /usr/bin/node dist/job.js >> job.log 2>&1` for 02:15. Cron has a short PATH and no profile, so use absolute paths.',
    wrong: 'Add `2 15 * * *` to run at 02:15: the first field is the hour, the second the minute.',
  },
  {
    key: 'sh-quotes',
    title: 'Single and double quotes in the shell',
    ask: 'What is the difference between single and double quotes in bash?',
    also: [
      'bash quotes variable not expanded',
      'single vs double quotes shell',
      'file name with spaces breaks my script',
      'keep the shell from splitting a value',
    ],
    answer:
      'In double quotes variables and `$(…)` are expanded; in single quotes nothing is. Write `"$file"` with double quotes always: an unquoted variable is split at spaces and its `*` is expanded.',
  },
];
