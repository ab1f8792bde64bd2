import { may, type Viewer } from '../../../kernel/access.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { figureRoutes as routes } from './contract.ts';
import type { Pins, PinViewer } from './pin-figure.ts';
import type { Figures } from './show-figure.ts';

const pinViewer = (viewer: Viewer | null): PinViewer => ({ id: viewer?.id ?? '', mayChangeAll: viewer !== null && may(viewer, 'manage-people') });

/** Hangs the routes of how figures come about, and of those that are pinned, on the server. */
export function serveFigureRoutes(server: RouteServer, figures: Figures, pins: Pins): void {
  server.handle(routes.pinFigure, ({ body, viewer }) => pins.pin(body, pinViewer(viewer)));
  server.handle(routes.pins, ({ query: { before }, viewer }) => pins.pins(before, pinViewer(viewer)));
  server.handle(routes.changePin, ({ params: { number }, body, viewer, auditAbout }) => {
    auditAbout(`pin ${number}`);
    return pins.change(number, body, pinViewer(viewer));
  });
  server.handle(routes.pinned, ({ params: { number }, viewer }) => pins.pinned(number, pinViewer(viewer)));
  server.handle(routes.figure, ({ params: { of }, query }) => figures.figure(of, query));
  server.handle(routes.methods, () => Promise.resolve({ methods: figures.methods() }));
  server.handle(routes.method, ({ params: { name } }) => {
    const page = figures.method(name);
    if (page === null) throw new AppError('not-found', 'method-unknown', 'There is no page about this method.');
    return Promise.resolve(page);
  });
}
