import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../src/kernel/app-error.ts';

/** Real ClickHouse servers for a test, on free ports of this machine, with folders that go when they stop. */
export interface ClickhouseServers {
  /** As CLICKHOUSE_URL wants it: all nodes, with user and password. */
  readonly url: string;
  /** As CLICKHOUSE_CLUSTER wants it. */
  readonly cluster: string;
  /** Ends a node at once, as a power cut would. */
  kill(node: number): Promise<void>;
  /** Starts a killed node again on its folder. */
  restart(node: number): Promise<void>;
  stop(): Promise<void>;
}

type Node = { readonly folder: string; readonly tcpPort: number; readonly httpPort: number; child?: ChildProcess };

const CLUSTER = 'custos_test';
const USER = 'custos';
const PASSWORD = 'only-for-tests';
/** A machine that runs other tests beside starts a server in half a second to many. */
const START_WITHIN_MS = 60_000;
const LAUNCHER = fileURLToPath(new URL('./clickhouse-launch.mjs', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function configOf(node: Node, nodes: readonly Node[], replicas: number): string {
  const replica = ({ tcpPort }: Node): string => `<replica><host>127.0.0.1</host><port>${tcpPort}</port><user>${USER}</user><password>${PASSWORD}</password></replica>`;
  const shards = Array.from({ length: nodes.length / replicas }, (_, shard) => nodes.slice(shard * replicas, (shard + 1) * replicas));
  return `<clickhouse>
    <logger><level>warning</level><log>${node.folder}/node.log</log></logger>
    <listen_host>127.0.0.1</listen_host><tcp_port>${node.tcpPort}</tcp_port><http_port>${node.httpPort}</http_port>
    <max_server_memory_usage>1200000000</max_server_memory_usage><mark_cache_size>16777216</mark_cache_size>
    <background_pool_size>2</background_pool_size><background_schedule_pool_size>8</background_schedule_pool_size><background_distributed_schedule_pool_size>4</background_distributed_schedule_pool_size>
    <users_config>${node.folder}/users.xml</users_config>
    <remote_servers><${CLUSTER}>${shards.map((shard) => `<shard><internal_replication>false</internal_replication>${shard.map(replica).join('')}</shard>`).join('')}</${CLUSTER}></remote_servers>
  </clickhouse>`;
}

const USERS = `<clickhouse><profiles><default></default></profiles><quotas><default></default></quotas><users>
  <default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default>
  <${USER}><password>${PASSWORD}</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></${USER}>
</users></clickhouse>`;

async function start(node: Node): Promise<void> {
  const pidFile = join(node.folder, 'pid');
  rmSync(pidFile, { force: true });
  const command = [process.execPath, LAUNCHER, join(node.folder, 'data'), join(node.folder, 'node.xml'), pidFile].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qfc', `exec ${command}`, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'], cwd: node.folder });
  node.child = child;
  let said = '';
  child.stdout.on('data', (data: Buffer) => { said = `${said}${data.toString()}`.slice(-2_000); });
  child.stdin.on('error', () => undefined);
  const until = Date.now() + START_WITHIN_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) break;
    const answered = await fetch(`http://127.0.0.1:${node.httpPort}/ping`).then((answer) => answer.ok, () => false);
    if (answered) return;
    await sleep(50);
  }
  throw new AppError('unavailable', 'test-clickhouse-silent', `A private ClickHouse server did not start. It said: ${said}`);
}

async function kill(node: Node): Promise<void> {
  const child = node.child;
  if (child === undefined || child.exitCode !== null) return;
  const gone = once(child, 'exit');
  const pidFile = join(node.folder, 'pid');
  if (existsSync(pidFile)) {
    try {
      process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await gone;
  clearTimeout(timer);
}

/**
 * Starts `shards` × `replicas` real ClickHouse servers of the version that chDB contains.
 * Cost: about 0.5 s and 250 MB a node. Needs `script` (bsdutils), which every Debian has.
 */
export async function startClickhouseServers(shards = 1, replicas = 1): Promise<ClickhouseServers> {
  const root = mkdtempSync(join(tmpdir(), 'custos-clickhouse-'));
  const nodes: Node[] = [];
  for (let at = 0; at < shards * replicas; at += 1) {
    nodes.push({ folder: join(root, `n${at}`), tcpPort: await freePort(), httpPort: await freePort() });
  }
  const nodeAt = (at: number): Node => {
    const node = nodes[at];
    if (node === undefined) throw new AppError('internal', 'test-node-unknown', 'There is no such node.');
    return node;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map(kill));
    rmSync(root, { recursive: true, force: true });
  };
  try {
    for (const node of nodes) {
      mkdirSync(node.folder);
      writeFileSync(join(node.folder, 'node.xml'), configOf(node, nodes, replicas));
      writeFileSync(join(node.folder, 'users.xml'), USERS);
    }
    await Promise.all(nodes.map(start));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: nodes.map(({ httpPort }) => `http://${USER}:${PASSWORD}@127.0.0.1:${httpPort}`).join(','),
    cluster: CLUSTER,
    kill: (at) => kill(nodeAt(at)),
    restart: (at) => start(nodeAt(at)),
    stop,
  };
}
