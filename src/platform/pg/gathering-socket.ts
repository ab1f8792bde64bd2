import { Socket } from 'node:net';

/**
 * A socket that sends what is written in one turn of the event loop in one go: statements that don't wait for each other leave together, and PostgreSQL is woken once for all of them.
 * Waking it costs this process more than making the statement.
 */
export function gatheringSocket(): Socket {
  const socket = new Socket();
  let isGathering = false;
  const gather = (): void => {
    if (isGathering) return;
    isGathering = true;
    socket.cork();
    process.nextTick(() => {
      isGathering = false;
      socket.uncork();
    });
  };
  // Connecting gives a socket its own way of writing back, so ours is put in its place afterwards.
  socket.once('connect', () => {
    socket.write = new Proxy(socket.write, {
      apply(write, self, given) {
        gather();
        return Reflect.apply(write, self, given) as boolean;
      },
    });
  });
  return socket;
}
