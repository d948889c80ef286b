import type { Topic } from './topic.js';

export const git: readonly Topic[] = [
  {
    key: 'git-undo-commit',
    title: 'Undo the last commit, keep the changes',
    ask: 'How do I undo my last commit but keep the changes?',
    also: [
      'undo last commit without losing my work',
      'I committed too early, can I take it back and keep the files?',
      'git: uncommit the latest commit',
      'revert the newest local commit but leave my edits in place',
    ],
    answer:
      'Run `git reset --soft HEAD~1`. The commit disappears, and its changes stay staged, so you can edit and commit again. Do this only while the commit has not been pushed.',
    wrong:
      'Run `git reset --hard HEAD~1`. It removes the commit and keeps your changes in the working tree.',
  },
  {
    key: 'git-amend-message',
    title: 'Change the message of the last commit',
    ask: 'How do I change the message of my last commit?',
    also: [
      'typo in my commit message, how to fix?',
      'edit last git commit message',
      'reword the most recent commit',
      'can I correct the text of the commit I just made?',
    ],
    answer:
      'Run `git commit --amend -m "New message"`. This replaces the last commit, so if you already pushed it you also need `git push --force-with-lease`.',
  },
  {
    key: 'git-discard-file',
    title: 'Throw away local changes to one file',
    ask: 'How do I discard my local changes to a single file?',
    also: [
      'throw away changes in one file git',
      'reset one file to the last commit',
      'how to undo edits to src/app.ts only',
      'bring a modified file back to what is committed',
    ],
    answer:
      'Use `git restore path/to/file`. If the change is already staged, run `git restore --staged path/to/file` first. The discarded edits cannot be recovered from Git.',
    wrong: 'Use `git rm path/to/file` and pull again; this brings back the committed version.',
  },
  {
    key: 'git-stash-untracked',
    title: 'Stash new files as well',
    ask: 'How do I stash changes including new, untracked files?',
    also: [
      'git stash ignores my new files',
      'stash untracked too?',
      'put everything aside, also files I have not added yet',
      'my freshly created files stay behind after git stash',
    ],
    answer:
      'Use `git stash push --include-untracked -m "what I was doing"` (short form `-u`). Bring everything back with `git stash pop`; ignored files are left alone unless you use `--all`.',
  },
  {
    key: 'git-rebase-main',
    title: 'Bring a feature branch up to date with main',
    ask: 'How do I rebase my feature branch onto the latest main?',
    also: [
      'update my branch with main without a merge commit',
      'rebase onto origin/main, what are the steps?',
      'my PR says it is behind main',
      'replay my branch on top of the newest main',
    ],
    answer:
      'Run `git fetch origin` and then `git rebase origin/main` on your branch. Fix conflicts, `git add` the files and `git rebase --continue`; publish with `git push --force-with-lease`.',
  },
  {
    key: 'git-abort-merge',
    title: 'Get out of a merge with conflicts',
    ask: 'How do I abort a merge that has conflicts?',
    also: [
      'cancel a git merge',
      'merge went wrong, I want to go back',
      'stop merging and restore my branch',
      'leave a half-finished merge and return to the state before it',
    ],
    answer:
      'Run `git merge --abort`. Git returns to the state before the merge started; commit or stash your own edits before merging, otherwise they may not be restored cleanly.',
  },
  {
    key: 'git-delete-remote-branch',
    title: 'Delete a branch on the remote',
    ask: 'How do I delete a branch on the remote?',
    also: [
      'remove remote branch after merge',
      'delete origin/feature-x',
      'old branches still on GitHub, how to remove from the command line',
      'get rid of a pushed branch',
    ],
    answer:
      'Run `git push origin --delete feature-x`. Colleagues clean up their stale references with `git fetch --prune`.',
    wrong: 'Run `git branch -D feature-x`; this also deletes the branch on the remote.',
  },
  {
    key: 'git-squash',
    title: 'Squash commits before a review',
    ask: 'How do I squash my last three commits into one?',
    also: [
      'combine several commits into one',
      'squash before opening the PR',
      'interactive rebase to merge commits',
      'turn a handful of small commits into a single one',
    ],
    answer:
      'Run `git rebase -i HEAD~3`, leave `pick` on the first line and change the others to `squash` (or `fixup` to drop their messages). Save, then edit the combined message.',
  },
  {
    key: 'git-bisect',
    title: 'Find the commit that broke something',
    ask: 'How do I find the commit that introduced a bug?',
    also: [
      'which commit broke the build?',
      'git bisect how to',
      'binary search through history for a regression',
      'locate the change that made a test start failing',
    ],
    answer:
      'Use bisect: `git bisect start`, `git bisect bad`, `git bisect good v1.4.0`. Git checks out a commit in the middle each time; with a script it runs alone: `git bisect run npm test`. Finish with `git bisect reset`.',
  },
  {
    key: 'git-cherry-pick',
    title: 'Copy one commit to another branch',
    ask: 'How do I copy a single commit to another branch?',
    also: [
      'cherry pick a commit',
      'I need just one fix from main on the release branch',
      'apply one commit from another branch',
      'take over a hotfix commit without merging the whole branch',
    ],
    answer:
      'Switch to the target branch and run `git cherry-pick -x <sha>`. The `-x` writes the original hash into the message, which helps when you look for the fix later.',
  },
  {
    key: 'git-untrack-ignored',
    title: 'Stop tracking a file that is now in .gitignore',
    ask: 'Why does Git still track a file that I added to .gitignore?',
    also: [
      '.gitignore not working',
      'file in gitignore still shows up as modified',
      'stop tracking a file but keep it on disk',
      'an ignore rule has no effect on an already committed file',
    ],
    answer:
      'Ignore rules apply only to untracked files. Run `git rm --cached path/to/file` and commit; the file stays on your disk and is ignored from then on.',
    wrong:
      'Run `git update-index --refresh`; after that .gitignore also applies to files that are already tracked.',
  },
  {
    key: 'git-rename-branch',
    title: 'Rename a branch',
    ask: 'How do I rename the branch I am on?',
    also: [
      'rename git branch locally and on origin',
      'wrong branch name, change it',
      'git branch rename',
      'give my current branch another name and publish it',
    ],
    answer:
      'Run `git branch -m new-name`, then `git push -u origin new-name` and `git push origin --delete old-name`. Open pull requests do not follow the rename on every host, so check them.',
  },
];
