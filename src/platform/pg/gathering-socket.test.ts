import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';
import { gatheringSocket } from './gathering-socket.ts';

test('what is written in one turn is held back until its end, then leaves in one go; the next turn the same', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = gatheringSocket();
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [[other]] = await Promise.all([once(server, 'connection') as Promise<[Socket]>, once(socket, 'connect')]);
  try {
    for (const [one, two] of [['begin;', 'select;'], ['insert;', 'commit;']] as const) {
      socket.write(one);
      socket.write(two);
      assert.equal(socket.writableLength, one.length + two.length, 'nothing has left yet');
      const [chunk] = await once(other, 'data') as [Buffer];
      assert.equal(chunk.toString(), one + two);
      assert.equal(socket.writableCorked, 0);
    }
  } finally {
    socket.destroy();
    other.destroy();
    server.close();
  }
});
