/** Older entries of the form {id,title,text}, with the marks that earlier redaction runs left. */
export interface HandbookPage {
  readonly title: string;
  readonly text: string;
}

export const handbook: readonly HandbookPage[] = [
  {
    title: 'Set up the workstation',
    text: 'Install Node 20 and run `npm ci` in [PROJECT_ROOT]. On Windows use C:\\work\\lumi as the folder: longer paths have broken the installer.',
  },
  {
    title: 'Who to ask about releases',
    text: 'Releases are prepared by [REDACTED_NAME] every second Tuesday. Write into the release channel before noon if a change must go in.',
  },
  {
    title: 'Test server',
    text: 'The test server is [SERVER_REDACTED]. It is reset every night at 03:00 UTC, so do not keep anything there.',
  },
  {
    title: 'Log files on Windows',
    text: 'Logs are under %APPDATA%\\CodeLumi\\logs, for example C:\\Users\\[REDACTED_NAME]\\AppData\\Roaming\\CodeLumi\\logs\\main.log.',
  },
  {
    title: 'Inline code in comments',
    text: 'Put names in back ticks: &#96;npm run build&#96; instead of npm run build. &lt;angle brackets&gt; must be escaped in the wiki.',
  },
  {
    title: 'Build output',
    text: 'The build writes to [PROJECT_ROOT]/dist. Delete the folder when the editor shows stale types; never commit it.',
  },
  {
    title: 'Import paths',
    text: 'Use relative imports with the `.js` ending. [REDACTED_PATH] still has the old aliases; new code must not copy them.',
  },
  {
    title: 'Naming of branches',
    text: 'Branches are named type/short-text, for example fix/empty-search. The type is one of feat, fix, docs, chore.',
  },
  {
    title: 'Commit messages',
    text: 'First line: what changes for the user, at most 72 characters. Then a blank line and the reason. Link the issue at the end.',
  },
  {
    title: 'Definition of done',
    text: 'Merged, tested, documented in the changelog, and tried by somebody else &amp; on another system than your own.',
  },
  {
    title: 'Support times',
    text: 'The help desk answers on workdays from 09:00 to 16:00 UTC. Outside these hours use the on-call rota kept by [REDACTED_NAME].',
  },
  {
    title: 'Screenshots in issues',
    text: 'Show the whole window and name version and system. Cover names and tokens before you upload a picture.',
  },
  {
    title: 'Database of the demo',
    text: 'The demo uses SQLite in [PROJECT_ROOT]\\data\\demo.db. It is made new from the fixtures by `npm run demo:reset`.',
  },
  {
    title: 'Feature toggles in the demo',
    text: 'Toggles are read from demo.config.json. Unknown names are ignored, so check the spelling first when a toggle has no effect.',
  },
  {
    title: 'Translations',
    text: 'Texts live in locales/*.json. Use &quot;plain&quot; quotes in the source and let the tool make typographic ones.',
  },
  {
    title: 'Old installer',
    text: 'Versions before 2.0 installed to C:\\Program Files (x86)\\CodeLumi. Remove that folder before you install a newer version.',
  },
];
