// Runs one command and ends it, with all it started, as soon as our standard input closes. The parent
// holds the other end of that pipe, so not even a `kill -9` of the parent leaves a VS Code server behind.
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
if (!command) throw new Error('guard.mjs COMMAND ARGUMENTS…');

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

process.stdin.on('end', () => {
  if (process.platform === 'win32') child.kill();
  else process.kill(-process.pid, 'SIGKILL'); // the parent made us the leader of a group
});
process.stdin.resume();
