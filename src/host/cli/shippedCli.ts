import { userDataFolder } from '../workspace/userDataFolder.js';

/** The editor's own program runs scripts as Node does where this is set; Node itself does not mind. */
export const NODE_ENVIRONMENT = { ELECTRON_RUN_AS_NODE: '1' } as const;

/** The options with which the command line that comes with the extension sees what the editor sees. */
export function cliArguments(root: string): string[] {
  const userData = userDataFolder();
  return ['--workspace', root, ...(userData === undefined ? [] : ['--user-data', userData])];
}
