// Two ClickHouse servers that know each other as one cluster, on loopback ports and in a folder of their
// own. They end with us, however we end.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../host/address.mjs';
import { onExit } from '../host/processes.mjs';
import { Trouble, tail } from '../host/steps.mjs';

export const CLUSTER = 'codelumi';
const START_MS = 60_000;
const STOP_MS = 20_000;

/** @typedef {{ http: number, tcp: number, folder: string }} Place */
/** @typedef {{ urls: string[], stop: () => Promise<void> }} Nodes */

/**
 * @param {string[]} command that starts a server
 * @param {number} count
 * @returns {Promise<Nodes>}
 */
export async function startNodes(command, count) {
  const home = mkdtempSync(join(tmpdir(), 'codelumi-cluster-'));
  onExit(() => rmSync(home, { recursive: true, force: true }));
  /** @type {Place[]} */
  const places = [];
  for (let i = 0; i < count; i++) {
    const [http, tcp] = [await freePort(), await freePort()];
    places.push({ http, tcp, folder: join(home, `node${i + 1}`) });
  }
  const servers = places.map((place) => start(command, place, places));
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await Promise.all(servers.map((server) => server.isUp()));
  } catch (error) {
    await stop();
    throw error;
  }
  return { urls: places.map(({ http }) => `http://127.0.0.1:${http}`), stop };
}

/**
 * @param {string[]} command
 * @param {Place} place
 * @param {Place[]} all
 */
function start([file = '', ...args], place, all) {
  const { folder, http } = place;
  const config = writeConfig(place, all);
  const child = spawn(file, [...args, `--config-file=${config}`], {
    cwd: folder,
    stdio: 'ignore',
  });
  const forget = onExit(() => child.kill('SIGKILL'));
  const ended = new Promise((resolve) => {
    child.on('error', resolve).on('exit', resolve);
  });
  let isEnded = false;
  void ended.then(() => {
    isEnded = true;
    forget();
  });
  return {
    async isUp() {
      for (const until = Date.now() + START_MS; Date.now() < until; await sleep(200)) {
        if (isEnded) break;
        const ok = await fetch(`http://127.0.0.1:${http}/ping`).then(
          (answer) => answer.ok,
          () => false,
        );
        if (ok) return;
      }
      throw new Trouble(`A ClickHouse server did not start:\n${logOf(folder)}`);
    },
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** @param {string} folder */
function logOf(folder) {
  try {
    return tail(readFileSync(join(folder, 'errors.log'), 'utf8'));
  } catch {
    return 'It left no log.';
  }
}

/**
 * @param {Place} place
 * @param {Place[]} all
 */
function writeConfig({ http, tcp, folder }, all) {
  mkdirSync(folder, { recursive: true });
  const shards = all.map(
    ({ tcp: port }) =>
      `<shard><replica><host>127.0.0.1</host><port>${port}</port></replica></shard>`,
  );
  const config = join(folder, 'config.xml');
  // Servers up to 2021 know only this root, later ones take it too.
  writeFileSync(
    config,
    `<yandex>
<logger><level>warning</level><log>${folder}/server.log</log><errorlog>${folder}/errors.log</errorlog></logger>
<http_port>${http}</http_port><tcp_port>${tcp}</tcp_port><listen_host>127.0.0.1</listen_host>
<path>${folder}/data/</path><tmp_path>${folder}/tmp/</tmp_path><users_config>${folder}/users.xml</users_config>
<default_profile>default</default_profile><default_database>default</default_database>
<mark_cache_size>268435456</mark_cache_size>
<remote_servers><${CLUSTER}>${shards.join('')}</${CLUSTER}></remote_servers>
</yandex>
`,
  );
  writeFileSync(
    join(folder, 'users.xml'),
    `<yandex>
<profiles><default><max_memory_usage>2000000000</max_memory_usage><insert_distributed_sync>1</insert_distributed_sync></default>
<reader><readonly>2</readonly></reader></profiles>
<quotas><default/></quotas>
<users><default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default>
<reader><password>only-for-tests</password><networks><ip>127.0.0.1</ip></networks><profile>reader</profile><quota>default</quota></reader></users>
</yandex>
`,
  );
  return config;
}
