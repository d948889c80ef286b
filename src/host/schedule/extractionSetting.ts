import { workspace } from 'vscode';
import { SCHEDULES, type Schedule } from '../../core/workspace/settings/cadenceSchema.js';
import { folderInUse } from '../workspace/workspaceFolder.js';

/** What somebody chose in their editor, which goes before the settings of the workspace; undefined: nobody chose. */
export function chosenSchedule(): Schedule | undefined {
  const found = workspace
    .getConfiguration('codelumi', folderInUse()?.uri)
    .inspect('extract.schedule');
  const value = found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
  return SCHEDULES.find((schedule) => schedule === value);
}
