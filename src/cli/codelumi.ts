// The entry of `dist/codelumi.cjs`. Each role is loaded by itself, so that none costs what another needs.
import { type Role, roleIn } from '../node/ownFile.js';

const ROLE: Record<Role, () => Promise<unknown>> = {
  job: () => import('../worker/jobWorker.js'),
  part: () => import('../worker/partWorker.js'),
  trainer: () => import('../worker/trainer.js'),
};

const role = roleIn(process.argv);
void (role === undefined ? import('./main.js') : ROLE[role]());
