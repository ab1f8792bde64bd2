import { AppError } from '../../../kernel/app-error.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { figureRoutes as routes } from './contract.ts';
import type { Pins } from './pin-figure.ts';
import type { Figures } from './show-figure.ts';

/** Hangs the routes of how figures come about, and of those that are pinned, on the server. */
export function serveFigureRoutes(server: RouteServer, figures: Figures, pins: Pins): void {
  server.handle(routes.pinFigure, ({ body, viewer }) => pins.pin(body, viewer?.id ?? ''));
  server.handle(routes.pins, async () => ({ pins: await pins.pins() }));
  server.handle(routes.pinned, ({ params: { number } }) => pins.pinned(number));
  server.handle(routes.figure, ({ params: { of }, query }) => figures.figure(of, query));
  server.handle(routes.methods, () => Promise.resolve({ methods: figures.methods() }));
  server.handle(routes.method, ({ params: { name } }) => {
    const page = figures.method(name);
    if (page === null) throw new AppError('not-found', 'method-unknown', 'There is no page about this method.');
    return Promise.resolve(page);
  });
}
