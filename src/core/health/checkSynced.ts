import type { Machine } from '../ports/machine.js';
import type { HealthFinding } from './healthFinding.js';

/** How the folders of these services are called, as a part of a path. */
const BY_NAME: readonly (readonly [service: string, name: RegExp])[] = [
  ['OneDrive', /^onedrive(?: ?- .{1,100})?$/iu],
  ['Dropbox', /^dropbox(?: ?\(.{1,100}\))?$/iu],
  ['iCloud Drive', /^(?:mobile documents|com~apple~clouddocs|iclouddrive|icloud drive)$/iu],
  ['Google Drive', /^(?:google ?drive(?:[ -].{1,100})?|my drive)$/iu],
  ['a cloud service', /^cloudstorage$/iu],
  ['Nextcloud', /^nextcloud$/iu],
  ['Box', /^box(?:-box| sync)$/iu],
];

/** What these services leave in the folders that they copy. */
const BY_MARKER: Readonly<Record<string, string>> = {
  '.stfolder': 'Syncthing',
  '.dropbox': 'Dropbox',
  '.dropbox.cache': 'Dropbox',
  '.tmp.drivedownload': 'Google Drive',
  '.tmp.driveupload': 'Google Drive',
  '.849C9593-D756-4E56-8D6E-42412F2A707B': 'OneDrive',
  '.nextcloudsync.log': 'Nextcloud',
  '.owncloudsync.log': 'ownCloud',
  '.SynologyWorkingDirectory': 'Synology Drive',
};

/** Whether a service copies a folder to other machines. Told by the names of folders and by what it leaves there. */
export async function checkSynced(machine: Machine, folder: string): Promise<HealthFinding[]> {
  const service = await serviceOver(machine, folder);
  if (service === undefined) return [];
  return [
    {
      check: 'synced',
      severity: 'problem',
      what: `${folder} lies in a folder that ${service} copies to other machines`,
      place: { file: folder },
      why: 'What users said leaves this machine, and a log that is copied while it is written comes back damaged.',
      remedy:
        'Move the assistant’s data out of there, and name its new place with codelumi.userDataFolder or --user-data.',
    },
  ];
}

async function serviceOver(machine: Machine, folder: string): Promise<string | undefined> {
  const real = await machine.realPathOf(folder);
  if (real === undefined) return undefined;
  const parts = real.split('/');
  for (const [service, name] of BY_NAME) if (parts.some((part) => name.test(part))) return service;
  const marker = await machine.findAbove(folder, Object.keys(BY_MARKER));
  return marker === undefined ? undefined : BY_MARKER[marker.split(/[\\/]/u).at(-1) ?? ''];
}
