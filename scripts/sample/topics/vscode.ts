import type { Topic } from './topic.js';

export const vscode: readonly Topic[] = [
  {
    key: 'vscode-debug-node',
    title: 'Debug a Node program',
    ask: 'How do I debug a Node program in VS Code?',
    also: [
      'launch.json for node',
      'breakpoints are not hit in my script',
      'attach debugger to npm start',
      'step through server code in the editor',
    ],
    answer:
      'Open a JavaScript Debug Terminal (Command Palette, "Debug: JavaScript Debug Terminal") and start your program there; the debugger attaches by itself. For a saved setup, add a `launch.json` entry of type `node` with `program` and `skipFiles`.',
  },
  {
    key: 'vscode-multi-cursor',
    title: 'Edit several places at once',
    ask: 'How do I edit several lines at the same time in VS Code?',
    also: [
      'multi cursor shortcut',
      'select next occurrence',
      'change all occurrences of a word',
      'type in many places simultaneously',
    ],
    answer:
      'Press Ctrl+D (macOS: Cmd+D) to add the next occurrence, Ctrl+Shift+L for all of them, or Alt+Click to set cursors by hand. Ctrl+Alt+Down adds a cursor on the line below.',
  },
  {
    key: 'vscode-format-on-save',
    title: 'Format on save',
    ask: 'How do I format files automatically on save?',
    also: [
      'format on save not working',
      'set default formatter',
      'prettier runs not on save',
      'tidy up code each time I store the file',
    ],
    answer:
      'Set `"editor.formatOnSave": true` and name one formatter per language, for example `"[typescript]": { "editor.defaultFormatter": "biomejs.biome" }`. If nothing happens, two formatters compete: run "Format Document With…" and choose the default.',
  },
  {
    key: 'vscode-exclude-search',
    title: 'Leave folders out of search',
    ask: 'How do I exclude folders from search in VS Code?',
    also: [
      'search shows results from dist',
      'search.exclude setting',
      'hide node_modules in search',
      'ignore generated folders when I look for text',
    ],
    answer:
      'Add `"search.exclude": { "**/dist": true }` to the workspace settings. `files.exclude` also hides the folder from the Explorer, and `files.watcherExclude` saves CPU on big generated folders.',
    wrong: 'Add the folder to `files.watcherExclude`; search uses only that setting.',
  },
  {
    key: 'vscode-settings-scope',
    title: 'User and workspace settings',
    ask: 'Which setting wins, user or workspace, in VS Code?',
    also: [
      'workspace settings override user settings?',
      'settings precedence',
      'my user setting has no effect in this project',
      'order in which the editor applies configuration',
    ],
    answer:
      'Workspace wins over user, folder wins over workspace, and a language block such as `"[python]"` wins over the plain setting at the same or a lower level. The Settings editor marks where a value is modified.',
    wrong:
      'User settings always win over workspace settings, so put team rules in the user settings.',
  },
  {
    key: 'vscode-tasks',
    title: 'Run a build as a task',
    ask: 'How do I run my build as a VS Code task?',
    also: [
      'tasks.json example',
      'bind Ctrl+Shift+B to npm run build',
      'background watch task',
      'start the compiler from inside the editor with one key',
    ],
    answer:
      'Create `.vscode/tasks.json` with `{ "type": "npm", "script": "build", "group": { "kind": "build", "isDefault": true }, "problemMatcher": "$tsc" }`. Ctrl+Shift+B then runs it, and errors appear in the Problems view.',
  },
  {
    key: 'vscode-rename-symbol',
    title: 'Rename a symbol everywhere',
    ask: 'How do I rename a function in the whole project?',
    also: [
      'rename symbol F2',
      'refactor name across files',
      'find and replace is too risky for renaming',
      'change an identifier and all its references',
    ],
    answer:
      'Put the cursor on the name and press F2. The language server changes the references, not just equal text. Shift+Enter in the rename box shows a preview first.',
  },
  {
    key: 'vscode-local-history',
    title: 'Local history of a file',
    ask: 'Can I restore an older version of a file that I never committed?',
    also: [
      'vscode local history',
      'timeline view restore',
      'I overwrote a file and have no commit',
      'bring back yesterday’s unsaved-to-git contents',
    ],
    answer:
      'Open the Timeline at the bottom of the Explorer: VS Code keeps a local history entry per save. Right-click an entry and choose "Restore Contents". Entries are on this machine only.',
  },
  {
    key: 'vscode-snippets',
    title: 'Own snippets for a project',
    ask: 'How do I share code snippets with my team in VS Code?',
    also: [
      'project snippets file',
      'create custom snippet',
      'code-snippets in .vscode',
      'give everybody the same templates in the editor',
    ],
    answer:
      'Put a file `team.code-snippets` in `.vscode/` and commit it. Each snippet has `scope`, `prefix`, `body` (an array of lines with `$1`, `$0` for the tab stops) and `description`.',
  },
  {
    key: 'vscode-extension-host',
    title: 'Debug an extension',
    ask: 'How do I run the extension I am writing?',
    also: [
      'extension development host',
      'F5 does nothing in my extension project',
      'test my vscode extension locally',
      'start a second window with my own add-on',
    ],
    answer:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: part of the snippet
      'Press F5 with a launch configuration of type `extensionHost` and `"args": ["--extensionDevelopmentPath=${workspaceFolder}"]`. A second window opens with your extension; use "Developer: Reload Window" there after a rebuild.',
  },
  {
    key: 'vscode-keybinding-conflict',
    title: 'Find a keybinding conflict',
    ask: 'Why does my keyboard shortcut not work in VS Code?',
    also: [
      'keybinding conflict',
      'shortcut does something else',
      'which extension took my key',
      'a key combination triggers the wrong command',
    ],
    answer:
      'Run "Developer: Toggle Keyboard Shortcuts Troubleshooting" and press the key: the output shows which rule matched and why. In the Keyboard Shortcuts editor, "Show Same Keybindings" lists the rivals; narrow yours with a `when` clause.',
  },
];
