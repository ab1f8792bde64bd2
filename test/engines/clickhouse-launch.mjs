// Runs the `clickhouse local` inside chDB's library with its listeners on: a real server from npm alone. Started by clickhouse-server.ts under a pseudo-terminal,
// because without one a single bad packet ends the process (fixed upstream after 26.7).
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ffi from 'ffi-rs';

const [folder, config, pidFile] = process.argv.slice(2);
const require = createRequire(createRequire(import.meta.url).resolve('chdb'));
const library = join(dirname(require.resolve(`@chdb/lib-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`)), process.platform === 'darwin' ? 'libchdb.dylib' : 'libchdb.so');
ffi.open({ library: 'chdb', path: library });
writeFileSync(pidFile, String(process.pid));

const argv = ['clickhouse', `--path=${folder}`, `--config-file=${config}`, '--interactive', '--query=SYSTEM START LISTEN TCP; SYSTEM START LISTEN HTTP; SELECT 1 FORMAT Null'];
const keepAlive = setInterval(() => {}, 1_000_000);
try {
  await ffi.load({ library: 'chdb', funcName: 'query_stable_v2', retType: ffi.DataType.External, paramsType: [ffi.DataType.I32, ffi.DataType.StringArray], paramsValue: [argv.length, argv], runInNewThread: true });
  process.exitCode = 0;
} finally {
  clearInterval(keepAlive);
}
process.exit();
