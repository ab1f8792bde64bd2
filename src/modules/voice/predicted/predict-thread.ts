import { parentPort, workerData } from 'node:worker_threads';
import { predictScore, type PredictTask } from './predict-score.ts';

parentPort?.postMessage(predictScore(workerData as PredictTask));
