// `npm run test:desktop`: the suite of test/host in the desktop VS Code, which @vscode/test-electron
// downloads. `npm test` runs the same suite without that download; this script could be tried only up
// to the download itself, on a machine that may not reach update.code.visualstudio.com.
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { inRoot, root, vscodeHome } from './host/paths.mjs';
import { calmSettings } from './host/settings.mjs';
import { explain, say } from './host/steps.mjs';
import { copySample, temporaryFolder } from './host/workspace.mjs';

const work = await temporaryFolder('desktop');
try {
  const workspace = join(work.path, 'workspace');
  await copySample(workspace);
  await calmSettings(workspace);
  process.exitCode = await runTests({
    cachePath: vscodeHome,
    extensionDevelopmentPath: root,
    extensionTestsPath: inRoot('out', 'host', 'index.cjs'),
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
  });
} catch (error) {
  say(`The desktop tests could not run: ${explain(error)}`);
  process.exitCode = 1;
} finally {
  await work.remove();
}
