import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openEventStream, type EventStream } from './open-event-stream.ts';

test('a page that does not keep up costs bounded memory, and is told how much it missed once it reads again', async (t) => {
  const opened = Promise.withResolvers<{ stream: EventStream; response: ServerResponse }>();
  const server = createServer((_request, response) => opened.resolve({ stream: openEventStream(response, { maxWaitingBytes: 64 * 1024 }), response }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  const { stream, response } = await opened.promise;

  const piece = 'x'.repeat(16 * 1024);
  let sent = 0;
  let dropped = 0;
  for (let index = 0; index < 2_000; index += 1) {
    if (stream.send('line', { piece })) sent += 1;
    else dropped += 1;
    if (index % 100 === 0) await pause(1);
  }
  assert.ok(dropped > 0, 'the page read nothing, so something must be dropped');
  assert.ok(response.writableLength < 256 * 1024, `${response.writableLength} bytes wait`);

  let tail = '';
  let missed = 0;
  const told = new Promise<void>((resolve) => socket.on('data', (data: Buffer) => {
    tail += data.toString();
    for (const [, count] of tail.matchAll(/event: missed\ndata: {"count":(\d+)}\n/g)) missed += Number(count);
    tail = tail.slice(Math.max(0, tail.lastIndexOf('\n\n')));
    if (missed >= dropped) resolve();
  }));
  socket.resume();
  await told;
  assert.equal(missed, dropped);
  assert.ok(sent > 0 && stream.send('line', {}), 'it goes on');

  let closings = 0;
  stream.onClose(() => { closings += 1; });
  const closed = new Promise<void>((resolve) => response.once('close', resolve));
  socket.destroy();
  await closed;
  stream.onClose(() => { closings += 1; });
  assert.equal(closings, 2);
  assert.equal(stream.send('line', {}), false, 'nobody is there any more');
});
