import type { Topic } from './topic.js';

export const gitHistory: readonly Topic[] = [
  {
    key: 'git-reflog',
    title: 'Recover a lost commit',
    ask: 'How do I recover a commit after a hard reset?',
    also: [
      'I did git reset --hard and lost my commit',
      'get back a deleted commit',
      'is reflog able to restore work?',
      'rescue commits that no branch points to any more',
    ],
    answer:
      'Look in `git reflog` for the entry before the reset, then run `git branch rescue HEAD@{1}` (use the right number). Commits stay reachable there for about 30 to 90 days; uncommitted edits are not in the reflog.',
  },
  {
    key: 'git-worktree',
    title: 'Two branches checked out at once',
    ask: 'How can I have two branches checked out at the same time?',
    also: [
      'work on a hotfix without stashing',
      'git worktree example',
      'second checkout of the same repository',
      'open another branch in a separate folder, one clone',
    ],
    answer:
      'Add a worktree: `git worktree add ../hotfix release/2.1`. It shares the object store with your clone. Remove it with `git worktree remove ../hotfix` when you are done.',
  },
  {
    key: 'git-blame-whitespace',
    title: 'Blame that ignores formatting commits',
    ask: 'How do I make git blame ignore a big formatting commit?',
    also: [
      'blame shows only the prettier commit',
      'skip a reformatting commit in blame',
      'ignore revs file',
      'hide bulk style changes when I look up who wrote a line',
    ],
    answer:
      'List the hashes in `.git-blame-ignore-revs` and run `git config blame.ignoreRevsFile .git-blame-ignore-revs`. Use `git blame -w` to ignore changes of white space only.',
  },
  {
    key: 'git-line-endings',
    title: 'Line endings between Windows and Linux',
    ask: 'How do I stop Git from changing line endings between Windows and Linux?',
    also: [
      'every file shows as modified on windows',
      'CRLF LF warnings in git',
      'autocrlf or gitattributes?',
      'keep one kind of line end in the repository on all systems',
    ],
    answer:
      'Commit a `.gitattributes` with `* text=auto eol=lf`, then run `git add --renormalize .` once and commit. The file wins over each developer’s `core.autocrlf`, so everybody gets the same result.',
    wrong:
      'Set `core.autocrlf` to true on every machine; a .gitattributes file cannot control line endings.',
  },
  {
    key: 'git-shallow-clone',
    title: 'Clone a large repository faster',
    ask: 'How do I clone a huge repository faster?',
    also: [
      'git clone takes forever',
      'shallow clone or partial clone',
      'download only recent history',
      'save time and disk when fetching a big project',
    ],
    answer:
      'Use a partial clone: `git clone --filter=blob:none <url>` keeps the whole history but downloads file contents only when needed. In CI, `--depth 1` is smaller still, but commands that need history will fail.',
  },
  {
    key: 'git-submodule-update',
    title: 'Submodule folder is empty after cloning',
    ask: 'Why is a submodule folder empty after cloning?',
    also: [
      'submodule empty directory',
      'git submodule init update',
      'vendor folder has no files after clone',
      'nested repository was not downloaded',
    ],
    answer:
      'A plain clone does not fetch submodules. Run `git submodule update --init --recursive`, or clone with `--recurse-submodules`. To keep them in step on pull, set `git config submodule.recurse true`.',
  },
  {
    key: 'git-push-tags',
    title: 'Create and push a release tag',
    ask: 'How do I create a release tag and push it?',
    also: [
      'tag a version in git',
      'my tag is not on the server',
      'annotated tag push',
      'publish a version marker along with the commits',
    ],
    answer:
      'Create an annotated tag with `git tag -a v1.5.0 -m "Release 1.5.0"` and publish it with `git push origin v1.5.0`. A normal push does not send tags; `git push --follow-tags` sends the annotated ones.',
  },
  {
    key: 'git-sign-ssh',
    title: 'Sign commits with an SSH key',
    ask: 'How do I sign commits with my SSH key?',
    also: [
      'verified badge with ssh key',
      'git commit signing without gpg',
      'gpg.format ssh setup',
      'prove my authorship using the key I already push with',
    ],
    answer:
      'Run `git config --global gpg.format ssh`, `git config --global user.signingkey ~/.ssh/id_ed25519.pub` and `git config --global commit.gpgsign true`. Add the same public key on your host as a signing key; to verify locally you also need `gpg.ssh.allowedSignersFile`.',
  },
];
