import type { RouteServer } from '../../../platform/http/server.ts';
import { predictedRoutes } from './contract.ts';
import type { PredictedScores } from './predicted-scores.ts';

/** Hangs the routes of predicted scores on the server. */
export function servePredictedRoutes(server: RouteServer, predicted: PredictedScores): void {
  server.handle(predictedRoutes.predictedScore, ({ query }) => predicted.predicted(query.score, query.asOf));
}
