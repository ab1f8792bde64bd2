import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** An address of this machine where nobody answers until `open` lets what comes through to a port where somebody does. */
export type LaterDoor = { readonly port: number; open(port: number): Promise<void>; close(): Promise<void> };

/** Finds a free port and keeps it closed. */
export async function laterDoor(): Promise<LaterDoor> {
  const scout = createServer().listen(0, '127.0.0.1');
  await once(scout, 'listening');
  const { port } = scout.address() as AddressInfo;
  scout.close();
  await once(scout, 'close');
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  return {
    port,
    async open(behind) {
      server = createServer((from) => {
        const to = connect(behind, '127.0.0.1');
        for (const socket of [from, to]) {
          sockets.add(socket);
          socket.on('error', () => { from.destroy(); to.destroy(); }).on('close', () => sockets.delete(socket));
        }
        from.pipe(to).pipe(from);
      }).listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      if (server === null) return;
      server.close();
      await once(server, 'close');
    },
  };
}
